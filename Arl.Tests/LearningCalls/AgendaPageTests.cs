using System.Net;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

public sealed class AgendaPageTests
{
    private const string Path = "/staff/calls/2026-12-01/agenda";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_built_from_the_week_and_says_who_asked_to_staff_alone()
    {
        await using var site = await Busy();

        var page = await site.Open(Path);

        Assert.Equal(["Family nights that work", "The question of Kim Alvarez", "Mathematics · New Mexico · elementary: 1 request waits"], page.QuerySelectorAll("main .usa-checkbox__label").Select(label => label.TextContent).Take(3));
        var seen = Shown(await site.Open(Path));
        Assert.Equal(["Family nights that work", "How do you begin a first session by video?", "Mathematics · New Mexico · elementary: 1 request waits"], seen);
        Assert.DoesNotContain("Kim", string.Join(' ', seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_staff_untick_reword_and_add_is_what_coaches_see_also_when_the_week_goes_on()
    {
        await using var site = await Busy();

        var answer = await site.Send(await site.Open(Path), ("show", "question_q1"), ("words", "How do you begin by video?"), ("ownHelpWanted", "Who can host on December 15?"));
        await site.Network.List("r2", "Listed an hour later", site.Network.Clock.GetUtcNow());

        Assert.Equal((HttpStatusCode.SeeOther, Path + "?done=saved"), (answer.Status, answer.Location));
        Assert.Equal(["Listed an hour later", "How do you begin by video?", "Who can host on December 15?"], Shown(await site.Open(answer.Location!)));
        Assert.Equal("Listed an hour later", (await Agenda(site)).Of(AgendaSection.Resources).Single().Words);
    }

    [Fact]
    public async Task A_story_is_told_once_staff_confirm_it_and_not_before()
    {
        await using var site = await Busy();
        var unconfirmed = await site.Send(await site.Open(Path), ("storyWords", "Families come again to evening talks."));

        var confirmed = await site.Send(unconfirmed.Page, ("storyConfirmed", "yes"));

        Assert.Equal((HttpStatusCode.BadRequest, "Confirm that the story may be told in these words, or take it out."), (unconfirmed.Status, unconfirmed.Errors));
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.Status);
        Assert.Equal(["Families come again to evening talks."], (await Agenda(site)).Words(AgendaSection.Story));
    }

    [Fact]
    public async Task Two_colleagues_who_save_at_once_lose_nothing_unseen()
    {
        await using var site = await Busy();
        var (mine, theirs) = (await site.Open(Path), await site.Open(Path));
        await site.Send(theirs, ("ownQuestions", "Theirs"));

        var late = await site.Send(mine, ("ownQuestions", "Mine"));
        Assert.Equal(["How do you begin a first session by video?", "Theirs"], (await Agenda(site)).Words(AgendaSection.Questions));
        var again = await site.Send(late.Page);

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("A colleague saved this agenda", late.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Theirs", string.Join(' ', Shown(late.Page)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Equal(["How do you begin a first session by video?", "Mine"], (await Agenda(site)).Words(AgendaSection.Questions));
    }

    [Fact]
    public async Task Once_the_call_has_begun_it_calls_for_no_help_any_more_and_what_is_listed_then_is_the_next_ones()
    {
        await using var site = await Busy();
        await site.Network.List("late", "Listed after the call", End.AddHours(1));
        site.Network.Clock.SetUtcNow(End.AddHours(2));

        Assert.Equal(["Family nights that work", "How do you begin a first session by video?"], Shown(await site.Open(Path)));
    }

    [Theory]
    [InlineData("/staff/calls/2026-12-02/agenda"), InlineData("/staff/calls/x/agenda"), InlineData("/staff/calls/2026-12-02/notes")]
    public async Task A_day_without_a_call_has_no_page(string path)
    {
        await using var site = await CallSite.Start();

        using var answer = await site.Site.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>A week with a new resource, a question and a request whose needs nobody covers, on the Monday before the call.</summary>
    internal static async Task<CallSite> Busy()
    {
        var site = await CallSite.Start();
        Assert.IsType<Acceptance.Accepted>(await site.Network.Get<AcceptRequest>().Handle(Some.Form with { Needs = ["mathematics"] }, idempotencyKey: null, EnteredBy.School, Cancel));
        await site.Network.Settle();
        site.Network.Clock.SetUtcNow(End.AddDays(-1));
        await site.Network.List("r1", "Family nights that work", End.AddDays(-3));
        Assert.True(await site.Network.Get<CallPapers>().Ask(First, SomeAgenda.Question with { CoachId = Kim.Id }, Cancel));
        return site;
    }

    private static async Task<Agenda> Agenda(CallSite site) => await site.Network.Get<AgendaDesk>().Of(await site.Network.Call(First), Cancel);

    private static string[] Shown(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll("#seen ~ ul li").Select(line => line.TextContent.Trim())];
}
