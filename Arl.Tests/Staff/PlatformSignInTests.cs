using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class PlatformSignInTests(Azurite azurite)
{
    private const string RoleType = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
    private const string Account = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private const string Id = "5f0c1a3e-0000-4000-8000-00000000000a";

    private static readonly (string, string)[] s_kim = [(Account, Id), ("preferred_username", "kim.osei@arl.example"), ("name", "Kim Osei"), ("roles", "arl-staff")];

    [Fact]
    public void Who_has_the_role_is_of_the_staff_by_the_name_they_sign_in_with()
    {
        var member = Who(Header(s_kim));

        Assert.Equal(("kim.osei@arl.example", false, "kim.osei@arl.example"), (member!.Name, member.IsDeveloper, member.Address!.Value));
    }

    [Fact]
    public void The_role_may_come_by_the_type_that_the_header_names_and_the_name_be_the_accounts_id()
    {
        var member = Who(Header([(Account, Id), (RoleType, "another"), (RoleType, "arl-staff"), ("email", "kim@arl.example")]));

        Assert.Equal((Id, "kim@arl.example"), (member!.Name, member.Address!.Value));
    }

    [Fact]
    public void Who_signs_in_with_no_address_has_none() => Assert.Null(Who(Header([("preferred_username", "+1 505 555 0142"), ("roles", "arl-staff")]))!.Address);

    [Fact]
    public void Without_the_setting_the_header_changes_nothing_on_either_host()
    {
        Assert.Null(Who(Header(s_kim), trusted: false));
        Assert.Null(new PlatformSignIn(Options.Create(new StaffOptions())).SignInPage("/staff"));
        var stranger = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("203.0.113.9") } };
        (stranger.Request.Host, stranger.Request.Headers[PlatformPrincipal.Header]) = (new("localhost:7071"), Header(s_kim));
        Assert.Null(new LoopbackDeveloper(new ConfigurationBuilder().Build()).Who(stranger.Request));
    }

    [Fact]
    public void Without_a_header_or_with_two_nobody_is_staff()
    {
        Assert.Null(Who());
        Assert.Null(Who(Header(s_kim), Header(s_kim)));
    }

    [Fact]
    public void Who_is_signed_in_without_the_role_is_somebody_else()
    {
        (string, string)[][] others = [[(Account, Id)], [(Account, Id), ("roles", "ARL-STAFF")], [(Account, Id), ("roles", "arl-staff-guest")], [(Account, Id), ("groups", "arl-staff")], [(Account, Id), ("name", "arl-staff")]];

        Assert.All(others, claims => Assert.Equal((true, true), (Who(Header(claims)) is null, SignIn().IsSomebodyElse(Request(Header(claims))))));
    }

    [Fact]
    public void A_header_that_is_damaged_or_not_Entra_IDs_is_nobodys()
    {
        string[] headers =
        [
            "", " ", "no base64!", Base64("no json"), Base64("null"), Base64("[]"), Base64("\"text\""), Base64("{}"), Base64("""{ "auth_typ": "aad" }"""), Base64("""{ "auth_typ": "aad", "claims": 1 }"""),
            Base64("""{ "auth_typ": "aad", "claims": [1] }"""), Base64("""{ "auth_typ": "aad", "claims": [{ "typ": 1, "val": 2 }] }"""), Convert.ToBase64String([0xff, 0xfe, 0x7b]), Header(s_kim)[..^5], Header(s_kim) + "=",
            Header(s_kim, "facebook"), Header(s_kim, ""), Header([("roles", "arl-staff")]), Header([("preferred_username", new('k', 201)), ("roles", "arl-staff")]), Header([("preferred_username", "k\nim"), ("roles", "arl-staff")]),
            Header([.. s_kim, ("groups", new('x', 16 * 1024))]), Base64(new string('[', 9) + new string(']', 9)), Header([("preferred_username", "kim"), ("", "arl-staff")], roleType: ""),
        ];

        Assert.All(headers, header => Assert.Null(Who(header)));
    }

    [Fact]
    public async Task A_browser_is_shown_the_way_in_and_whoever_is_not_of_the_staff_is_told_so_kindly()
    {
        await using var site = await Site.Start(azurite, services => services.AddSingleton<IStaffSignIn, PlatformSignIn>(), new Dictionary<string, string?> { ["Staff:TrustPlatformHeader"] = "true" });

        var (none, nonePage) = await Browse(site, "/staff/requests?state=Waiting&sort=need", null);
        var (other, otherPage) = await Browse(site, "/staff", Header([(Account, Id)]));
        var (kim, _) = await Browse(site, "/staff", Header(s_kim));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK), (none, other, kim));
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=%2Fstaff%2Frequests%3Fstate%3DWaiting%26sort%3Dneed", nonePage.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Contains("You are not on the staff's list", otherPage.Body!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/.auth/logout", otherPage.QuerySelector("main a")!.GetAttribute("href"), StringComparison.Ordinal);
        using var program = await site.Http.GetAsync(new Uri("/api/staff/reach", UriKind.Relative), Site.Cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Where_no_sign_in_is_set_up_the_page_says_where_the_steps_are()
    {
        await using var site = await Site.Start(azurite, services => services.AddSingleton<IStaffSignIn, PlatformSignIn>());

        var (status, page) = await Browse(site, "/staff", Header(s_kim));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("no sign-in for staff yet", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main a"));
    }

    private static async Task<(HttpStatusCode, AngleSharp.Html.Dom.IHtmlDocument)> Browse(Site site, string path, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (header is not null)
            request.Headers.Add(PlatformPrincipal.Header, header);
        using var answer = await site.Http.SendAsync(request, Site.Cancel);
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);
        PageRules.AreKept(page);
        return (answer.StatusCode, page);
    }

    private static PlatformSignIn SignIn(bool trusted = true) => new(Options.Create(new StaffOptions { TrustPlatformHeader = trusted }));

    private static StaffMember? Who(string header, bool trusted) => SignIn(trusted).Who(Request(header));

    private static StaffMember? Who(params string[] headers) => SignIn().Who(Request(headers));

    private static HttpRequest Request(params string[] headers)
    {
        var request = new DefaultHttpContext().Request;
        if (headers.Length > 0)
            request.Headers[PlatformPrincipal.Header] = headers;
        return request;
    }

    private static string Header((string Type, string Value)[] claims, string provider = "aad", string roleType = RoleType) => Base64(JsonSerializer.Serialize(new
    {
        auth_typ = provider,
        claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
        name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
        role_typ = roleType,
    }));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
