using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Reach.Reports;

/// <summary>The staff's pages of reach emails.</summary>
public sealed class ReachReportDeskTests
{
    private const string Path = "/staff/reach/reports";

    private sealed class Kim(string? address) : IStaffSignIn
    {
        public Task<StaffMember?> Who(HttpRequest http) => Task.FromResult<StaffMember?>(new("Kim Osei", IsDeveloper: false) { Address = address is null ? null : EmailAddress.Parse(address) });
    }

    [Fact]
    public async Task A_report_opens_exactly_as_it_was_sent()
    {
        await using var site = await Open();
        await Served(site);
        var id = await site.Network.Get<ReachReporter>().WriteNow("board", Site.Cancel);
        await site.Network.Settle();
        await Served(site, "359000100002"); // What is served later changes nothing of it.

        var page = await Page(site, $"{Path}/{id}");

        PageRules.AreKept(page);
        var sent = Assert.Single(site.Network.Mailer.Sent);
        Assert.Equal(sent.Subject, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(sent.Text.ReplaceLineEndings("\n"), page.QuerySelector("pre")!.TextContent.ReplaceLineEndings("\n"));
        var frame = page.QuerySelector("iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        var html = await new HtmlParser().ParseDocumentAsync(frame.GetAttribute("srcdoc")!, Site.Cancel);
        Assert.Equal(sent.Attachments.Where(one => one.ContentId is not null).Select(one => $"data:image/png;base64,{Convert.ToBase64String(one.Content.ToArray())}"), html.QuerySelectorAll("img").Select(picture => picture.GetAttribute("src")));
        Assert.Equal(sent.Html.Split("<img")[0], frame.GetAttribute("srcdoc")!.Split("<img")[0]);
    }

    [Fact]
    public async Task What_went_with_it_can_be_downloaded_again()
    {
        await using var site = await Open();
        await Served(site);
        var id = await site.Network.Get<ReachReporter>().WriteNow("board", Site.Cancel);
        await site.Network.Settle();

        var links = (await Page(site, $"{Path}/{id}")).QuerySelectorAll("main li a").Select(link => link.GetAttribute("href")!).ToList();

        var sent = Assert.Single(site.Network.Mailer.Sent).Attachments;
        Assert.Equal(4, links.Count);
        foreach (var (file, link) in sent.Zip(links))
        {
            using var answer = await site.Http.GetAsync(new Uri(link, UriKind.Relative), Site.Cancel);
            Assert.Equal((file.MediaType, "attachment", file.Name), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
            Assert.Equal(file.Content.ToArray(), await answer.Content.ReadAsByteArrayAsync(Site.Cancel));
        }
    }

    [Fact]
    public async Task The_list_has_every_report_the_newest_first_with_where_it_is()
    {
        await using var site = await Open();
        var tick = site.Network.Function<SendReachReport>();
        await tick.Run(new(), Site.Cancel);
        site.Network.Clock.SetUtcNow(new(2026, 12, 1, 13, 2, 0, TimeSpan.Zero));
        await tick.Run(new(), Site.Cancel);
        await site.Network.Settle();
        site.Network.Clock.SetUtcNow(new(2026, 12, 3, 15, 30, 0, TimeSpan.Zero));
        await site.Network.Get<ReachReporter>().WriteNow("board", Site.Cancel);

        var page = await Page(site, Path);

        PageRules.AreKept(page);
        Assert.Equal(
            [
                "December 3, 2026, 10:30 AM | Asked for by staff | December 3, 2026, 10:30 AM | To be sent",
                "Monday, November 30, 2026 | Weekly | December 1, 2026, 8:02 AM | Handed to the mail provider; not yet known to be delivered",
                "November 2026 | Monthly | December 1, 2026, 8:02 AM | Handed to the mail provider; not yet known to be delivered",
            ],
            page.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Contains("href=\"/staff/reach/reports\"", await site.Http.GetStringAsync(new Uri("/staff/reach", UriKind.Relative), Site.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_the_staff_gets_one_now_and_nobody_else_does()
    {
        await using var site = await Open("kim.osei@arl.example");
        var key = await Key(site);

        var answers = new[] { await Post(site, key), await Post(site, key) };
        await site.Network.Settle();

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, Path + "?done=sent"), (answer.Status, answer.Location)));
        Assert.Equal(["kim.osei@arl.example"], Assert.Single(site.Network.Mailer.Sent).To.Select(reader => reader.Value));
        Assert.Contains("because you asked for it", site.Network.Mailer.Sent[0].Text, StringComparison.Ordinal);
        Assert.NotNull((await Page(site, Path + "?done=sent")).QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task Whose_address_the_sign_in_does_not_know_writes_one_of_the_staffs()
    {
        await using var site = await Open(address: null);

        var (_, _, stranger) = await Post(site, await Key(site), "everyone@mesaschools.example");
        var (status, _, _) = await Post(site, await Key(site), "STAFF@arl.example");
        await site.Network.Settle();

        PageRules.AreKept(stranger);
        Assert.Equal("Write your address as it is on the network's staff list.", stranger.QuerySelector("#errors li")!.TextContent.Trim());
        Assert.Equal("everyone@mesaschools.example", stranger.QuerySelector("input[name=email]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Equal(["staff@arl.example"], Assert.Single(site.Network.Mailer.Sent).To.Select(reader => reader.Value));
    }

    [Fact]
    public async Task One_that_a_member_asked_for_is_not_what_the_next_is_compared_with()
    {
        await using var site = await Open("kim.osei@arl.example");
        await site.Network.Get<ReachReporter>().WriteNow("board", Site.Cancel);
        await Served(site);

        await Post(site, await Key(site));
        await Post(site, await Key(site));
        await site.Network.Settle();

        var own = site.Network.Mailer.Sent.Where(mail => mail.To.Any(reader => reader.Value.StartsWith("kim", StringComparison.Ordinal))).ToList();
        Assert.Equal(2, own.Count);
        Assert.All(own, mail => Assert.Contains("- Schools: 1 (+1)", mail.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Path + "/weekly-2026-11-23"), InlineData(Path + "/started"), InlineData(Path + "/now-%23"), InlineData(Path + "/now-a/files/0"), InlineData(Path + "/now-a/files/-1")]
    public async Task What_was_never_sent_is_not_found(string path)
    {
        await using var site = await Open();

        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_sees_them_or_sends_one()
    {
        await using var site = await Site.Start();

        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(site, "key")).Status);
        foreach (var path in (string[])[Path, Path + "/now-a", Path + "/now-a/files/0", "/api/staff/reach/served/csv"])
        {
            using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private Task<Site> Open(string? address = "kim.osei@arl.example") => Site.Start(services => services.AddSingleton<IStaffSignIn>(new Kim(address)));

    private static async Task Served(Site site, string school = "359000100001")
    {
        using var csv = new StringContent($"school_id,students,introduced_on,organization\n{school},210,2026-09-14,Bridge\n", System.Text.Encoding.UTF8, "text/csv");
        using var answer = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), csv, Site.Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> Key(Site site) => (await Page(site, Path)).QuerySelector("input[name=key]")!.GetAttribute("value")!;

    private static async Task<IDocument> Page(Site site, string path) =>
        await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri(path, UriKind.Relative), Site.Cancel), Site.Cancel);

    private static async Task<(HttpStatusCode Status, string? Location, IDocument Page)> Post(Site site, string key, string email = "")
    {
        using var form = new FormUrlEncodedContent([new("key", key), new("email", email), SignedIn.Field(site)]);
        using var answer = await site.Http.PostAsync(new Uri(Path, UriKind.Relative), form, Site.Cancel);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel));
    }
}
