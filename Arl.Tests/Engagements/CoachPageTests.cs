using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class CoachPageTests
{
    [Fact]
    public async Task It_says_who_they_are_what_they_want_why_and_what_to_do_next()
    {
        await using var site = await EngagedSite.Start();

        var page = await new HtmlParser().ParseDocumentAsync(await site.Read(site.ToCoach.Link(EngagedSite.Page)), Site.Cancel);

        PageRules.AreKept(page);
        string[] said = ["Mesa Verde Elementary", "Ana Lucero", "ana.lucero@mesaschools.example", "Family engagement", "before the winter break", "You cover both needs they named", "offer two or three times"];
        Assert.All(said, words => Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal));
        Assert.Equal(["accept", "met", "session", "complete", "pause"], page.QuerySelectorAll<IHtmlButtonElement>("button").Select(button => button.Value));
    }

    [Fact]
    public async Task A_wrong_address_opens_nothing()
    {
        await using var site = await EngagedSite.Start();
        var path = site.CoachPage.OriginalString;
        string[] wrong = [path[..^2] + "AA", path.Replace("/1/", "/2/", StringComparison.Ordinal), path.Replace("/1/", "/x/", StringComparison.Ordinal), path.Replace(site.Reference.ToString(), "ARL-0000", StringComparison.Ordinal)];

        Assert.All(await Task.WhenAll(wrong.Select(one => site.StatusOf(new(one, UriKind.Relative)))), status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.All(await Task.WhenAll(wrong.Select(one => site.Press(new(one, UriKind.Relative), ("do", "complete")))), answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
    }

    [Fact]
    public async Task A_session_sent_twice_is_one_session()
    {
        await using var site = await EngagedSite.Start();
        (string, string)[] form = [("do", "session"), ("key", await FormKey(site)), ("on", "2026-11-23"), ("minutes", "45"), ("topic", "Texting  families ")];

        var both = await Task.WhenAll(site.Press(site.CoachPage, form), site.Press(site.CoachPage, form));
        await site.Press(site.CoachPage, form);

        Assert.All(both, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        var session = Assert.Single((await site.Request()).Engagement.Sessions);
        Assert.Equal((new DateOnly(2026, 11, 23), 45, "Texting families"), (session.On, session.Minutes, session.Topic));
        Assert.Equal(RequestState.Coaching, (await site.Request()).State);
        Assert.Contains("Texting families", await site.Read(both[0].Location!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-25", "45", "x", "on"), InlineData("2025-11-23", "45", "x", "on"), InlineData("yesterday", "45", "x", "on")]
    [InlineData("2026-11-23", "0", "x", "minutes"), InlineData("2026-11-23", "601", "x", "minutes"), InlineData("2026-11-23", "1e2", "x", "minutes"), InlineData("2026-11-23", "", "x", "minutes")]
    [InlineData("2026-11-23", "45", "", "topic"), InlineData("2026-11-23", "45", "a\u0007", "topic"), InlineData("2026-11-23", "45", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x", "topic")]
    public async Task What_is_wrong_with_a_session_is_said_first_and_nothing_typed_is_lost(string on, string minutes, string topic, string field)
    {
        await using var site = await EngagedSite.Start();

        var answer = await site.Press(site.CoachPage, ("do", "session"), ("key", await FormKey(site)), ("on", on), ("minutes", minutes), ("topic", topic));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var page = await new HtmlParser().ParseDocumentAsync(answer.Text, Site.Cancel);
        PageRules.AreKept(page);
        Assert.Equal([$"#{field}"], page.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.Equal(minutes, page.QuerySelector("#minutes")!.GetAttribute("value"));
        Assert.Empty((await site.Request()).Engagement.Sessions);
    }

    [Fact]
    public async Task A_day_of_a_pause_that_cannot_be_is_said_and_shown_again()
    {
        await using var site = await EngagedSite.Start();

        var answer = await site.Press(site.CoachPage, ("do", "pause"), ("pauseUntil", "2026-11-01"));

        var page = await new HtmlParser().ParseDocumentAsync(answer.Text, Site.Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, "2026-11-01"), (answer.Status, page.QuerySelector("#pauseUntil")!.GetAttribute("value")));
        Assert.DoesNotContain("leave it empty", answer.Text, StringComparison.Ordinal); // Empty is no pause either.
    }

    [Fact]
    public async Task What_a_coach_types_is_shown_and_never_acts()
    {
        await using var site = await EngagedSite.Start();
        const string hostile = "<script>alert(1)</script>\"><img src=x onerror=y>";

        await site.Press(site.CoachPage, ("do", "session"), ("key", await FormKey(site)), ("on", "2026-11-23"), ("minutes", "45"), ("topic", hostile));

        var page = await new HtmlParser().ParseDocumentAsync(await site.Read(site.CoachPage), Site.Cancel);
        PageRules.AreKept(page);
        Assert.Empty(page.QuerySelectorAll("script, img"));
        Assert.Contains(hostile, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_thanks_the_school_and_frees_the_place_while_the_experience_stays()
    {
        await using var site = await EngagedSite.Start();
        await site.Press(site.CoachPage, ("do", "met"));

        var pressed = await Task.WhenAll(site.Press(site.CoachPage, ("do", "complete")), site.Press(site.CoachPage, ("do", "complete")));
        await site.Network.Settle();

        Assert.Equal(RequestState.Completed, (await site.Request()).State);
        var coach = (await site.Network.Coaches.Get("coach-1", Site.Cancel))!.Load;
        Assert.Equal((0, 1), (coach.Taken, coach.Experience.Districts.Values.Sum()));
        var mail = Assert.Single(site.Mails, mail => mail.Subject == "Your coaching is complete");
        Assert.Equal(("ana.lucero@mesaschools.example", EngagedSite.First.Email), (mail.To.Single().Value, mail.ReplyTo));
        Assert.Contains("This coaching is complete. Thank you.", await site.Read(pressed[0].Location!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_who_pauses_gets_no_new_request_until_that_day_and_keeps_what_they_have()
    {
        await using var site = await EngagedSite.Start(coaches: EngagedSite.First with { Capacity = 2 });
        var network = site.Network;

        var pressed = await site.Press(site.CoachPage, ("do", "pause"), ("pauseUntil", "2026-12-01"));
        await network.Coaches.Import([EngagedSite.First with { Capacity = 3 }], Site.Cancel);
        var second = Reference.Parse((await site.Site.Post(SomeJson.From("jose.baca@mesaschools.example"))).Reference!);
        await network.Settle();

        Assert.Contains("You get no new requests until December 1, 2026.", await site.Read(pressed.Location!), StringComparison.Ordinal);
        Assert.Equal(RequestState.Introduced, (await site.Request()).State);
        var waiting = (await network.Requests.Get(second, Site.Cancel))!.Request;
        Assert.Equal((RequestState.Waiting, "No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is away."), (waiting.State, waiting.WaitingBecause));

        network.Clock.SetUtcNow(new(2026, 12, 1, 6, 59, 0, TimeSpan.Zero)); // Still November in Denver.
        Assert.NotNull((await network.Coaches.Get("coach-1", Site.Cancel))!.Load.PausedUntil);
        network.Clock.SetUtcNow(new(2026, 12, 1, 7, 0, 0, TimeSpan.Zero));
        Assert.Null((await network.Coaches.Get("coach-1", Site.Cancel))!.Load.PausedUntil);
    }

    [Fact]
    public async Task A_coach_who_comes_back_early_is_planned_for_at_once()
    {
        await using var site = await EngagedSite.Start(coaches: EngagedSite.First with { Capacity = 2 });
        await site.Press(site.CoachPage, ("do", "pause"), ("pauseUntil", "2026-12-01"));
        var second = Reference.Parse((await site.Site.Post(SomeJson.From("jose.baca@mesaschools.example"))).Reference!);
        await site.Network.Settle();

        await site.Press(site.CoachPage, ("do", "resume"));
        await site.Network.Settle();

        Assert.Equal(RequestState.Introduced, (await site.Network.Requests.Get(second, Site.Cancel))!.Request.State);
    }

    [Fact]
    public async Task The_page_of_a_match_that_is_over_shows_nobody_and_closes_after_thirty_days()
    {
        await using var site = await EngagedSite.Start();
        await site.Press(new(site.CoachPage.OriginalString + "/decline", UriKind.Relative), ("reason", "NotMyArea"));
        await site.Network.Settle();

        var over = await site.Read(site.CoachPage);
        Assert.Contains("This request has gone to another coach. Thank you for letting us know.", over, StringComparison.Ordinal);
        Assert.DoesNotContain("Lucero", over, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", over, StringComparison.Ordinal);
        Assert.Contains("?did=late", (await site.Press(site.CoachPage, ("do", "complete"))).Location!.OriginalString, StringComparison.Ordinal);

        site.Network.Clock.Advance(CoachDesk.StaysOpen);
        Assert.Equal(HttpStatusCode.OK, await site.StatusOf(site.CoachPage));
        site.Network.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusOf(site.CoachPage));
    }

    [Theory]
    [InlineData("anything"), InlineData(""), InlineData("session")]
    public async Task A_form_that_is_none_of_ours_changes_nothing(string what)
    {
        await using var site = await EngagedSite.Start();
        var before = await site.Everything();

        await site.Press(site.CoachPage, ("do", what), ("key", "<b>"));
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var wrong = await site.Site.Http.PostAsync(site.CoachPage, json, Site.Cancel);
        using var huge = await site.Site.Http.PostAsync(site.CoachPage, new ByteArrayContent(new byte[40_000]), Site.Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, huge.StatusCode));
        Assert.Equal(before, await site.Everything());
    }

    private static async Task<string> FormKey(EngagedSite site) =>
        (await new HtmlParser().ParseDocumentAsync(await site.Read(site.CoachPage), Site.Cancel)).QuerySelector("input[name=key]")!.GetAttribute("value")!;
}
