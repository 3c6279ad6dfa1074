using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class RequestLimitsTests
{
    [Fact]
    public async Task An_address_may_send_five_requests_a_day_and_a_repeat_is_none_of_them()
    {
        await using var site = await Site.Start();
        JsonObject[] five = [SomeJson.Request, SomeJson.District(), SomeJson.District("359000100001"), SomeJson.District("359000100002"), Typed("Hill School")];

        foreach (var request in five.Concat(five))
            Assert.Equal(HttpStatusCode.Accepted, (await site.Post(request)).Status);
        var sixth = await Send(site, Typed("River School"));
        var repeat = await site.Post(five[0]);
        site.Network.Clock.Advance(sixth.Wait);

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromHours(9)), (sixth.Status, sixth.Wait)); // It is 15:00 in UTC.
        Assert.Contains("at most 5 requests a day from one email address", sixth.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, repeat.Status);
        Assert.Equal(HttpStatusCode.Accepted, (await site.Post(Typed("River School"))).Status);
        Assert.Equal(6, (await site.Requests()).Count);
    }

    [Fact]
    public async Task Who_withdraws_and_asks_for_the_same_again_comes_to_an_end_too()
    {
        await using var site = await Site.Start();

        for (var time = 1; time <= 5; time++)
        {
            var answer = await site.Post(SomeJson.Request);
            using var withdrawn = await site.Http.PostAsync(new Uri(answer.StatusPath + "/withdraw", UriKind.Relative), null, Site.Cancel);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Send(site, SomeJson.Request)).Status);
    }

    [Fact]
    public async Task A_network_may_send_so_many_an_hour_and_what_it_says_of_itself_does_not_count()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:TrustedProxies"] = "1", ["Guard:PerNetworkPerHour"] = "2" });

        var first = await Send(site, SomeJson.From("a@mesa.example"), "198.51.100.1, 203.0.113.9:50123");
        var second = await Send(site, SomeJson.From("b@mesa.example"), "198.51.100.2, 203.0.113.9:50124");
        var third = await Send(site, SomeJson.From("c@mesa.example"), "198.51.100.3, 203.0.113.9");
        var other = await Send(site, SomeJson.From("c@mesa.example"), "203.0.113.10:50125");
        site.Network.Clock.Advance(third.Wait);
        var later = await Send(site, SomeJson.From("d@mesa.example"), "203.0.113.9");

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests, HttpStatusCode.Accepted, HttpStatusCode.Accepted], new[] { first, second, third, other, later }.Select(answer => answer.Status));
        Assert.Equal(TimeSpan.FromHours(1), third.Wait);
        var rows = await site.Network.Storage.Table(TableNames.RequestLimits).QueryAsync<TableEntity>(cancellationToken: Site.Cancel).ToListAsync(Site.Cancel);
        Assert.DoesNotContain(rows.SelectMany(row => row.Select(property => $"{property.Value}").Append(row.RowKey)), text => text.Contains("mesa", StringComparison.OrdinalIgnoreCase) || text.Contains("203.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "[2001:db8:1:2::9]:443", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.9:1", "::ffff:203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.10", false)]
    public void A_network_is_an_IPv4_address_or_the_first_half_of_an_IPv6_one(string one, string other, bool same) =>
        Assert.Equal(same, Network(one, proxies: 1) == Network(other, proxies: 1));

    [Fact]
    public void Where_the_network_cannot_be_told_there_is_none()
    {
        Assert.Null(Network("203.0.113.9", proxies: 0)); // The connection comes from this machine.
        Assert.Null(Network("203.0.113.9", proxies: 2));
        Assert.Null(Network("nonsense", proxies: 1));
        Assert.Equal("203.0.113.9", Network("203.0.113.9, 198.51.100.7", proxies: 2));
    }

    [Fact]
    public async Task A_counter_that_fails_loses_no_request()
    {
        await using var site = await Site.Start();
        var away = new ArlStorage("DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;BlobEndpoint=http://127.0.0.1:9/away;QueueEndpoint=http://127.0.0.1:9/away;TableEndpoint=http://127.0.0.1:9/away;");
        var limits = new RequestLimits(away, site.Network.Get<IOptions<SiteOptions>>(), site.Network.Get<IOptions<GuardOptions>>(), site.Network.Clock, site.Network.Get<ILogger<RequestLimits>>());

        Assert.IsType<Turn.New>(await limits.Take(Some.Request.Contact.Email, "203.0.113.7", "print", Site.Cancel));
        Assert.Contains(site.Network.Logs.Lines, line => line.Contains("could not be counted", StringComparison.Ordinal));

        await site.Network.Storage.Table(TableNames.RequestLimits).DeleteAsync(Site.Cancel);
        Assert.Equal(HttpStatusCode.Accepted, (await site.Post(SomeJson.Request)).Status);
    }

    [Fact]
    public async Task The_counters_of_a_day_are_gone_two_nights_later()
    {
        await using var site = await Site.Start();
        await site.Post(SomeJson.Request);

        site.Network.Clock.Advance(TimeSpan.FromHours(20));
        await site.Network.Function<ForgetLimits>().Run(new TimerInfo(), Site.Cancel);
        var nextDay = await site.Rows(TableNames.RequestLimits);
        site.Network.Clock.Advance(TimeSpan.FromHours(24));
        await site.Network.Function<ForgetLimits>().Run(new TimerInfo(), Site.Cancel);

        Assert.Single(nextDay);
        Assert.Empty(await site.Rows(TableNames.RequestLimits));
    }

    [Fact]
    public async Task Requests_of_one_address_that_come_at_once_are_all_counted()
    {
        await using var network = await TestNetwork.Start();
        var limits = network.Get<RequestLimits>();
        var address = Domain.EmailAddress.Parse("ana@mesa.example");

        var turns = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => limits.Take(address, "203.0.113.9", $"place {number}", Site.Cancel)));

        Assert.All(turns, turn => Assert.IsType<Turn.New>(turn));
        Assert.IsType<Turn.Again>(await limits.Take(address, "203.0.113.9", "place 2", Site.Cancel));
        Assert.IsType<Turn.New>(await limits.Take(address, "203.0.113.9", "place 4", Site.Cancel));
        Assert.IsType<Turn.TooMany>(await limits.Take(address, "203.0.113.9", "place 5", Site.Cancel));
    }

    private static string? Network(string forwarded, int proxies)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        return new SenderNetwork(Options.Create(new GuardOptions { TrustedProxies = proxies })).Of(http.Request);
    }

    private static JsonObject Typed(string name)
    {
        var request = SomeJson.Request;
        request.Remove("schoolId");
        request["school"] = new JsonObject { ["name"] = name, ["city"] = "Taos", ["state"] = "NM" };
        return request;
    }

    private static async Task<(HttpStatusCode Status, TimeSpan Wait, string Body)> Send(Site site, JsonObject body, string? forwarded = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (forwarded is not null)
            request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await site.Http.SendAsync(request, Site.Cancel);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, await answer.Content.ReadAsStringAsync(Site.Cancel));
    }
}
