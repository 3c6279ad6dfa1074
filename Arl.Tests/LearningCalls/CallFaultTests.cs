using System.Collections.Concurrent;
using System.Globalization;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

/// <summary>The week of a call (a question, an edit of the agenda, notes, thanks, an opened resource, the digest) with every fault at every call to storage and at every email.</summary>
public sealed class CallFaultTests(ITestOutputHelper output)
{
    private const string Question = "who-knows";
    private const int MostRounds = 100;
    private static readonly FaultKind[] s_writes = [.. Enum.GetValues<FaultKind>().Except([FaultKind.NotSent, FaultKind.Busy])];
    private static readonly FaultKind[] s_reads = [FaultKind.Down, FaultKind.DeathBefore];
    private static readonly CoachHelp s_thanks = new(Jo.Id, Kim.Id, "with a plan");

    [Fact]
    public async Task Without_a_fault_each_coach_gets_one_digest_and_everything_typed_is_there()
    {
        var run = await Run(new());

        Assert.Empty(run.Problems);
        Assert.Equal((2, 0), (run.Mails, run.Again));
    }

    [Fact]
    public async Task Whatever_befalls_any_call_to_storage_no_word_is_lost_and_no_digest_sent_twice()
    {
        var calls = (await Run(new())).Calls;

        await AllEndRight(from call in calls.Index() from kind in call.Item.IsRead ? s_reads : s_writes select new FaultWorld.Fault(call.Index + 1, kind), $"{calls.Count} calls");
    }

    [Fact]
    public Task Whatever_befalls_any_email_none_is_lost() => AllEndRight(from mail in Enumerable.Range(1, 2) from kind in Enum.GetValues<MailFault>() select new FaultWorld.Fault(Mail: mail, MailKind: kind), "2 emails");

    private sealed record Outcome(FaultWorld.Fault Fault, IReadOnlyList<string> Problems, IReadOnlyList<StorageCall> Calls, int Mails, int Again, bool HasStruck);

