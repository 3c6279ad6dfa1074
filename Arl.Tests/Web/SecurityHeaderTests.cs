using Arl.Functions.Web;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>What every answer carries, whatever it answers (docs/security.md).</summary>
public sealed class SecurityHeaderTests
{
    private static readonly (string Method, string Path)[] s_answers =
    [
        ("GET", "/"), ("GET", "/reach"), ("GET", "/api/needs"), ("GET", "/nowhere"), ("DELETE", "/api/requests"), ("HEAD", "/"), ("GET", "/assets/none.css"), ("GET", "/requests/ARL-7K3F-9QZ2/wrong"),
        ("GET", "/act/wrong"), ("GET", "/staff"), ("POST", "/staff/plan"), ("POST", "/api/requests"), ("POST", "/requests"), ("GET", "/api/staff/reach"), ("POST", "/api/sendgrid/events"),
    ];

    [Fact]
    public async Task Stand_on_every_kind_of_answer_once()
    {
        await using var site = await Site.Start();

        foreach (var (method, path) in s_answers)
        {
            using var request = new HttpRequestMessage(new(method), path);
            using var answer = await site.Http.SendAsync(request, Site.Cancel);

            Assert.Equal(
                (path, answer.Content.Headers.ContentType?.MediaType == "text/html" ? ContentPolicy.Page : ContentPolicy.NoPage, "nosniff", "no-referrer", "same-origin", "same-origin", "max-age=63072000; includeSubDomains", true, false),
                (path, Header(answer, "Content-Security-Policy"), Header(answer, "X-Content-Type-Options"), Header(answer, "Referrer-Policy"), Header(answer, "Cross-Origin-Opener-Policy"), Header(answer, "Cross-Origin-Resource-Policy"),
                    Header(answer, "Strict-Transport-Security"), Header(answer, "Permissions-Policy").Contains("camera=()", StringComparison.Ordinal), answer.Headers.Contains("Server")));
            Assert.NotEmpty(Header(answer, "Cache-Control"));
            Assert.True(answer.Content.Headers.ContentType is null or { CharSet: "utf-8" }, $"{path} does not say its charset.");
        }
    }

    [Fact]
    public async Task Let_no_cache_keep_what_names_people()
    {
        await using var site = await Site.Start();
        using var typed = new FormUrlEncodedContent([KeyValuePair.Create("contactName", "Ana Lucero"), KeyValuePair.Create("do", "check")]);

        using var form = await site.Http.PostAsync(new Uri("/requests", UriKind.Relative), typed, Site.Cancel);
        using var accepted = await site.Http.PostAsync(new Uri("/api/requests", UriKind.Relative), new StringContent(SomeJson.Request.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Site.Cancel);
        using var status = await site.Http.GetAsync(new Uri(accepted.Headers.Location!.PathAndQuery, UriKind.Relative), Site.Cancel);

        Assert.All([form, accepted, status], answer => Assert.Equal("no-store", Header(answer, "Cache-Control")));
        Assert.Equal((400, 202, 200), ((int)form.StatusCode, (int)accepted.StatusCode, (int)status.StatusCode));
    }

    [Fact]
    public async Task Let_nothing_be_framed_but_the_one_page_that_is_made_for_it()
    {
        await using var site = await Site.Start();

        using var embed = await site.Http.GetAsync(new Uri("/reach/embed", UriKind.Relative), Site.Cancel);

        Assert.Equal((ContentPolicy.InAnyFrame, "cross-origin"), (Header(embed, "Content-Security-Policy"), Header(embed, "Cross-Origin-Resource-Policy")));
        Assert.All([ContentPolicy.Page, ContentPolicy.ShowsAnEmail, ContentPolicy.NoPage], policy => Assert.Contains("; frame-ancestors 'none'", policy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Let_other_sites_read_what_is_public_and_that_alone()
    {
        await using var site = await Site.Start();

        Assert.Equal("*", await AllowedOrigin(site, "/api/reach"));
        Assert.All(await Task.WhenAll(new[] { "/", "/api/needs", "/reach", "/staff", "/api/places?q=mesa" }.Select(path => AllowedOrigin(site, path))), Assert.Empty);
    }

    [Fact]
    public void Let_no_script_or_style_run_that_is_no_file_of_ours() =>
        Assert.All([ContentPolicy.Page, ContentPolicy.InAnyFrame], policy => Assert.True(
            policy.Contains("default-src 'none'", StringComparison.Ordinal) && policy.Contains("script-src 'self';", StringComparison.Ordinal) && policy.Contains("base-uri 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal), policy));

    [Fact]
    public async Task Say_nothing_of_TLS_on_a_site_without_it()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Arl:BaseUrl"] = "http://127.0.0.1:1" });

        using var answer = await site.Http.GetAsync(new Uri("/", UriKind.Relative), Site.Cancel);

        Assert.Equal("", Header(answer, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/nowhere", "text/html", "text/html"), InlineData("/nowhere", "application/json", "application/problem+json"), InlineData("/staff/nowhere", "text/html", "text/html")]
    public async Task An_address_with_nothing_behind_it_is_answered_in_its_readers_way(string path, string accept, string type)
    {
        await using var site = await Site.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);

        using var answer = await site.Http.SendAsync(request, Site.Cancel);

        Assert.Equal((404, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<string> AllowedOrigin(Site site, string path)
    {
        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        return Header(answer, "Access-Control-Allow-Origin");
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : "";
}
