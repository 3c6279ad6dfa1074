using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Arl.Functions.Staff.SignIn;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>Signing in with Entra ID, against a provider of ours that speaks as it does.</summary>
public sealed class SignInTests : EntraTests
{
    [Fact]
    public async Task Who_signs_in_comes_back_to_the_page_they_wanted_with_a_cookie_that_only_this_site_can_read()
    {
        var kim = new Visitor(TheSite, Entra);
        var closed = await kim.Get("/staff/requests?state=Waiting");
        var way = closed.Page.QuerySelector("main a")!.GetAttribute("href")!;

        var signedIn = await kim.SignIn(way);

        Assert.Equal((HttpStatusCode.Unauthorized, "/staff/sign-in?back=%2Fstaff%2Frequests%3Fstate%3DWaiting"), (closed.Status, way));
        Assert.Equal((HttpStatusCode.Redirect, "/staff/requests?state=Waiting"), (signedIn.Status, signedIn.Location));
        var cookie = SetCookieHeaderValue.Parse(signedIn.Cookies.Single(line => line.StartsWith(Visitor.Session, StringComparison.Ordinal)));
        Assert.Equal((Visitor.Session, true, true, SameSiteMode.Lax, "/", null, null), (cookie.Name.Value, cookie.Secure, cookie.HttpOnly, cookie.SameSite, cookie.Path.Value, cookie.Domain.Value, cookie.Expires));
        Assert.Equal([Visitor.Session], kim.Cookies.Keys); // What was needed on the way is taken away.
        Assert.Equal((HttpStatusCode.OK, true), ((await kim.Get("/staff")).Status, (await kim.Get("/staff")).Page.QuerySelector("form[action='/staff/sign-out']") is not null));
        var row = Assert.Single(await TheSite.Rows(TableNames.StaffSessions));
        Assert.DoesNotContain("kim", row, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_browser_is_sent_with_a_nonce_and_a_state_and_to_our_public_address_whatever_host_it_called()
    {
        var kim = new Visitor(TheSite, Entra) { Headers = { ["Host"] = "evil.example", ["X-Forwarded-Host"] = "evil.example" } };

        var sent = await kim.Get("/staff/sign-in?another=true");

        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(sent.Location!).Query);
        Assert.Equal(("id_token", "form_post", OpenIdProvider.Client, "https://help.arl.example/staff/sign-in/done", "select_account"), (asked["response_type"], asked["response_mode"], asked["client_id"], asked["redirect_uri"], asked["prompt"]));
        Assert.All([asked["nonce"], asked["state"]], value => Assert.True(value?.Length > 40));
        Assert.Equal(2, sent.Cookies.Count);
        Assert.All(sent.Cookies, line => Assert.True(SetCookieHeaderValue.Parse(line) is { Secure: true, HttpOnly: true, SameSite: SameSiteMode.None } cookie && cookie.Name.Value!.StartsWith("__Host-arl-", StringComparison.Ordinal), line));
    }

    public static TheoryData<string> Unsound => [.. s_unsound.Keys];

    private static readonly Dictionary<string, Action<OpenIdProvider>> s_unsound = new()
    {
        ["signed by somebody else"] = entra => entra.Sign = (header, claims) => entra.SignRsa(header, claims, RSA.Create(2048)),
        ["changed after it was signed"] = entra => entra.Sign = (header, claims) => entra.SignRsa(header, claims)[..^9] + "AAAAAAAAA",
        ["not signed"] = entra => entra.Sign = OpenIdProvider.Unsigned,
        ["signed with the public key as a secret"] = entra => entra.Sign = entra.SignByPublicKey,
        ["signed with a key that it brings itself"] = entra => entra.Sign = (header, claims) => BringsItsKey(entra, header, claims),
        ["for another app"] = entra => entra.Claims = claims => claims["aud"] = "66666666-7777-4888-9999-bbbbbbbbbbbb",
        ["for nobody"] = entra => entra.Claims = claims => claims.Remove("aud"),
        ["of another issuer"] = entra => entra.Claims = claims => claims["iss"] = "https://login.microsoftonline.com/22222222-2222-4333-8444-555555555555/v2.0",
        ["of another tenant"] = entra => entra.Claims = claims => claims["tid"] = "22222222-2222-4333-8444-555555555555",
        ["expired"] = entra => entra.Claims = claims => claims["exp"] = entra.Now().AddMinutes(-3).ToUnixTimeSeconds(),
        ["without an end"] = entra => entra.Claims = claims => claims.Remove("exp"),
        ["not yet good"] = entra => entra.Claims = claims => claims["nbf"] = entra.Now().AddMinutes(3).ToUnixTimeSeconds(),
        ["with another nonce"] = entra => entra.Claims = claims => claims["nonce"] = "639000000000000000.another",
        ["without a nonce"] = entra => entra.Claims = claims => claims.Remove("nonce"),
        ["of somebody without a name"] = entra => entra.Claims = claims => (claims["preferred_username"], claims["oid"]) = ("", ""),
        ["with a name that is none"] = entra => entra.Claims = claims => claims["preferred_username"] = "kim\nosei",
        ["no token at all"] = entra => entra.Sign = (_, _) => "a.b.c",
    };

    [Theory, MemberData(nameof(Unsound))]
    public async Task A_token_that_does_not_hold_signs_nobody_in(string how)
    {
        s_unsound[how](Entra);
        var kim = new Visitor(TheSite, Entra);

        var refused = await kim.SignIn();

        Assert.Equal((how, HttpStatusCode.Unauthorized, "That sign-in did not work"), (how, refused.Status, refused.Page.QuerySelector("h1")!.TextContent));
        Assert.DoesNotContain(Visitor.Session, kim.Cookies.Keys);
        Assert.Empty(await TheSite.Rows(TableNames.StaffSessions));
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Get("/staff")).Status);
        PageRules.AreKept(refused.Page);
    }

    [Fact]
    public async Task A_sign_in_is_good_once_and_in_the_browser_that_began_it()
    {
        var kim = new Visitor(TheSite, Entra);
        var fields = await kim.Ask();
        var (before, stranger) = (kim.Copy(), new Visitor(TheSite, Entra));
        await stranger.Ask();

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Post("/staff/sign-in/done", fields)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await kim.Post("/staff/sign-in/done", fields)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Post("/staff/sign-in/done", fields)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.Post("/staff/sign-in/done", fields)).Status); // With all cookies of then.
        Assert.Equal(HttpStatusCode.OK, (await kim.Get("/staff")).Status);
        Assert.Single(await TheSite.Rows(TableNames.StaffSessions));
    }

    [Fact]
    public async Task Entra_IDs_own_no_and_a_post_of_anything_else_are_answered_kindly()
    {
        var kim = new Visitor(TheSite, Entra);
        var state = (await kim.Ask())[1];

        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Post("/staff/sign-in/done", ("error", "access_denied"), ("error_description", "AADSTS50105"), state)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Post("/staff/sign-in/done")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Post("/staff/sign-in/done", ("state", "made up"), ("id_token", "made up"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Post("/staff/sign-in/done", ("state", new string('x', 70_000)))).Status);
    }

    [Theory]
    [InlineData("another-role"), InlineData("ARL-STAFF"), InlineData("arl-staff-guest")]
    public async Task Who_has_not_the_role_is_told_so_and_gets_no_cookie(string role)
    {
        Entra.Person = OpenIdProvider.Kim(role);
        Entra.Claims = claims => claims["groups"] = new JsonArray("arl-staff");
        var sam = new Visitor(TheSite, Entra);

        var refused = await sam.SignIn();

        Assert.Equal((HttpStatusCode.Forbidden, "You are not on the staff's list"), (refused.Status, refused.Page.QuerySelector("h1")!.TextContent));
        Assert.Equal("/staff/sign-in?another=true", refused.Page.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Empty(sam.Cookies);
        PageRules.AreKept(refused.Page);
    }

    [Theory]
    [InlineData("//evil.example"), InlineData("https://evil.example/staff"), InlineData("/\\evil.example"), InlineData("/staff\\..\\evil"), InlineData("/staffevil"), InlineData("/staff.evil.example"), InlineData("/reach"), InlineData("/staff/sign-in?back=/staff")]
    [InlineData("/staff\r\nSet-Cookie: a=b"), InlineData("javascript:alert(1)"), InlineData("/staff@evil.example"), InlineData("/staff/é"), InlineData("")]
    public async Task After_a_sign_in_nobody_is_sent_to_where_we_do_not_live(string back)
    {
        var signedIn = await new Visitor(TheSite, Entra).SignIn("/staff/sign-in?back=" + Uri.EscapeDataString(back));

        Assert.Equal((back, HttpStatusCode.Redirect, "/staff"), (back, signedIn.Status, signedIn.Location));
    }

    [Fact]
    public async Task Entra_ID_is_asked_nothing_before_somebody_signs_in_and_when_it_is_away_a_page_says_so()
    {
        var visitor = new Visitor(TheSite, Entra);
        await visitor.Get("/");
        await visitor.Get("/staff");
        Assert.Equal(0, Entra.Reads);
        Entra.IsAway = true;

        var away = await visitor.Get("/staff/sign-in");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The sign-in service does not answer"), (away.Status, away.Page.QuerySelector("h1")!.TextContent));
        Entra.IsAway = false;
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignIn()).Status);
    }

    [Fact]
    public async Task A_key_that_Entra_ID_has_changed_is_fetched()
    {
        await new Visitor(TheSite, Entra).SignIn();
        Entra.NewKey();
        await Eventually.True(async () => (await new Visitor(TheSite, Entra).SignIn()).Status == HttpStatusCode.Redirect);
    }

    private static string BringsItsKey(OpenIdProvider entra, JsonObject header, JsonObject claims)
    {
        using var own = RSA.Create(2048);
        var shown = own.ExportParameters(false);
        header["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = System.Buffers.Text.Base64Url.EncodeToString(shown.Modulus), ["e"] = System.Buffers.Text.Base64Url.EncodeToString(shown.Exponent) };
        return entra.SignRsa(header, claims, own);
    }
}