    private async Task AllEndRight(IEnumerable<FaultWorld.Fault> faults, string what)
    {
        var runs = new ConcurrentBag<Outcome>();
        await Parallel.ForEachAsync(faults, TestContext.Current.CancellationToken, async (fault, _) => runs.Add(await Run(fault)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {runs.Count} faults, {runs.Sum(run => run.Again)} emails sent again inside the window."));
        Assert.All(runs, run => Assert.True(run.HasStruck || run.Fault.Kind is null, $"{run.Fault} did not strike."));
        Assert.Empty(runs.Where(run => run.Problems.Count > 0).OrderBy(run => run.Fault.Call).Select(run => $"{run.Fault} ({(run.Fault.Call > 0 ? run.Calls[run.Fault.Call - 1].ToString() : "an email")}): {string.Join(" | ", run.Problems)}"));
    }

    private static async Task<Outcome> Run(FaultWorld.Fault fault)
    {
        await using var world = FaultWorld.InMemory(fault);
        await Prepare(world);
        (DateTimeOffset At, Func<Task> Do)[] steps =
        [
            (End.AddDays(-1), () => world.Process.Get<CallPapers>().Ask(First, new(Question, Kim.Id, "Who knows a good book?", End.AddDays(-1)), CancellationToken.None)),
            (End.AddDays(-1), () => EditAgenda(world)),
            (End.AddDays(-1), () => world.Process.Get<ResourceUses>().Count("r1", CancellationToken.None)),
            (End, () => world.Process.Get<CallPapers>().Thank(First, s_thanks, CancellationToken.None)),
            (End.AddMinutes(30), () => Note(world)),
            (End.AddHours(3), () => world.Process.Function<SendDigests>().Run(new(), CancellationToken.None)),
            (End.AddHours(4), () => world.Process.Function<SendDigests>().Run(new(), CancellationToken.None)),
        ];
        foreach (var (at, step) in steps)
        {
            if (at > world.Clock.GetUtcNow())
                world.Clock.SetUtcNow(at);
            await Until(world, step);
            await Settle(world);
        }
        return new(fault, await Problems(world), world.Plan.Calls, world.Mailer.Mails, world.Mails.Mails.Count(mail => mail.Again), world.Plan.HasStruck);
    }

    /// <summary>The series, the coaches and a resource, before any fault.</summary>
    private static async Task Prepare(FaultWorld world)
    {
        await using var process = new NetworkProcess(world.Raw, world.Clock, new FaultyMailer(world.Mails, new()));
        await process.Get<Functions.Coaches.CoachesTable>().Import([Jo, Kim], CancellationToken.None);
        var calls = process.Get<CallsTable>();
        Assert.True(await calls.Change(null, SomeCalls.Series, new(CallChangeKind.Set), null, CancellationToken.None));
        var (stored, calendar) = (await calls.Calendar(CancellationToken.None))!.Value;
        Assert.True(await calls.Announce(stored, calendar, First, CancellationToken.None));
    }

    /// <summary>The emails leave, and what is owed comes again, until nothing is: no timer but the sweep runs, which keeps a run short.</summary>
    private static async Task Settle(FaultWorld world)
    {
        var send = NetworkProcess.Queues.Single(function => function.QueueName == QueueNames.OutgoingEmail);
        for (var round = 0; round < MostRounds && (await Owed(world)).Count > 0; round++)
        {
            foreach (var message in (await world.Raw.Queue(QueueNames.OutgoingEmail).ReceiveMessagesAsync(32, TimeSpan.FromSeconds(5))).Value)
            {
                await Until(world, () => world.Process.Handle(send, message.MessageText), most: 1);
                await world.Raw.Queue(QueueNames.OutgoingEmail).DeleteMessageAsync(message.MessageId, message.PopReceipt); // Whatever became of it: the sweep sends it again.
            }
            world.Clock.SetUtcNow(await NextAt(world)); // In the next morning, after the quiet hours.
            await Until(world, () => world.Process.Function<SweepOutbox>().Run(new(), CancellationToken.None), most: 1);
        }
    }

    private static async Task<DateTimeOffset> NextAt(FaultWorld world)
    {
        var soon = world.Clock.GetUtcNow().AddSeconds(20);
        var owed = await Owed(world);
        return owed.Count > 0 && owed.Min(row => row.GetDateTimeOffset("NextAt")!.Value) is var next && next > soon ? next : soon;
    }

    private static async Task<List<TableEntity>> Owed(FaultWorld world) =>
        await world.Raw.Table(TableNames.LearningCalls).QueryAsync<TableEntity>(KeyRange.Of(CallsTable.Partition, OutboxMessage.Prefix)).ToListAsync();

    /// <summary>Whoever gets no answer, or is told that a colleague was faster, looks again and does it again; a timer comes again.</summary>
    private static async Task Until(FaultWorld world, Func<Task> step, int most = 3)
    {
        for (var tries = 1; tries <= most; tries++)
        {
            try
            {
                if (await world.Alive(step))
                    return;
            }
            catch (Exception) when (world.Plan.HasStruck || world.Mailer.Mails > 0)
            {
                continue; // A page of ours, or a function, that said so.
            }
        }
    }

    private static async Task EditAgenda(FaultWorld world)
    {
        var papers = world.Process.Get<CallPapers>();
        var edits = await papers.Edits(First, CancellationToken.None);
        if (!await papers.Save(First, edits.Value with { LeftOut = ["help_x"] }, edits.Version, CancellationToken.None))
            throw new InvalidOperationException("A colleague was faster.");
    }

    private static async Task Note(FaultWorld world)
    {
        var papers = world.Process.Get<CallPapers>();
        var notes = await papers.Notes(First, CancellationToken.None);
        if (!await papers.Save(First, notes.Value with { Words = "We try it in two schools each." }, notes.Version, CancellationToken.None))
            throw new InvalidOperationException("A colleague was faster.");
    }

    private static async Task<IReadOnlyList<string>> Problems(FaultWorld world)
    {
        var (papers, rows) = (new CallPapers(world.Raw, world.Clock), await world.Raw.Table(TableNames.Resources).QueryAsync<TableEntity>().ToListAsync());
        int Counted(string prefix) => rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).Sum(row => row.GetInt32("Count")!.Value);
        var digests = world.Mails.Mails.Where(mail => mail.Id.Contains("_call-digest_", StringComparison.Ordinal)).Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var refused = await world.Raw.Table(TableNames.LearningCalls).QueryAsync<TableEntity>().Where(row => row.GetString("State") == nameof(EmailState.Refused)).Select(row => row.RowKey).ToListAsync();
        List<string> problems = [.. (await Ledger.Problems(world.Raw, new(world.Accepted, world.Mails.Mails, new Dictionary<string, int>()))).Where(problem => !problem.StartsWith(TableNames.Coaches, StringComparison.Ordinal))]; // The plan for who waits is none of this.
        void Must(bool isSo, string otherwise) => problems.AddRange(isSo ? [] : [otherwise]);
        Must((await papers.Questions(First, CancellationToken.None)) is [{ Id: Question }], "The question is not there once.");
        Must((await papers.Edits(First, CancellationToken.None)).Value.LeftOut is ["help_x"], "The edit of the agenda is lost.");
        Must((await papers.Notes(First, CancellationToken.None)).Value.Words.Length > 0, "The notes are lost.");
        Must((await papers.Said(First, CancellationToken.None)) is [var said] && said == s_thanks, "The thanks are lost.");
        Must(Counted("uses_") > 0 && Counted("uses_") == Counted("opened_"), "The uses of the month are not those of its days.");
        Must((await world.Raw.Table(TableNames.LearningCalls).GetEntityAsync<TableEntity>(CallsTable.Partition, "2026-12-01_digest")).Value.GetDateTimeOffset("DoneAt") is not null, "The digest is not done.");
        Must(digests.Concat(refused).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SequenceEqual(["2026-12-01_digest_jo-reyes_email_call-digest_coach", "2026-12-01_digest_kim-alvarez_email_call-digest_coach"]), $"Digests left: {string.Join(", ", digests)}.");
        return problems;
    }
}
