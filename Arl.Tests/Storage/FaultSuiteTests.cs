using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Storage;

/// <summary>For every call of the whole path and every kind of fault: the fault strikes there, whoever died starts again, and nothing is lost.</summary>
public sealed class FaultSuiteTests(Azurite azurite, ITestOutputHelper output)
{
    /// <summary>Those that the SDK's own retry hides from its caller can only be seen under it.</summary>
    private static readonly FaultKind[] s_writes = [.. Enum.GetValues<FaultKind>().Except([FaultKind.NotSent, FaultKind.Busy])];

    private static readonly FaultKind[] s_unheard = [FaultKind.AnswerLost, FaultKind.DeathAfter];

    /// <summary>A read changes nothing, so that before and after it are the same to whoever asks.</summary>
    private static readonly FaultKind[] s_reads = [FaultKind.Slow, FaultKind.Down, FaultKind.DeathBefore];

    private static readonly int s_today = DateOnly.FromDateTime(DateTime.UtcNow).DayNumber;

    private const int DaysForAll = 4;

    private static bool HasTurn(int number) => FaultRun.EveryFault || (number + s_today) % DaysForAll == 0;

    [Fact]
    public async Task Without_a_fault_the_path_ends_right_and_sends_nothing_twice()
    {
        var run = await InMemory(new());

        Assert.Empty(run.Problems);
        Assert.Equal((0, 0), (run.Deaths, run.SentAgain));
        output.WriteLine($"{run.Calls.Count} calls, {run.Calls.Count(call => !call.IsRead)} of them writing.");
    }

    /// <summary>Each day one quarter of the calls and kinds has its turn, and with <c>ARL_FAULTS=all</c> every one, as the pipeline does each week.</summary>
    [Fact]
    public async Task Whatever_befalls_any_call_to_storage_nothing_is_lost()
    {
        var steps = await FaultRun.Steps();
        var calls = steps.SelectMany(step => step.Calls).ToList();

        var runs = await All(
            from step in steps from call in step.Calls.Index() from kind in call.Item.IsRead ? s_reads : s_writes where HasTurn(call.Index + (int)kind) select (step.Before, step.Step, Fault: new FaultWorld.Fault(call.Index + 1, kind)),
            fault => FaultRun.Of(fault.Before.Copy(fault.Fault), fault.Fault, fault.Step));

        Say(runs, $"In memory: {calls.Count} calls to storage, each of the {calls.Count(call => !call.IsRead)} that write with {s_writes.Length} kinds of fault, each that reads with {s_reads.Length}, {(FaultRun.EveryFault ? "all" : "the quarter of today")}");
        AllEndRight(runs);
    }

    [Fact]
    public async Task Whatever_befalls_any_email_none_is_lost()
    {
        var steps = await FaultRun.Steps();

        var runs = await All(
            from step in steps from mail in Enumerable.Range(1, step.Mails) from kind in Enum.GetValues<MailFault>() select (step.Before, step.Step, Fault: new FaultWorld.Fault(Mail: mail, MailKind: kind)),
            fault => FaultRun.Of(fault.Before.Copy(fault.Fault), fault.Fault, fault.Step));

        Say(runs, $"In memory: {steps.Sum(step => step.Mails)} emails × {Enum.GetValues<MailFault>().Length} kinds of fault");
        AllEndRight(runs);
    }

    /// <summary>
    /// Under the real SDK, against real storage: calls that write, by turns with their answer lost (the SDK's retry meets its own success) and with our death before the answer.
    /// Both for each, and all else, run in memory; a run on real storage takes a hundred times as long, so each day one of twenty-four has its turn. <c>ARL_FAULTS=all</c> does both to every one, as the pipeline does each week.
    /// </summary>
    [Fact]
    public async Task On_real_storage_no_answer_that_never_came_loses_anything()
    {
        const int days = 24;
        var calls = (await OnAzurite(new())).Calls;
        var writes = calls.Index().Where(call => !call.Item.IsRead).Select(call => call.Index + 1).ToList();
        var turn = writes.Index().Where(write => FaultRun.EveryFault || (write.Index + s_today) % days == 0).Select(write => (Call: write.Item, Kind: s_unheard[(write.Index + s_today) / days % s_unheard.Length])).ToList();

        var runs = await All(from write in turn from kind in s_unheard where FaultRun.EveryFault || kind == write.Kind select new FaultWorld.Fault(write.Call, kind), OnAzurite);

        Say(runs, $"Azurite, day {s_today}: {turn.Count} of {writes.Count} writing calls among {calls.Count}, {(FaultRun.EveryFault ? "two kinds" : "one of two kinds")} of fault each");
        AllEndRight(runs);
    }

    /// <summary>Every kind, at a few calls: that the layer under the SDK does what the faults in memory say it does.</summary>
    [Fact]
    public async Task On_real_storage_every_kind_of_fault_is_survived()
    {
        var runs = await All(Enum.GetValues<FaultKind>().Index().Select(kind => new FaultWorld.Fault(5 + (7 * kind.Index), kind.Item)), OnAzurite);

        Say(runs, $"Azurite: {runs.Count} kinds of fault");
        AllEndRight(runs);
    }

    private static Task<FaultRun> InMemory(FaultWorld.Fault fault) => FaultRun.Of(FaultWorld.InMemory(fault), fault);

    private async Task<FaultRun> OnAzurite(FaultWorld.Fault fault) => await FaultRun.Of(await FaultWorld.OnAzurite(azurite.NewAccount(), fault), fault, onlyUntilStruck: true);

    private static async Task<IReadOnlyCollection<FaultRun>> All<T>(IEnumerable<T> faults, Func<T, Task<FaultRun>> run)
    {
        var runs = new ConcurrentBag<FaultRun>();
        await Parallel.ForEachAsync(faults, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (fault, _) => runs.Add(await run(fault)));
        return runs;
    }

    private static void AllEndRight(IReadOnlyCollection<FaultRun> runs)
    {
        Assert.All(runs, run => Assert.True(run.HasStruck || run.Fault.Kind is null, $"{run.Fault} did not strike."));
        var wrong = runs.Where(run => run.Problems.Count > 0).OrderBy(run => run.Fault.Call).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {runs.Count} runs:{Environment.NewLine}{string.Join(Environment.NewLine, wrong.Take(20).Select(run => $"{run.Fault} ({Where(run)}): {string.Join(" | ", run.Problems)}"))}");
    }

    private static string Where(FaultRun run) => run.Fault.Call > 0 && run.Fault.Call <= run.Calls.Count ? run.Calls[run.Fault.Call - 1].ToString() : "an email";

    private void Say(IReadOnlyCollection<FaultRun> runs, string what) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: {runs.Count} faults injected, {runs.Sum(run => run.Deaths)} deaths, {runs.Count(run => run.Problems.Count > 0)} runs with anything lost or wrong, {runs.Sum(run => run.SentAgain)} emails sent again inside the window."));
}
