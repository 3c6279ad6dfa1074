using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Arl.Functions.Staff;
using Arl.Pages.Staff;
using Arl.Tests.House;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>No page of another site, nor of another member, can send a form of the staff.</summary>
public sealed partial class StaffFormTests
{
    private static readonly StaffMember s_kim = new("Kim Osei", IsDeveloper: false);

    [Fact]
    public void Every_form_of_a_staff_page_that_posts_is_a_StaffForm()
    {
        var pages = Repository.Files.Where(file => file.StartsWith("Arl.Pages/", StringComparison.Ordinal) && file.EndsWith(".razor", StringComparison.Ordinal) && !file.EndsWith("/StaffForm.razor", StringComparison.Ordinal));

        var bare = from file in pages
                   from Match form in Form().Matches(File.ReadAllText(Repository.PathOf(file)))
                   where !form.Value.Contains("method=\"get\"", StringComparison.Ordinal) && (file.StartsWith("Arl.Pages/Staff/", StringComparison.Ordinal) || form.Value.Contains("/staff", StringComparison.Ordinal))
                   select $"{file}: {form.Value}";

        Assert.Empty(bare);
    }

    [Fact]
    public async Task Every_post_of_the_staff_refuses_a_form_without_a_token_or_with_one_that_is_foreign_old_or_made_up()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        var tokens = site.Network.Get<StaffFormTokens>();
        var old = tokens.For(s_kim);
        site.Network.Clock.Advance(StaffFormTokens.Lifetime);
        var good = tokens.For(s_kim);
        var changed = good[..^1] + (good[^1] == 'A' ? 'B' : 'A');
        var later = (long.Parse(old.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) + 90_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string?[] refused = [null, "", "x", ".", old, tokens.For(new("Sam Staff", IsDeveloper: false)), changed, $"{later}.{old.Split('.')[1]}"];

        var posts = StaffDoorTests.Routes.Where(route => route.Method == "POST").ToList();
        Assert.True(posts.Count >= 10, $"Only {posts.Count} routes of the staff post.");
        foreach (var path in posts.Select(route => StaffDoorTests.Path(route.Route, "ARL-7K3F-9QZ2")))
        {
            foreach (var (token, number) in refused.Select((token, number) => (token, number)))
            {
                using var answer = await Post(site, path, token, asUpload: number % 2 == 1);
                Assert.Equal((path, number, HttpStatusCode.Forbidden), (path, number, answer.StatusCode));
                Assert.Contains("This form is no longer good", await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
            }
            using var taken = await Post(site, path, good, asUpload: false);
            Assert.True(taken.StatusCode != HttpStatusCode.Forbidden, $"{path} refuses the token of its own page.");
        }
    }

    [Fact]
    public void A_token_outlives_a_change_of_keys_for_as_long_as_the_old_one_is_listed()
    {
        var (first, second) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]));
        var token = Tokens(first).For(s_kim);

        Assert.True(Tokens($"{second};{first}").IsGood(token, s_kim));
        Assert.False(Tokens(second).IsGood(token, s_kim));
    }

    /// <summary>Without this a page of another site could post to the API with a sign-in that the browser has: it needs no leave for these types.</summary>
    [Theory]
    [InlineData(null), InlineData("text/plain"), InlineData("text/plain; charset=utf-8"), InlineData("nonsense")]
    public async Task What_any_site_can_send_unasked_is_taken_by_no_post_of_the_staff(string? type)
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);

        foreach (var path in StaffDoorTests.Routes.Where(route => route.Method == "POST").Select(route => StaffDoorTests.Path(route.Route, "ARL-7K3F-9QZ2")))
        {
            using var content = new ByteArrayContent("{}"u8.ToArray());
            if (type is not null)
                content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await site.Http.PostAsync(new Uri(path, UriKind.Relative), content, Site.Cancel);
            Assert.Equal((path, HttpStatusCode.UnsupportedMediaType), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_browser_is_told_in_a_page_why_nothing_was_done()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        site.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var noToken = await Post(site, "/staff/imports", "old", asUpload: false);
        using var huge = await site.Http.PostAsync(new Uri("/staff/imports", UriKind.Relative), new FormUrlEncodedContent([new("why", new string('x', 70_000))]), Site.Cancel);

        foreach (var (answer, status, words) in new[] { (noToken, HttpStatusCode.Forbidden, "reload the page, and send the form again"), (huge, HttpStatusCode.RequestEntityTooLarge, "what is typed 64 KB") })
        {
            var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);
            Assert.Equal((status, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal);
            PageRules.AreKept(page);
        }
    }

    private static StaffFormTokens Tokens(string keys) => new(Microsoft.Extensions.Options.Options.Create(new Arl.Functions.Hosting.SiteOptions { LinkKeys = keys }), new TestClock(Some.Moment));

    private static Task<HttpResponseMessage> Post(Site site, string path, string? token, bool asUpload)
    {
        KeyValuePair<string, string>[] fields = token is null ? [] : [new(StaffVisit.FormField, token)];
        HttpContent content = asUpload ? Multipart(fields) : new FormUrlEncodedContent(fields);
        return site.Http.PostAsync(new Uri(path, UriKind.Relative), content, Site.Cancel);
    }

    private static MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var content = new MultipartFormDataContent { { new StringContent("1"), "other" } };
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        return content;
    }

    [GeneratedRegex("<form\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
