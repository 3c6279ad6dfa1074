using System.Collections.Concurrent;
using System.Globalization;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>
/// The weekly call is set, coaches are invited, one answers, staff skip a week, and all are reminded: under faults at every call to storage and at every email. Each run has a third of the kinds at each call, in turn; <c>ARL_FAULTS=all</c>, as the pipeline sets it each week, every one.
/// </summary>
public sealed class InvitationFaultTests(ITestOutputHelper output)
{
    private static readonly FaultKind[] s_writes = [.. Enum.GetValues<FaultKind>().Except([FaultKind.NotSent, FaultKind.Busy])];
    private static readonly FaultKind[] s_reads = [FaultKind.Down, FaultKind.DeathBefore];
    private static readonly DateOnly s_week = new(2026, 12, 1);

    private static readonly IReadOnlyList<FaultStep> s_steps =
    [
        new("staff set the weekly call", Again: true, async world => Done(await world.Process.Get<SeriesChanges>().Save(CallFacts.Of(Series), seen: -1, CancellationToken.None))),
        new("the coaches are invited", Again: true, world => Tick(world, "2026-11-27T18:00Z")),
        new("a coach answers", Again: true, world => world.Process.Get<CallsTable>().Answer(s_week, InvitedNetwork.Jo.Id, CallAnswer.Yes, CancellationToken.None)),
        new("staff skip a week", Again: true, async world => Done(await world.Process.Get<SeriesChanges>().Skip(new(2026, 12, 8), seen: 0, CancellationToken.None))),
        new("the calendars follow", Again: true, world => Tick(world, "2026-11-27T19:00Z")),
        new("the coaches are reminded", Again: true, world => Tick(world, "2026-11-30T20:00Z")),
    ];

    private static readonly string[] s_kinds = ["call-invitation", "call-update-1", "call-reminder-20261201200000"];

    [Fact]
    public async Task Whatever_befalls_any_call_to_storage_or_any_email_each_coach_gets_each_email_and_none_twice()
    {
        var whole = await Run(new());
        Assert.Empty(whole.Problems);
        Assert.Equal(6, whole.Mails);
        var calls = from call in whole.Calls.Index() from kind in call.Item.IsRead ? s_reads : s_writes where FaultRun.EveryFault || (call.Index + (int)kind) % 3 == 0 select new FaultWorld.Fault(call.Index + 1, kind);
        var mails = from mail in Enumerable.Range(1, whole.Mails) from kind in Enum.GetValues<MailFault>() select new FaultWorld.Fault(Mail: mail, MailKind: kind);
        var runs = new ConcurrentBag<FaultRun>();

        await Parallel.ForEachAsync(calls.Concat(mails), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken }, async (fault, _) => runs.Add(await Run(fault)));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The invitations, in memory: {whole.Calls.Count} calls to storage, {runs.Count} faults injected, {runs.Sum(run => run.Deaths)} deaths, {runs.Sum(run => run.SentAgain)} emails sent again inside the window, {runs.Count(run => run.Problems.Count > 0)} runs with anything lost or wrong."));
        Assert.All(runs, run => Assert.True(run.HasStruck || run.Fault.Kind is null, $"{run.Fault} did not strike."));
        var wrong = runs.Where(run => run.Problems.Count > 0).OrderBy(run => run.Fault.Call).Select(run => $"{run.Fault} ({(run.Fault.Call > 0 ? run.Calls[run.Fault.Call - 1].ToString() : "an email")}): {string.Join(" | ", run.Problems)}").ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(20)));
    }

    private static async Task<FaultRun> Run(FaultWorld.Fault fault)
    {
        var world = FaultWorld.InMemory(fault);
        await using (var process = new NetworkProcess(world.Raw, world.Clock, new FakeMailer()))
            await process.Get<CoachesTable>().Import([InvitedNetwork.Jo, InvitedNetwork.Ana], CancellationToken.None);
        world.Clock.SetUtcNow(At("2026-11-25T15:00Z"));
        return await FaultRun.Of(world, fault, s_steps, Problems);
    }

    /// <summary>Whoever is told that somebody was faster looks again.</summary>
    private static void Done(CallChanged changed)
    {
        if (changed != CallChanged.Done)
            throw new InvalidOperationException($"It was {changed}.");
    }

    /// <summary>The timer, and five minutes later again, as it comes.</summary>
    private static async Task Tick(FaultWorld world, string moment)
    {
        if (At(moment) > world.Clock.GetUtcNow())
            world.Clock.SetUtcNow(At(moment));
        await world.Process.Function<SendCallEmails>().Run(new(), CancellationToken.None);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.Process.Function<SendCallEmails>().Run(new(), CancellationToken.None);
    }

    /// <summary>What is not as it must be, read from storage itself.</summary>
    private static async Task<IReadOnlyList<string>> Problems(FaultWorld world)
    {
        await using var process = new NetworkProcess(world.Raw, world.Clock, new FakeMailer());
        var calls = process.Get<CallsTable>();
        var found = world.Mails.Mails.Where(mail => mail.Outside is not null).Select(mail => $"{mail.Id} left twice: {mail.Outside}.").ToList();
        var refused = await world.Raw.Table(TableNames.LearningCalls).QueryAsync<EmailRow>(TableClient.CreateQueryFilter($"State eq {nameof(EmailState.Refused)}"), cancellationToken: CancellationToken.None).Select(row => row.RowKey).ToListAsync(); // By the provider, for good: staff see it in the mail log.
        foreach (var coach in new[] { InvitedNetwork.Jo, InvitedNetwork.Ana })
            foreach (var kind in s_kinds)
                if (world.Mails.Mails.Where(mail => !mail.Again).Select(mail => mail.Id).Concat(refused).Count(id => id.Contains($"-{coach.Id}_email_{kind}_", StringComparison.Ordinal)) is not 1 and var count)
                    found.Add($"{coach.Id} got {kind} {count} times.");
        if (world.Mails.Mails.Count(mail => !mail.Again) + refused.Count != 6)
            found.Add("There are other emails.");
        var stored = (await calls.Calendar(CancellationToken.None))!.Value;
        if ((stored.Stored.Series.Sequence, stored.Calendar.Exceptions.Count) != (1, 1))
            found.Add($"The series is at {stored.Stored.Series.Sequence}.");
        if ((await calls.Attendee(s_week, InvitedNetwork.Jo.Id, CancellationToken.None)) is not { Answer: CallAnswer.Yes, InvitedAt: not null, RemindedAt: not null })
            found.Add("The answer is lost.");
        if ((await calls.Calendars(CancellationToken.None)).Any(one => one.Value.Sequence != 1))
            found.Add("A calendar is behind.");
        var owed = await world.Raw.Table(TableNames.LearningCalls).QueryAsync<TableEntity>(KeyRange.Of(CallsTable.Partition, OutboxMessage.Prefix), cancellationToken: CancellationToken.None).CountAsync();
        if (owed > 0)
            found.Add($"{owed} emails are still owed.");
        return found;
    }
}
