using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Domain.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>Machines are kept out of the form, and people lose nothing by it.</summary>
public sealed class FormGuardTests
{
    private static readonly Dictionary<string, string?> s_settings = new() { ["Guard:MinimumSeconds"] = "3" };

    [Fact]
    public async Task Who_is_faster_than_three_seconds_is_asked_to_send_it_once_more_and_finds_everything_typed()
    {
        await using var site = await Site.Start(settings: s_settings);
        var page = await Answers(site);
        var before = (await FormPage.Filled(site)).Typed();

        var tooSoon = await page.Press("send");
        site.Network.Clock.Advance(TimeSpan.FromSeconds(3));
        var again = await (await tooSoon.Press("check")).Press("send");

        Assert.Equal(HttpStatusCode.BadRequest, tooSoon.Status);
        Assert.Contains("Please send it once more", tooSoon.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Subset(tooSoon.Typed().ToHashSet(StringComparer.Ordinal), before.ToHashSet(StringComparer.Ordinal));
        PageRules.AreKept(tooSoon.Document);
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
    }

    [Fact]
    public async Task A_field_that_people_do_not_see_gives_a_machine_away()
    {
        await using var site = await Site.Start();
        var form = await (await FormPage.Filled(site)).Type("search", Some.School.Name).Press("find");
        var hidden = form.Document.QuerySelectorAll<IHtmlInputElement>("[aria-hidden=true] input[name=website]").Single();

        Assert.Equal(("-1", "off", ""), (hidden.GetAttribute("tabindex"), hidden.GetAttribute("autocomplete"), hidden.Value));

        var answer = await (await form.Choose("place", $"school:{Some.School.Id}").Type("website", "https://spam.example").Press("check")).Press("send");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(await site.Requests());
        Assert.Contains(site.Network.Logs.Lines, line => line.Contains("a field that people do not see: 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_stayed_open_for_a_week_is_taken_and_a_made_up_stamp_is_not()
    {
        await using var site = await Site.Start(settings: s_settings);
        var old = await Answers(site);
        var forged = await Answers(site);
        forged.Document.QuerySelectorAll<IHtmlInputElement>("input[name=stamp]").Single().Value = "1700000000.AAAAAAAAAAAAAAAAAAAAAA";

        site.Network.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(HttpStatusCode.BadRequest, (await forged.Press("send")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await old.Press("send")).Status);
    }

    [Fact]
    public async Task Too_many_from_one_address_are_told_so_in_words_and_nothing_typed_is_lost()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:PerAddressPerDay"] = "1" });
        await site.Post(SomeJson.District());

        var answer = await (await Answers(site)).Press("send");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Contains("which is as many as we take in one day", answer.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("you can send it in 24 hours at the latest. For several schools of one district, choose the district and check them", answer.Document.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("contact.name=Ana Lucero", answer.Typed());
    }

    [Fact]
    public async Task Under_attack_who_shows_no_work_confirms_by_a_click_whatever_their_address()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:ProofOfWork"] = "On" });
        var page = await Answers(site);

        var answer = await page.Press("send");
        var byApi = await site.Post(SomeJson.District());

        Assert.NotNull(page.Document.QuerySelector("#proof"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.True((await Stored(site, answer.Location!.Split('/')[2])).AwaitsConfirmation);
        Assert.True((await Stored(site, byApi.Reference!)).AwaitsConfirmation);
    }

    [Fact]
    public async Task When_far_more_come_than_usual_work_is_asked_for_until_it_is_over()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:AttackPerTenMinutes"] = "4" });

        var answers = new List<bool>();
        for (var number = 0; number < 7; number++)
        {
            answers.Add((await Stored(site, (await site.Post(SomeJson.From($"a{number}@mesa.example"))).Reference!)).AwaitsConfirmation);
            site.Network.Clock.Advance(TimeSpan.FromSeconds(61));
        }
        site.Network.Clock.Advance(TimeSpan.FromMinutes(11));
        var calm = await Answers(site);

        Assert.Equal([false, false, false, false, false, true, true], answers);
        Assert.Null(calm.Document.QuerySelector("#proof"));
    }

    private static async Task<CoachingRequest> Stored(Site site, string reference) => (await site.Network.Requests.Get(Reference.Parse(reference), Site.Cancel))!.Request;

    /// <summary>The page of answers of a form that is right in all.</summary>
    private static async Task<FormPage> Answers(Site site) =>
        await (await (await FormPage.Filled(site)).Type("search", Some.School.Name).Press("find")).Choose("place", $"school:{Some.School.Id}").Press("check");
}
