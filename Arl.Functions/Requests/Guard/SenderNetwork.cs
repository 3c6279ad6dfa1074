using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests.Guard;

/// <summary>From which network a call comes: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one household or school has.</summary>
public sealed class SenderNetwork(IOptions<GuardOptions> options)
{
    /// <summary>Null where it cannot be told: this machine itself, or a proxy that we were not told of.</summary>
    public string? Of(HttpRequest http) => Address(http) is { } address && !IPAddress.IsLoopback(address) ? Network(address) : null;

    private IPAddress? Address(HttpRequest http)
    {
        if (options.Value.TrustedProxies == 0)
            return http.HttpContext.Connection.RemoteIpAddress;
        // Each proxy adds whom it was called by at the end; whatever stands before that, the caller may have written.
        var hops = http.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hops.Length >= options.Value.TrustedProxies && IPEndPoint.TryParse(hops[^options.Value.TrustedProxies], out var caller) ? caller.Address : null;
    }

    private static string Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}::/64");
    }
}
