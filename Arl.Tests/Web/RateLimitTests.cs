using System.Net;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Web;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Web;

public sealed class RateLimitTests
{
    private readonly TestClock _clock = new(Some.Moment);

    [Fact]
    public void A_network_may_make_a_minutes_calls_at_once_and_then_as_many_as_time_brings()
    {
        var limits = Limits();

        Assert.Equal(6, Passed(limits, 10));
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, Passed(limits, 10));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Passed(limits, 10));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(6, Passed(limits, 10));
    }

    [Fact]
    public void Each_network_is_counted_by_itself_and_an_IPv6_household_as_one()
    {
        var limits = Limits();

        Assert.Equal((6, 6), (Passed(limits, 10, from: "203.0.113.1"), Passed(limits, 10, from: "203.0.113.2")));
        Assert.Equal((6, 0), (Passed(limits, 10, from: "2001:db8:1:2::1"), Passed(limits, 10, from: "2001:db8:1:2:ffff::9")));
    }

    [Theory]
    [InlineData("GET", "/", 6), InlineData("HEAD", "/reach", 6), InlineData("POST", "/requests", 2), InlineData("PUT", "/nowhere", 2), InlineData("DELETE", "/api/requests", 2)]
    [InlineData("GET", "/staff", 9), InlineData("POST", "/staff/plan", 9), InlineData("POST", "/API/Staff/coaches", 9), InlineData("POST", "/api/sendgrid/events", 12), InlineData("GET", "/api/health/ready", 6)]
    [InlineData("GET", "/assets/site.css", 40), InlineData("GET", "/api/health", 40), InlineData("POST", "/staffroom", 2)]
    public void People_programs_staff_and_the_mail_provider_have_limits_of_their_own(string method, string path, int expected) => Assert.Equal(expected, Passed(Limits(), 40, method, path));

    [Theory]
    [InlineData("127.0.0.1"), InlineData("::1")]
    public void This_machine_has_none(string from) => Assert.Equal(40, Passed(Limits(), 40, from: from));

    [Fact]
    public void As_many_as_the_setting_says_pass_whatever_it_is() =>
        Assert.All([1, 7, 13, 299, 600, 997], most => Assert.Equal(most, Passed(Limits(most), most + 5)));

    [Fact]
    public async Task Many_at_one_moment_are_counted_right()
    {
        var limits = Limits(500);

        var passed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Passed(limits, 200))));

        Assert.Equal(500, passed.Sum());
    }

    [Fact]
    public async Task A_person_gets_a_page_and_a_program_problem_details_and_both_hear_when_to_come_again()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:TrustedProxies"] = "1", ["Guard:ReadsPerMinute"] = "2", ["Guard:WritesPerMinute"] = "1" });

        var people = new[] { await Call(site, "GET", "/", "text/html"), await Call(site, "GET", "/nowhere", "text/html"), await Call(site, "GET", "/", "text/html") };
        var programs = new[] { await Call(site, "POST", "/api/requests", "application/json"), await Call(site, "POST", "/api/requests", "application/json") };

        Assert.Equal([(200, "text/html"), (404, "text/html"), (429, "text/html")], people.Select(answer => (answer.Status, answer.Type)));
        Assert.Equal([(415, "application/problem+json"), (429, "application/problem+json")], programs.Select(answer => (answer.Status, answer.Type)));
        Assert.Equal(("30", "60"), (people[2].RetryAfter, programs[1].RetryAfter));
        Assert.Contains("What you typed is not lost", people[2].Body, StringComparison.Ordinal);
        Assert.Equal(200, (await Call(site, "GET", "/", "text/html", from: "203.0.113.77")).Status);
        PageRules.AreKept(await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(people[2].Body, Site.Cancel));
    }

    private static async Task<(int Status, string? Type, string RetryAfter, string Body)> Call(Site site, string method, string path, string accept, string from = "203.0.113.5")
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("Accept", accept);
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await site.Http.SendAsync(request, Site.Cancel);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.TryGetValues("Retry-After", out var after) ? after.Single() : "", await answer.Content.ReadAsStringAsync(Site.Cancel));
    }

    private RateLimits Limits(int reads = 6)
    {
        var options = Options.Create(new GuardOptions { ReadsPerMinute = reads, WritesPerMinute = 2, StaffPerMinute = 9, WebhookPerMinute = 12 });
        return new(new SenderNetwork(options), options, _clock, NullLogger<RateLimits>.Instance);
    }

    private static int Passed(RateLimits limits, int calls, string method = "GET", string path = "/", string from = "203.0.113.5") => Enumerable.Range(0, calls).Count(_ =>
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
        (http.Request.Method, http.Request.Path) = (method, path);
        return limits.Refusal(http) is null;
    });
}
