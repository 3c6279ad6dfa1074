using System.Net;
using Arl.Functions.LearningCalls;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

public sealed class CallTalkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_sent_twice_is_asked_once()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);

        var answers = await Task.WhenAll(site.Post(page + "/ask", ("key", "k1"), ("question", "Who knows a good book?")), site.Post(page + "/ask", ("key", "k1"), ("question", "Who knows a good book?")));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, page + "?did=asked"), (answer.Status, answer.Location)));
        Assert.Equal([(Kim.Id, "Who knows a good book?")], (await site.Network.Get<CallPapers>().Questions(First, Cancel)).Select(question => (question.CoachId, question.Words)));
    }

    [Fact]
    public async Task A_fourth_question_waits_for_the_next_call_and_no_log_holds_a_word_of_any()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);
        for (var n = 1; n <= 3; n++)
            await site.Post(page + "/ask", ("key", $"k{n}"), ("question", $"Secretwords {n}?"));

        var fourth = await site.Post(page + "/ask", ("key", "k4"), ("question", "Secretwords 4?"));

        Assert.Equal(HttpStatusCode.BadRequest, fourth.Status);
        Assert.Contains("three questions", fourth.Errors, StringComparison.Ordinal);
        Assert.Equal("Secretwords 4?", fourth.Page.QuerySelector("#question")!.TextContent);
        Assert.DoesNotContain(site.Network.Logs.Lines, line => line.Contains("Secretwords", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_question_is_sent_back_to_its_box()
    {
        await using var site = await CallSite.Start();

        var answer = await site.Post(site.PageOf(First, Kim.Id) + "/ask", ("key", "k1"), ("question", " "));

        Assert.Equal((HttpStatusCode.BadRequest, "Write your question."), (answer.Status, answer.Errors));
        Web.PageRules.AreKept(answer.Page);
    }

    [Fact]
    public async Task Once_the_call_has_begun_nothing_is_asked_for_it_any_more()
    {
        await using var site = await CallSite.Start();
        site.Network.Clock.SetUtcNow(End);

        var answer = await site.Post(site.PageOf(First, Kim.Id) + "/ask", ("key", "k1"), ("question", "Too late?"));

        Assert.Equal(site.PageOf(First, Kim.Id) + "?did=late", answer.Location);
        Assert.Empty(await site.Network.Get<CallPapers>().Questions(First, Cancel));
    }

    [Fact]
    public async Task After_the_call_a_coach_thanks_another_and_the_last_word_counts()
    {
        await using var site = await CallSite.Start();
        site.Network.Clock.SetUtcNow(End);
        var page = site.PageOf(First, Kim.Id);
        await site.Post(page + "/helped", ("helper", Jo.Id), ("with", "with a plan"));

        var answer = await site.Post(page + "/helped", ("helper", Jo.Id), ("with", "with a plan for family nights"));
        var oneself = await site.Post(page + "/helped", ("helper", Kim.Id), ("with", ""));

        Assert.Equal((HttpStatusCode.SeeOther, page + "?did=thanked"), (answer.Status, answer.Location));
        Assert.Equal([new(Jo.Id, Kim.Id, "with a plan for family nights")], await site.Network.Get<CallPapers>().Said(First, Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, oneself.Status);
        Web.PageRules.AreKept(oneself.Page);
    }

    [Fact]
    public async Task A_wrong_address_a_coach_who_has_left_and_a_call_of_long_ago_look_alike()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);
        string[] wrong = [page[..^2] + "AA", page.Replace("2026-12-01", "2026-12-08", StringComparison.Ordinal), page.Replace("kim-alvarez", "jo-reyes", StringComparison.Ordinal), site.PageOf(First, "nobody"), site.PageOf(First.AddDays(1), Kim.Id)];

        Assert.All(await Task.WhenAll(wrong.Select(one => site.Post(one + "/ask", ("key", "k1"), ("question", "Who?")))), answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        site.Network.Clock.SetUtcNow(End);
        await site.Network.Coaches.Import([Jo, Kim with { Active = false }], Cancel);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Post(page + "/helped", ("helper", Jo.Id), ("with", ""))).Status);
        await site.Network.Coaches.Import([Jo, Kim], Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Post(page + "/helped", ("helper", Jo.Id), ("with", ""))).Status);
        site.Network.Clock.SetUtcNow(End.AddDays(30).AddMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Post(page + "/helped", ("helper", Jo.Id), ("with", ""))).Status);
    }
}
