using System.Net;
using System.Text;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The reach email and the staff's pages of it in a real browser.</summary>
public sealed class ReachEmailInBrowserTests(Azurite azurite, Browser browser)
{
    private const int Narrowest = 320;
    private const int Desktop = 1280;

    [Theory]
    [InlineData(Narrowest, false), InlineData(375, true), InlineData(Desktop, false)]
    public async Task The_email_with_the_published_figures_can_be_read_by_everybody_on_a_phone_and_a_desktop(int width, bool dark)
    {
        await using var site = await Sent();
        var email = Assert.Single(site.Network.Mailer.Sent);
        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/reach/reports"), width, dark);

        await page.SetContentAsync(InlinePictures.Shown(email.Html, email.Attachments));

        Assert.Empty(await Browser.Violations(page));
        Assert.True(await Browser.Fits(page));
        Assert.Equal("640 640 640", await page.EvaluateAsync<string>("() => [...document.images].map(picture => picture.naturalWidth).join(' ')"));
        Assert.All(await page.EvaluateAsync<int[]>("() => [...document.images].map(picture => Math.round(picture.getBoundingClientRect().width))"), shown => Assert.InRange(shown, 280, 440));
        Assert.Equal("1,515 schools · 939,988 students · 38 states", await page.InnerTextAsync("h1"));
    }

    [Theory]
    [InlineData(Narrowest, false), InlineData(Desktop, true)]
    public async Task Its_pages_shut_nobody_out_and_cut_nothing_off(int width, bool dark)
    {
        await using var site = await Sent();
        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/reach/reports"), width, dark);
        Assert.Empty(await Browser.Violations(page));
        Assert.True(await Browser.Fits(page));

        await page.ClickAsync("td a");

        Assert.Equal("ARL reach: 1,515 schools, 939,988 students, 38 states", await page.InnerTextAsync("h1"));
        Assert.True(await Browser.Fits(page));
        await page.EvaluateAsync("() => document.querySelector('iframe').remove()"); // Nothing may run in it, so nothing can look into it either.
        Assert.Empty(await Browser.Violations(page));
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

    /// <summary>A network that has served what ARL published, and one reach email of it.</summary>
    private async Task<Site> Sent()
    {
        var site = await Site.Start(azurite, services => services.AddSingleton<IStaffSignIn>(new Kim()));
        using var file = new StringContent(SomeReach.PublishedCsv(), Encoding.UTF8, "text/csv");
        using var answer = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), file, Site.Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await site.Network.Get<ReachReporter>().WriteNow("board", Site.Cancel);
        await site.Network.Settle();
        return site;
    }

    private sealed class Kim : IStaffSignIn
    {
        public StaffMember? Who(HttpRequest http) => new("Kim Osei", IsDeveloper: false) { Address = Arl.Domain.EmailAddress.Parse("kim.osei@arl.example") };
    }
}
