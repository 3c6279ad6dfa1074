using Arl.Functions.Requests.Guard;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>From which network a call comes, behind one proxy of ours.</summary>
public sealed class SenderNetworkTests
{
    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7"), InlineData("1.2.3.4, 198.51.100.7:41234", "198.51.100.7"), InlineData("[2001:db8:1:2:3:4:5:6]:443", "20010db800010002::/64"), InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    public void It_is_what_our_proxy_saw(string forwarded, string network) => Assert.Equal(network, Of(forwarded));

    /// <summary>An address that a hop between the proxy and us has would be everybody's, and its limit the whole nation's.</summary>
    [Theory]
    [InlineData("10.0.0.4"), InlineData("172.31.255.1"), InlineData("192.168.1.1"), InlineData("100.64.0.9"), InlineData("169.254.130.3:8080"), InlineData("127.0.0.1"), InlineData("::1"), InlineData("fd00::1"), InlineData("fe80::1"), InlineData("::ffff:10.0.0.4"), InlineData("unknown"), InlineData("")]
    public void It_cannot_be_told_by_an_address_that_no_caller_has(string forwarded) => Assert.Null(Of(forwarded));

    private static string? Of(string forwarded)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        return new SenderNetwork(Options.Create(new GuardOptions { TrustedProxies = 1 })).Of(http.Request);
    }
}
