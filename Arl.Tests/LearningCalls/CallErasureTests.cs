using System.Text;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

public sealed class CallErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coach_who_is_erased_is_named_nowhere_around_the_calls_and_still_counts_as_one_who_came()
    {
        await using var network = await AfterACall();
        await network.Coaches.Import([Jo, Kim with { Active = false }], Cancel);

        var erased = await network.Get<CoachErasure>().Erase(Kim.Id, endedBefore: null, Cancel);

        Assert.Equal(Erased.Done, erased);
        Assert.DoesNotContain("Kim", await Everything(network), StringComparison.Ordinal);
        Assert.DoesNotContain("first session by video", await Everything(network), StringComparison.Ordinal);
        Assert.Equal([Kim.Id], (await network.Get<CallsTable>().WhoCame(Cancel))[First]);
    }

    [Fact]
    public async Task While_a_digest_is_on_its_way_to_a_coach_they_are_not_erased_yet()
    {
        await using var network = await AfterACall(settle: false);
        await network.Coaches.Import([Jo, Kim with { Active = false }], Cancel);

        Assert.Equal(Erased.StillOwed, await network.Get<CoachErasure>().Erase(Kim.Id, endedBefore: null, Cancel));
    }

    [Fact]
    public async Task After_two_years_nothing_that_was_written_around_a_call_is_left_but_who_came()
    {
        await using var network = await AfterACall();
        network.Clock.SetUtcNow(End.AddYears(2).AddDays(1));

        await network.Get<Retention>().Run(Cancel);

        Assert.DoesNotContain(await Keys(network), key => key.EndsWith("_notes", StringComparison.Ordinal) || key.EndsWith("_agenda", StringComparison.Ordinal) || key.Contains("_question_", StringComparison.Ordinal) || key.Contains("_helped_", StringComparison.Ordinal));
        Assert.DoesNotContain("Jo Reyes", await Everything(network), StringComparison.Ordinal);
        Assert.Single(await network.Get<CallsTable>().Held(First, First, Cancel));
        Assert.Equal([Kim.Id], (await network.Get<CallsTable>().WhoCame(Cancel))[First]);
    }

    [Fact]
    public async Task What_a_coach_wrote_around_calls_is_in_the_file_for_them()
    {
        await using var network = await AfterACall();

        var file = Encoding.UTF8.GetString(PersonFile.Write(await network.Get<PersonSearch>().Find(Kim.Email, Cancel), Some.Moment));

        Assert.Contains("How do you begin a first session by video?", file, StringComparison.Ordinal);
        Assert.Contains("with a script", file, StringComparison.Ordinal);
    }

    private async Task<TestNetwork> AfterACall(bool settle = true)
    {
        var network = await (await TestNetwork.Start()).WithCalls();
        var papers = network.Get<CallPapers>();
        Assert.True(await papers.Ask(First, SomeAgenda.Question with { CoachId = Kim.Id }, Cancel));
        Assert.True(await papers.Save(First, AgendaEdits.None with { Reworded = [new("question_q1", "Kim asks: how do you begin by video?")], LeftOut = ["help_x"] }, "", Cancel));
        await network.Get<CallsTable>().Came(First, Kim.Id, true, Cancel);
        Assert.True(await papers.Thank(First, new(Jo.Id, Kim.Id, "with a script"), Cancel));
        network.Clock.SetUtcNow(End);
        await network.Note("We try it in two schools each.", new CoachHelp(Kim.Id, Jo.Id, "with Kim's plan"));
        network.Clock.SetUtcNow(SomeCalls.At("2026-12-02T12:00-05:00"));
        await network.Digest();
        if (settle)
            await network.Settle();
        return network;
    }

    private static async Task<List<TableEntity>> Rows(TestNetwork network) => await network.Storage.Table(TableNames.LearningCalls).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

    private static async Task<string[]> Keys(TestNetwork network) => [.. (await Rows(network)).Select(row => row.RowKey)];

    private static async Task<string> Everything(TestNetwork network) => string.Join('\n', (await Rows(network)).SelectMany(row => row.Select(column => column.Value)).OfType<string>());
}
