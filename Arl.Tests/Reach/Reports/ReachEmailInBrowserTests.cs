using System.Net;
using System.Text;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Staff;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Reach.Reports;

/// <summary>The reach email and the staff's pages of it in a real browser.</summary>
public sealed class ReachEmailInBrowserTests(Browser browser, MailDev mailbox)
{
    private const int Narrowest = 320;
    private const int Desktop = 1280;

    [Theory]
    [InlineData(Narrowest, false), InlineData(375, true), InlineData(Desktop, false)]
    public async Task The_email_with_the_published_figures_can_be_read_by_everybody_on_a_phone_and_a_desktop(int width, bool dark)
    {
        await using var site = await Sent();
        var email = Assert.Single(site.Network.Mailer.Sent);
        var page = await browser.Open(new("about:blank"), width, dark);

        await page.SetContentAsync(InlinePictures.Shown(email.Html, email.Attachments));

        await Browser.IsSound(page, dark ? "reach-email-dark" : "reach-email");
        Assert.Equal("640 640 640", await page.EvaluateAsync<string>("() => [...document.images].map(picture => picture.naturalWidth).join(' ')"));
        Assert.All(await page.EvaluateAsync<int[]>("() => [...document.images].map(picture => Math.round(picture.getBoundingClientRect().width))"), shown => Assert.InRange(shown, 280, 440));
        Assert.Equal("1,515 schools · 939,988 students · 38 states", await page.InnerTextAsync("h1"));
    }

    [Theory]
    [InlineData(Narrowest), InlineData(390), InlineData(Desktop)]
    public async Task In_a_mailbox_every_picture_is_there_with_its_words_and_the_schools_are_attached(int width)
    {
        await using var site = await Sent();
        var mail = await Week(site);
        var reader = MailDev.NewAddress();
        Assert.IsType<MailOutcome.Accepted>(await SomeMail.Send(await mailbox.Settings(), mail with { To = [Arl.Domain.EmailAddress.Parse(reader)] }));
        var received = Assert.Single(await mailbox.Received(reader)).Message;

        var page = await browser.Open(await mailbox.Opened(reader), width);
        // MailDev serves it without its charset, which the email names in the header of its part, as SmtpMailerTests see.
        await page.RouteAsync("**/html", async route => await route.FulfillAsync(new() { Response = await route.FetchAsync(), ContentType = "text/html; charset=utf-8" }));
        await page.ReloadAsync();

        Assert.Equal("1,521 schools · 942,028 students · 38 states", await page.InnerTextAsync("h1"));
        Assert.Equal(["640", "640", "640"], await page.EvaluateAsync<string[]>("() => [...document.images].map(picture => picture.complete ? String(picture.naturalWidth) : 'not loaded')"));
        var words = await page.EvaluateAsync<string[]>("() => [...document.images].map(picture => picture.alt)");
        Assert.Equal(["Schools served by the end of ", "Urban: 51% of the schools ser", "Schools served in 38 states: "], words.Select(alt => alt[..29]));
        Assert.True(await Browser.Fits(page));
        Assert.Empty(await Browser.Violations(page));
        var file = Assert.IsType<MimeKit.MimePart>(Assert.Single(received.Attachments), exactMatch: false);
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content, Site.Cancel);
        Assert.Equal(("served-schools-2026-12-07.csv", 1522), (file.FileName, Encoding.UTF8.GetString(content.ToArray()).TrimEnd().Split('\n').Length));
    }

    [Theory]
    [InlineData(Narrowest, false), InlineData(Desktop, true)]
    public async Task Its_pages_shut_nobody_out_and_cut_nothing_off(int width, bool dark)
    {
        await using var site = await Sent();
        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/reach/reports"), width, dark);
        await Browser.IsSound(page, "reach-reports");

        await page.ClickAsync("td a");

        Assert.Equal("ARL reach: 1,515 schools, 939,988 students, 38 states", await page.InnerTextAsync("h1"));
        await page.ScreenshotAsync(new() { Path = Browser.PictureOf("reach-report-with-its-email", width), FullPage = true });
        await page.EvaluateAsync("() => document.querySelector('iframe').remove()"); // Nothing may run in it, so nothing can look into it either.
        await Browser.IsSound(page, "reach-report");
    }

    [Fact]
    public async Task Without_a_script_a_member_of_the_staff_has_one_sent_to_themselves()
    {
        await using var site = await Sent();
        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/reach/reports"), scripts: false);

        await page.ClickAsync("text=Send it to me now");
        await site.Network.Settle();

        Assert.Contains("It is on its way to you", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("kim.osei@arl.example", Assert.Single(site.Network.Mailer.Sent[^1].To).Value);
        Assert.Equal(2, site.Network.Mailer.Sent.Count);
    }

    /// <summary>The weekly email after a week in which six schools were introduced.</summary>
    private static async Task<MailToSend> Week(Site site)
    {
        var monday = new DateTimeOffset(2026, 11, 30, 13, 5, 0, TimeSpan.Zero);
        var reports = site.Network.Get<ReachReporter>();
        await reports.WriteDue(Site.Cancel);
        site.Network.Clock.SetUtcNow(monday);
        await reports.WriteDue(Site.Cancel);
        site.Network.Clock.SetUtcNow(monday.AddDays(4));
        await Load(site, "school_id,students,introduced_on,organization,name,city,state,locale,charter\n"
            + string.Concat(Enumerable.Range(1, 6).Select(n => $"36000000000{n},340,2026-12-0{1 + (n % 3)},Organization 1,School {n},Buffalo,NY,rural,no\n")));
        site.Network.Clock.SetUtcNow(monday.AddDays(7));
        await reports.WriteDue(Site.Cancel);
        await site.Network.Settle();
        return site.Network.Mailer.Sent.Single(mail => mail.Id.StartsWith("weekly-2026-12-07", StringComparison.Ordinal));
    }

    private static async Task Load(Site site, string csv)
    {
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), file, Site.Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>A network that has served what ARL published, and one reach email of it.</summary>
    private async Task<Site> Sent()
    {
        var site = await Site.Start(services => services.AddSingleton<IStaffSignIn>(new Kim()));
        await Load(site, SomeReach.PublishedCsv());
        await site.Network.Get<ReachReporter>().WriteNow("board", Site.Cancel);
        await site.Network.Settle();
        return site;
    }

    private sealed class Kim : IStaffSignIn
    {
        public Task<StaffMember?> Who(HttpRequest http) => Task.FromResult<StaffMember?>(new("Kim Osei", IsDeveloper: false) { Address = Arl.Domain.EmailAddress.Parse("kim.osei@arl.example") });
    }
}
