using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Tests.Storage;

/// <summary>Storage, time and the mailbox, which outlive every process, and the process that lives now: its own storage and mailer have the run's one fault.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    private static readonly TimeSpan s_deadWorker = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_failed = TimeSpan.FromSeconds(5);
    private const int MostTries = 5;
    private const int MostRounds = 400;
    private readonly Func<FaultPlan, Action, ArlStorage> _open;
    private readonly MemoryAccount? _memory;
    private NetworkProcess _process;
    private DateTimeOffset _ticked;

    private FaultWorld(Func<FaultPlan, Action, ArlStorage> open, ArlStorage raw, MemoryAccount? memory, TestClock clock, Fault fault, params IEnumerable<LoggedMail> mails)
    {
        (_open, Raw, _memory, Clock) = (open, raw, memory, clock);
        Mails = new(raw, clock, mails);
        var life = new Life();
        Plan = new(life, fault.Call, fault.Kind);
        Mailer = new(Mails, life, fault.Mail, fault.MailKind);
        _process = new(open(Plan, Slow), clock, Mailer);
        _ticked = clock.GetUtcNow();
    }

    /// <summary>One fault of one run: at a call of storage, or at an email.</summary>
    public sealed record Fault(int Call = 0, FaultKind? Kind = null, int Mail = 0, MailFault? MailKind = null)
    {
        public override string ToString() => Kind is null ? $"{MailKind} at email {Mail}" : $"{Kind} at call {Call}";
    }

    public ArlStorage Raw { get; }

    public TestClock Clock { get; }

    public MailLog Mails { get; }

    public FaultPlan Plan { get; }

    public FaultyMailer Mailer { get; }

    public NetworkProcess Process => _process;

    public List<Reference> Accepted { get; } = [];

    public int Deaths { get; private set; }

    public static FaultWorld InMemory(Fault fault)
    {
        var clock = new TestClock(Some.Moment);
        var account = MemoryAccount.WithEverything(clock);
        SimulatedSchools.Save(account);
        return new((plan, slow) => account.Open(new MemoryFaults(plan, slow)), account.Open(), account, clock, fault);
    }

    /// <summary>Another world in memory as this one is now, with another fault before it. Its process is a new one.</summary>
    public FaultWorld Copy(Fault fault)
    {
        var clock = new TestClock(Clock.GetUtcNow());
        var account = (_memory ?? throw new InvalidOperationException("Real storage is not copied.")).Copy(clock);
        var copy = new FaultWorld((plan, slow) => account.Open(new MemoryFaults(plan, slow)), account.Open(), account, clock, fault, Mails.Mails) { _ticked = _ticked };
        copy.Accepted.AddRange(Accepted);
        return copy;
    }

    public static async Task<FaultWorld> OnAzurite(string connectionString, Fault fault)
    {
        var raw = new ArlStorage(connectionString);
        await raw.CreateMissing(CancellationToken.None);
        await SaveSchools(raw);
        return new((plan, slow) => FaultPolicy.Open(connectionString, plan, slow), raw, memory: null, new TestClock(Some.Moment), fault);
    }

    /// <summary>A new process on the same storage; the fault has struck and comes no more.</summary>
    public async Task Restart()
    {
        Deaths++;
        await _process.DisposeAsync();
        var life = new Life();
        _process = new(_open(new(life), () => { }), Clock, new FaultyMailer(Mails, life));
    }

    /// <summary>Works off all queues and lets time pass until nothing is owed and nothing is on its way, a dead worker's messages included.</summary>
    public async Task Settle()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await WorkQueues())
                continue;
            if (await NextDue() is not { } due)
                return;
            Clock.Advance(Max(due - Clock.GetUtcNow(), TimeSpan.FromSeconds(1)));
            await Alive(() => Tick());
        }
    }

    /// <summary>False: the process died of it.</summary>
    public async Task<bool> Alive(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception) when (Plan.Life.IsOver && Deaths == 0)
        {
            await Restart();
            return false;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task Tick()
    {
        var (since, now) = (_ticked, Clock.GetUtcNow());
        _ticked = now;
        foreach (var timer in NetworkProcess.Timers.Where(timer => timer.NextAfter(since) <= now))
            await _process.Tick(timer);
    }

    private async Task<bool> WorkQueues()
    {
        var worked = false;
        foreach (var function in NetworkProcess.Queues)
        {
            var queue = Raw.Queue(function.QueueName);
            foreach (var message in (await queue.ReceiveMessagesAsync(32, s_deadWorker)).Value)
            {
                worked = true;
                var done = false;
                if (!await Alive(async () => done = await Handled(function, message.MessageText)))
                    break; // The others it had taken are in a dead worker's hands.
                if (done || message.DequeueCount >= MostTries)
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                else
                    await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: _memory is null ? TimeSpan.Zero : s_failed);
            }
        }
        return worked;
    }

    /// <summary>False: it failed, and the queue brings it again.</summary>
    private async Task<bool> Handled(LocalFunction.Queue function, string message)
    {
        try
        {
            await _process.Handle(function, message);
            return true;
        }
        catch (Exception) when (!Plan.Life.IsOver || Deaths > 0)
        {
            return false;
        }
    }

    /// <summary>When something owed is due, or a hidden message shows up.</summary>
    private async Task<DateTimeOffset?> NextDue()
    {
        var filter = $"RowKey ge '{OutboxMessage.Prefix}' and RowKey lt 'outbox`'";
        var due = NetworkProcess.Queues.Select(function => _memory?.Queue(function.QueueName).NextVisible).ToList();
        foreach (var table in TableNames.All)
            await foreach (var row in Raw.Table(table).QueryAsync<TableEntity>(filter, select: ["NextAt"]))
                due.Add(row.GetDateTimeOffset("NextAt"));
        return due.Min();
    }

    private void Slow() => Clock.Advance(TimeSpan.FromSeconds(40));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task SaveSchools(ArlStorage raw)
    {
        var store = new SchoolDirectoryStore(raw);
        await store.Save(FaultSteps.Schools, await store.Current(CancellationToken.None), CancellationToken.None);
    }
}
