using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests.Guard;

/// <summary>From which network a call comes: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one household or school has.</summary>
public sealed class SenderNetwork(IOptions<GuardOptions> options)
{
    /// <summary>What no caller on the internet has (RFC 1918, 3927, 4193, 4291, 6598): where it stands in a caller's place, it is a hop between a proxy of ours and us, and all callers would share it.</summary>
    private static readonly IPNetwork[] s_within =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>Null where it cannot be told: this machine itself, or a proxy that we were not told of. Who cannot be told has no limit: rather that than one limit for everybody.</summary>
    public string? Of(HttpRequest http)
    {
        if (Address(http) is not { } address)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in s_within)
            if (network.Contains(address))
                return null;
        return Network(address);
    }

    private IPAddress? Address(HttpRequest http)
    {
        if (options.Value.TrustedProxies == 0)
            return http.HttpContext.Connection.RemoteIpAddress;
        // Each proxy adds whom it was called by at the end; whatever stands before that, the caller may have written.
        var hops = http.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hops.Length >= options.Value.TrustedProxies && IPEndPoint.TryParse(hops[^options.Value.TrustedProxies], out var caller) ? caller.Address : null;
    }

    private static string Network(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}::/64");
}
