using System.Net;
using System.Net.Sockets;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>Whether the look at a link may connect there.</summary>
public delegate bool MayConnect(IPAddress address);

/// <summary>
/// Addresses of the public internet. Sources: the IANA special-purpose registries of IPv4 (RFC 6890) and IPv6; and Azure's own platform at 168.63.129.16, which looks public and is not.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] s_not =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    /// <summary>All that is given out of IPv6; what maps, embeds or translates an address of IPv4 lies outside, or is named above.</summary>
    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || s_global.Contains(plain)) && !s_not.Any(network => network.Contains(plain));
    }
}
