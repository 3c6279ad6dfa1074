using System.Net;
using Arl.Functions.Hosting.Local;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class LoopbackDeveloperTests
{
    private static async Task<bool> IsSignedIn(string caller, string host, string method = "GET", string? origin = null, string? site = null, string? setting = null, string? forwarded = null)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(caller) } };
        (context.Request.Scheme, context.Request.Host, context.Request.Method) = ("http", new(host), method);
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        if (site is not null)
            context.Request.Headers["Sec-Fetch-Site"] = site;
        if (forwarded is not null)
            context.Request.Headers[forwarded] = "203.0.113.9";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Local:DeveloperSignIn"] = setting }).Build();
        var member = await new LoopbackDeveloper(configuration).Who(context.Request);
        Assert.True(member is null or { IsDeveloper: true });
        return member is not null;
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:7071")]
    [InlineData("127.0.0.1", "127.0.0.1:7071")]
    [InlineData("::1", "[::1]:7071")]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST")]
    public async Task Whoever_calls_from_this_machine_is_a_developer(string caller, string host) => Assert.True(await IsSignedIn(caller, host));

    [Theory]
    [InlineData("192.168.1.5", "localhost:7071")]
    [InlineData("::ffff:10.0.0.1", "127.0.0.1:7071")]
    public async Task Another_machine_is_not(string caller, string host) => Assert.False(await IsSignedIn(caller, host));

    [Theory]
    [InlineData("evil.example:7071")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.1.5")]
    public async Task A_name_pointed_at_this_machine_opens_nothing(string host) => Assert.False(await IsSignedIn("127.0.0.1", host));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("Forwarded")]
    public async Task Who_comes_through_a_tunnel_on_this_machine_is_not(string header) => Assert.False(await IsSignedIn("127.0.0.1", "localhost:7071", forwarded: header));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("http://localhost:7071", "same-origin", true)]
    [InlineData(null, "none", true)]
    [InlineData("http://evil.example", null, false)]
    [InlineData("http://localhost:1080", "same-site", false)]
    [InlineData(null, "cross-site", false)]
    [InlineData("null", null, false)]
    [InlineData("null", "cross-site", false)]
    [InlineData("null", "none", false)]
    [InlineData("null", "same-origin", true)]
    public async Task Only_our_own_page_or_no_page_may_change_something(string? origin, string? site, bool expected) =>
        Assert.Equal(expected, await IsSignedIn("127.0.0.1", "localhost:7071", "POST", origin, site));

    [Fact]
    public async Task A_link_from_elsewhere_may_be_followed() => Assert.True(await IsSignedIn("127.0.0.1", "localhost:7071", "GET", site: "cross-site"));

    [Theory]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("true", true)]
    public async Task A_setting_closes_the_door(string setting, bool expected) => Assert.Equal(expected, await IsSignedIn("127.0.0.1", "localhost", setting: setting));
}
