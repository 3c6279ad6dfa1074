using System.Net;
using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class StatusPageTests
{
    private static readonly string s_oldKey = Convert.ToBase64String(new byte[32]);
    private static readonly string s_newKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public async Task The_secret_link_shows_where_the_request_stands()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.Request);

        using var page = await Get(site, answer.StatusPath.OriginalString);

        var text = await page.Content.ReadAsStringAsync(Site.Cancel);
        Assert.Equal((HttpStatusCode.OK, true), (page.StatusCode, page.Headers.CacheControl?.NoStore));
        Assert.Contains("We are looking for a coach who fits.", text, StringComparison.Ordinal);
        Assert.Contains(answer.Reference!, text, StringComparison.Ordinal);
        PageRules.AreKept(await new HtmlParser().ParseDocumentAsync(text, Site.Cancel));
    }

    [Fact]
    public async Task A_wrong_link_an_unknown_reference_and_the_reference_alone_look_the_same()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.Request);
        var token = answer.StatusUrl.Split('/')[^1];
        var unknown = Reference.Create(5, 4711).ToString();
        string[] wrong =
        [
            $"/requests/{answer.Reference}/{token[..^1]}{(token[^1] == 'A' ? 'B' : 'A')}", $"/requests/{answer.Reference}/{token}x", $"/requests/{answer.Reference}/{token.ToUpperInvariant()}",
            $"/requests/{answer.Reference}/%C3%A9", $"/requests/{unknown}/{token}", $"/requests/nothing/{token}", $"/requests/{answer.Reference}", $"/requests/{unknown}", "/requests/nothing",
        ];

        var answers = new HashSet<(HttpStatusCode, string?, string, string)>();
        foreach (var path in wrong)
        {
            using var page = await Get(site, path);
            answers.Add((page.StatusCode, page.Content.Headers.ContentType?.ToString(), string.Join(' ', page.Headers.Select(header => header.Key).Order(StringComparer.Ordinal)), await page.Content.ReadAsStringAsync(Site.Cancel)));
        }

        Assert.Equal(HttpStatusCode.NotFound, Assert.Single(answers).Item1);
    }

    [Fact]
    public async Task A_link_signed_with_the_old_key_opens_until_that_key_is_given_up()
    {
        await using var site = await Site.Start();
        var old = await site.Post(SomeJson.Request);
        await using var rotated = await site.Again(new Dictionary<string, string?> { ["Arl:LinkKeys"] = $"{s_newKey};{s_oldKey}" });
        await using var later = await site.Again(new Dictionary<string, string?> { ["Arl:LinkKeys"] = s_newKey });

        var fresh = await rotated.Post(SomeJson.From("jose.baca@mesaschools.example"));

        Assert.Equal(HttpStatusCode.OK, await StatusOf(rotated, old.StatusPath.OriginalString));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(later, old.StatusPath.OriginalString));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(later, fresh.StatusPath.OriginalString));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(site, fresh.StatusPath.OriginalString));
    }

    [Fact]
    public async Task The_page_names_the_coach_and_why_but_never_an_address_or_what_was_typed_freely()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var answer = await site.Post(SomeJson.Request);
        await site.Network.Settle();

        using var page = await Get(site, answer.StatusPath.OriginalString);

        var text = await page.Content.ReadAsStringAsync(Site.Cancel);
        Assert.Contains("Jo Reyes, Learning Partners", text, StringComparison.Ordinal);
        Assert.Contains("You and your coach have been introduced by email.", text, StringComparison.Ordinal);
        string[] kept = ["ana.lucero", "mesaschools.example", "jo.reyes", "505 555", "Ana Lucero", "winter break"];
        Assert.DoesNotContain(kept, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        PageRules.AreKept(await new HtmlParser().ParseDocumentAsync(text, Site.Cancel));
    }

    [Fact]
    public async Task Withdrawing_gives_the_place_back()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach with { Capacity = 1 }], Site.Cancel);
        var answer = await site.Post(SomeJson.Request);
        await site.Network.Settle();
        Assert.Equal((1, "coach-1"), await Held(site, answer));

        using var withdrawn = await site.Http.PostAsync(Withdrawal(answer), null, Site.Cancel);
        await site.Network.Settle();

        Assert.Equal((HttpStatusCode.SeeOther, answer.StatusPath.OriginalString), (withdrawn.StatusCode, withdrawn.Headers.Location?.OriginalString));
        Assert.Equal((0, null), await Held(site, answer));
        var page = await site.Http.GetStringAsync(answer.StatusPath, Site.Cancel);
        Assert.Contains("This request is withdrawn.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_a_withdrawal_frees_goes_to_who_waits()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach with { Capacity = 1 }], Site.Cancel);
        var first = await site.Post(SomeJson.Request);
        await site.Network.Settle();
        var second = await site.Post(SomeJson.From("jose.baca@mesaschools.example"));
        await site.Network.Settle();
        Assert.Equal(RequestState.Waiting, await StateOf(site, second));

        using var withdrawn = await site.Http.PostAsync(Withdrawal(first), null, Site.Cancel);
        await site.Network.Settle();

        Assert.Equal((RequestState.Withdrawn, RequestState.Introduced), (await StateOf(site, first), await StateOf(site, second)));
        Assert.Equal((1, "coach-1"), await Held(site, second));
        Assert.Empty(await site.Network.Requests.Waiting(Site.Cancel));
    }

    [Fact]
    public async Task Who_waits_and_withdraws_waits_no_more()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.Request);
        await site.Network.Settle();
        Assert.Single(await site.Network.Requests.Waiting(Site.Cancel));

        using var withdrawn = await site.Http.PostAsync(Withdrawal(answer), null, Site.Cancel);

        Assert.Empty(await site.Network.Requests.Waiting(Site.Cancel));
    }

    [Fact]
    public async Task Withdrawing_twice_is_withdrawing_once()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.Request);

        var both = await Task.WhenAll(site.Http.PostAsync(Withdrawal(answer), null, Site.Cancel), site.Http.PostAsync(Withdrawal(answer), null, Site.Cancel));

        Assert.All(both, one => Assert.Equal(HttpStatusCode.SeeOther, one.StatusCode));
        Assert.Equal(["Received", "WithdrawnBySchool"], (await site.Network.Requests.History(Reference.Parse(answer.Reference!), Site.Cancel)).Select(entry => entry.Event));
    }

    [Fact]
    public async Task Nobody_withdraws_a_request_without_its_link()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.Request);

        using var refused = await site.Http.PostAsync(new Uri($"/requests/{answer.Reference}/guess/withdraw", UriKind.Relative), null, Site.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(RequestState.Received, await StateOf(site, answer));
    }

    private static Uri Withdrawal(JsonAnswer answer) => new(answer.StatusPath.OriginalString + "/withdraw", UriKind.Relative);

    private static async Task<RequestState> StateOf(Site site, JsonAnswer answer) => (await site.Network.Requests.Get(Reference.Parse(answer.Reference!), Site.Cancel))!.Request.State;

    /// <summary>How many places the one coach has given away, and with whom this request holds one.</summary>
    private static async Task<(int Taken, string? CoachId)> Held(Site site, JsonAnswer answer) =>
        (Assert.Single(await site.Network.Coaches.All(Site.Cancel)).Load.Taken, (await site.Network.Coaches.PlaceOf(Reference.Parse(answer.Reference!), Site.Cancel))?.CoachId);

    private static Task<HttpResponseMessage> Get(Site site, string path) => site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);

    private static async Task<HttpStatusCode> StatusOf(Site site, string path)
    {
        using var answer = await Get(site, path);
        return answer.StatusCode;
    }
}
