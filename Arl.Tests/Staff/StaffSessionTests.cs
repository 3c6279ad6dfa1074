using System.Net;
using Arl.Functions.Staff.SignIn;
using Arl.Functions.Storage;
using Arl.Pages.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>What the cookie of a member of the staff is good for, and for how long.</summary>
public sealed class StaffSessionTests : EntraTests
{
    [Fact]
    public async Task A_cookie_that_was_changed_is_nobodys()
    {
        var kim = await SignedIn();
        var cookie = kim.Cookies[Visitor.Session];

        foreach (var at in new[] { 0, 10, 25, 50, 60, cookie.Length / 2, cookie.Length - 2 })
        {
            kim.Cookies[Visitor.Session] = $"{cookie[..at]}{(cookie[at] == 'A' ? 'B' : 'A')}{cookie[(at + 1)..]}";
            Assert.Equal((at, HttpStatusCode.Unauthorized), (at, (await kim.Get("/staff")).Status));
        }
        foreach (var other in new[] { "", "x", cookie[..^4], cookie + "AAAA", "chunks-2" })
        {
            kim.Cookies[Visitor.Session] = other;
            Assert.Equal((other, HttpStatusCode.Unauthorized), (other, (await kim.Get("/staff")).Status));
        }
    }

    [Fact]
    public async Task What_was_sealed_for_another_purpose_is_no_cookie()
    {
        var kim = new Visitor(TheSite, Entra);
        var state = (await kim.Ask())[1].Value;
        kim.Cookies[Visitor.Session] = state;

        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Get("/staff")).Status);
    }

    /// <summary>The header by which App Service says who calls: anybody can write it.</summary>
    [Theory]
    [InlineData("/staff"), InlineData("/api/staff/reach")]
    public async Task The_headers_of_a_platform_are_not_believed(string path)
    {
        var stranger = new Visitor(TheSite, Entra)
        {
            Headers =
            {
                ["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String("""{"auth_typ":"aad","claims":[{"typ":"preferred_username","val":"kim.osei@arl.example"},{"typ":"roles","val":"arl-staff"}],"name_typ":"preferred_username","role_typ":"roles"}"""u8),
                ["X-MS-CLIENT-PRINCIPAL-NAME"] = "kim.osei@arl.example",
                ["X-MS-TOKEN-AAD-ID-TOKEN"] = Entra.IdToken("nonce"),
            },
        };

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Get(path)).Status);
    }

    [Fact]
    public async Task Whoever_works_on_is_signed_in_for_eight_hours_and_then_once_more()
    {
        var kim = await SignedIn();
        var first = kim.Copy();

        for (var hour = 0; hour < 7; hour++)
        {
            TheSite.Network.Clock.Advance(TimeSpan.FromMinutes(65));
            Assert.Equal((hour, HttpStatusCode.OK), (hour, (await kim.Get("/staff")).Status));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await first.Get("/staff")).Status); // The cookie of the morning was replaced hours ago.
        TheSite.Network.Clock.Advance(TimeSpan.FromMinutes(26));
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Get("/staff")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await kim.SignIn()).Status);
    }

    [Fact]
    public async Task A_cookie_that_nobody_uses_for_two_hours_is_no_longer_good()
    {
        var kim = await SignedIn();

        TheSite.Network.Clock.Advance(EntraSchemes.Idle + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Get("/staff")).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_wherever_its_cookie_is()
    {
        var kim = await SignedIn();
        var (copy, page) = (kim.Copy(), (await kim.Get("/staff")).Page);

        Assert.Equal(HttpStatusCode.Forbidden, (await kim.Post("/staff/sign-out")).Status); // A page of another site cannot do it.
        var gone = await kim.Post("/staff/sign-out", (StaffVisit.FormField, page.QuerySelector($"form[action='/staff/sign-out'] input[name={StaffVisit.FormField}]")!.GetAttribute("value")!));

        Assert.Equal((HttpStatusCode.OK, "You are signed out"), (gone.Status, gone.Page.QuerySelector("h1")!.TextContent));
        Assert.Contains(gone.Page.QuerySelectorAll("main a"), way => way.GetAttribute("href") == $"{Entra.Authority[..^5]}/oauth2/v2.0/logout");
        Assert.Empty(kim.Cookies);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), ((await kim.Get("/staff")).Status, (await copy.Get("/staff")).Status));
        PageRules.AreKept(gone.Page);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        var kim = await SignedIn();
        var before = kim.Copy();

        await kim.SignIn();

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), ((await before.Get("/staff")).Status, (await kim.Get("/staff")).Status));
    }

    [Theory]
    [InlineData("cross-site"), InlineData("same-site")]
    public async Task A_page_of_another_site_signs_nobody_in_or_out(string from)
    {
        var kim = await SignedIn();
        kim.Headers["Sec-Fetch-Site"] = from;

        var started = await kim.Get("/staff/sign-in?back=/staff/requests"); // Where they wanted to go is kept for the press of theirs.

        Assert.Equal((HttpStatusCode.Unauthorized, null, "/staff/sign-in?back=%2Fstaff%2Frequests"), (started.Status, started.Location, started.Page.QuerySelector("main a")!.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.OK, (await kim.Get("/staff")).Status);
    }

    [Fact]
    public async Task A_session_whose_row_is_deleted_is_over_and_a_timer_deletes_those_that_are_past()
    {
        var (kim, sam) = (await SignedIn(), await SignedIn());
        var table = TheSite.Network.Storage.Table(TableNames.StaffSessions);
        var row = await table.QueryAsync<TableEntity>(cancellationToken: Site.Cancel).FirstAsync(Site.Cancel);
        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Site.Cancel);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], new[] { (await kim.Get("/staff")).Status, (await sam.Get("/staff")).Status }.Order());
        await TheSite.Network.Function<ForgetSessions>().Run(null!, Site.Cancel);
        Assert.Single(await TheSite.Rows(TableNames.StaffSessions));
        TheSite.Network.Clock.Advance(StaffSessions.Longest + TimeSpan.FromMinutes(1));
        await TheSite.Network.Function<ForgetSessions>().Run(null!, Site.Cancel);
        Assert.Empty(await TheSite.Rows(TableNames.StaffSessions));
    }

    [Fact]
    public async Task Every_instance_opens_the_cookie_and_a_new_key_closes_nobodys_session_while_the_old_one_is_listed()
    {
        var kim = await SignedIn();
        var (old, fresh) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]));

        async Task<HttpStatusCode> At(string keys)
        {
            var other = await TheSite.Again(new Dictionary<string, string?>(Entra.Settings) { ["Arl:LinkKeys"] = keys });
            try
            {
                return (await kim.Copy(other).Get("/staff")).Status;
            }
            finally
            {
                await other.Close();
            }
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await At(old), await At($"{fresh};{old}"), await At(fresh)));
    }

    private async Task<Visitor> SignedIn()
    {
        var visitor = new Visitor(TheSite, Entra);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignIn()).Status);
        return visitor;
    }
}
