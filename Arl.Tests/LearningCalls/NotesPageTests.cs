using System.Net;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

public sealed class NotesPageTests
{
    private const string Path = "/staff/calls/2026-12-01/notes";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_write_notes_and_who_helped_whom_and_read_when_the_digest_leaves()
    {
        await using var site = await CallSite.Start();
        site.Network.Clock.SetUtcNow(End.AddMinutes(30));
        var page = await site.Open(Path);

        var answer = await site.Send(page, ("notes", "We try it in two schools each."), ("more0.helper", Kim.Id), ("more0.helped", Jo.Id), ("more0.with", "with a script"));

        Assert.Contains("without notes on Wednesday, December 2, 9:00 AM", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var saved = await site.Open(answer.Location!);
        Assert.Contains("Saved. The digest leaves on Tuesday, December 1, 6:00 PM", saved.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Kim Alvarez helped Jo Reyes: with a script"], saved.QuerySelectorAll("main .usa-checkbox__label").Select(label => label.TextContent));
        Assert.Equal("We try it in two schools each.", (await site.Network.Get<CallPapers>().Notes(First, Cancel)).Value.Words);
    }

    [Fact]
    public async Task What_is_unticked_is_not_told_whoever_said_it()
    {
        await using var site = await CallSite.Start();
        Assert.True(await site.Network.Get<CallPapers>().Thank(First, new(Jo.Id, Kim.Id, "with a plan"), Cancel));
        await site.Network.Note("Notes.", new CoachHelp(Kim.Id, Jo.Id, ""));

        await site.Send(await site.Open(Path), ("told", "-"));

        var notes = (await site.Network.Get<CallPapers>().Notes(First, Cancel)).Value;
        Assert.Empty(notes.Told(await site.Network.Get<CallPapers>().Said(First, Cancel)));
        Assert.Equal(["Jo Reyes helped Kim Alvarez: with a plan (a coach says so)"], (await site.Open(Path)).QuerySelectorAll("main .usa-checkbox__label").Select(label => label.TextContent)); // It can be ticked again.
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_typed_is_lost()
    {
        await using var site = await CallSite.Start();

        var answer = await site.Send(await site.Open(Path), ("notes", "A long afternoon's notes."), ("more1.helper", Kim.Id), ("more1.helped", Kim.Id));

        Assert.Equal((HttpStatusCode.BadRequest, "Choose somebody else: nobody helps themselves."), (answer.Status, answer.Errors));
        Assert.Equal("A long afternoon's notes.", answer.Page.QuerySelector("#notes")!.TextContent);
        Assert.NotNull(answer.Page.QuerySelector("#more1-helper option[selected][value=kim-alvarez]"));
    }

    [Fact]
    public async Task Two_colleagues_who_save_at_once_lose_nothing_unseen()
    {
        await using var site = await CallSite.Start();
        var mine = await site.Open(Path);
        await site.Network.Note("Theirs.");

        var late = await site.Send(mine, ("notes", "Mine."));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("Mine.", late.Page.QuerySelector("#notes")!.TextContent);
        Assert.Equal("Theirs.", (await site.Network.Get<CallPapers>().Notes(First, Cancel)).Value.Words);
    }
}
