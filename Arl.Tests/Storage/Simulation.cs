using Arl.Domain.Requests;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;

namespace Arl.Tests.Storage;

/// <summary>What a seed came to. The same seed comes to the same, to the last step: <paramref name="Trace"/> is a hash of every step.</summary>
internal sealed record Simulated(int Seed, IReadOnlyList<string> Problems, SimulationCounts Counts, ulong Trace);

internal sealed record SimulationCounts
{
    public int Requests { get; set; }

    public int Steps { get; set; }

    public int Faults { get; set; }

    public int Deaths { get; set; }

    public int MessagesTwice { get; set; }

    public int MessagesLate { get; set; }

    public int MailsAgain { get; set; }
}

/// <summary>
/// A network in memory and in simulated time, on one thread: every call to storage and to the mail provider waits at a gate, and the seed's chance alone decides which goes on next,
/// what befalls it, which message is handed to whom (twice, late, out of turn), what people do meanwhile, and when the process dies. Then all settles, and the ledger is read.
/// </summary>
internal sealed class Simulation
{
    private const int MostHandlers = 8;
    private const int MostTries = 5;
    private const int MostSteps = 200_000;
    private static readonly TimeSpan s_deadWorker = TimeSpan.FromMinutes(10);
    private readonly SimulatedChance _chance;
    private readonly MemoryAccount _account;
    private readonly ArlStorage _raw;
    private readonly SimulatedPeople _people;
    private readonly List<(string Name, Task Work, Action<bool> End)> _running = [];
    private readonly List<string> _failures = [];
    private DateTimeOffset _ticked = Some.Moment;

    private Simulation(int seed)
    {
        _chance = new(seed);
        Clock = new(Some.Moment);
        _account = MemoryAccount.WithEverything(Clock);
        _raw = _account.Open();
        Mails = new(_raw, Clock);
        SimulatedSchools.Save(_account);
        foreach (var queue in QueueNames.All)
            _account.Queue(QueueNames.Poison(queue)).Exists = true;
        _people = new(this, _chance);
        Process = Start();
    }

    public TestClock Clock { get; }

    public MailLog Mails { get; }

    public SimulationCounts Counts { get; } = new();

    public SimulatedGates Gates { get; private set; } = null!;

    public NetworkProcess Process { get; private set; }

    public static Simulated Run(int seed)
    {
        var simulation = new Simulation(seed);
        var problems = simulation.Run();
        return new(seed, problems, simulation.Counts, simulation._chance.Trace);
    }

    /// <summary>Something begins in the process that lives now.</summary>
    /// <param name="end">Told whether it came to its end without a fault; not told where the process died.</param>
    public void Begin(string name, Func<Task> work, Action<bool> end)
    {
        _chance.Note(name);
        _running.Add((name, work(), end));
        Finish();
    }

    public void Die()
    {
        Counts.Deaths++;
        _chance.Note("death");
        Gates.Abandon();
        _running.Clear();
        _people.GetNoAnswer();
        Process.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Process = Start();
    }

    private IReadOnlyList<string> Run()
    {
        while (_people.HaveMoreToDo || _running.Count > 0)
            Step();
        _chance.NoMoreFaults();
        var problems = Settled();
        Counts.Requests = _people.Accepted.Count;
        Counts.MailsAgain = Mails.Mails.Count(mail => mail.Again);
        return [.. problems, .. _failures];
    }

    private IReadOnlyList<string> Settled()
    {
        while (true)
        {
            while (_running.Count > 0 || Deliver())
                Advance();
            if (NextDue() is not { } due)
                break;
            Pass(TimeSpan.FromTicks(Math.Max((due - Clock.GetUtcNow()).Ticks, TimeSpan.TicksPerSecond)));
        }
        return Ledger.Problems(_raw, new([.. _people.Accepted], Mails.Mails, _people.MostCapacity)).GetAwaiter().GetResult();
    }

    private void Advance()
    {
        if (!Gates.IsEmpty)
            Release();
        else if (_running.Count > 0)
            throw new InvalidOperationException($"{_running[0].Name} waits for something that is no call: then chance is not all that decides.");
    }

    private void Step()
    {
        Counts.Steps++;
        if (Counts.Steps > MostSteps)
            throw new InvalidOperationException($"The simulation does not come to an end: {string.Join(", ", _running.Select(one => one.Name))}.");
        var what = _chance.Next(1000);
        if (what < _chance.Deadliness)
            Die();
        else if (!Gates.IsEmpty && (what < 800 || _running.Count >= MostHandlers))
            Release();
        else if (what < 880 && Deliver())
            return;
        else if (what < 920 && _people.Act())
            return;
        else if (what < 970 || Gates.IsEmpty)
            Pass(TimeSpan.FromMilliseconds(_chance.Next(_chance.Next(10) == 0 ? 40_000 : 2_000)));
    }

    private void Release()
    {
        var gate = Gates.Take();
        var kind = _chance.Fault(gate.Call);
        _chance.Note(gate.Call, kind);
        Counts.Faults += kind is null ? 0 : 1;
        if (kind is FaultKind.Slow)
            Pass(TimeSpan.FromSeconds(_chance.Next(5, 45)));
        if (kind is FaultKind.DeathAfter)
            gate.HappenUnheard();
        if (kind is FaultKind.DeathBefore or FaultKind.DeathAfter)
            Die();
        else
            gate.Open(kind);
        Finish();
    }

    private void Finish()
    {
        for (var at = 0; at < _running.Count; at++)
        {
            var (name, work, end) = _running[at];
            if (!work.IsCompleted)
                continue;
            _running.RemoveAt(at--);
            if (!work.IsCompletedSuccessfully && _chance.IsSmooth)
                _failures.Add($"{name} failed although nothing befell it: {work.Exception?.InnerException}");
            end(work.IsCompletedSuccessfully);
        }
    }

    /// <summary>Hands a message to the process: any that can be seen, in no order; now and then one is handed out twice, or kept back. False where there is none.</summary>
    private bool Deliver()
    {
        var queues = NetworkProcess.Queues.Where(function => _account.Queue(function.QueueName).Visible > 0).ToList();
        if (queues.Count == 0 || _running.Count >= MostHandlers)
            return false;
        var function = queues[_chance.Next(queues.Count)];
        var queue = _account.Queue(function.QueueName);
        var message = queue.Receive(1, s_deadWorker, _chance.Next(queue.Visible))[0];
        var fate = _chance.OfMessage();
        if (fate is MessageFate.Late)
        {
            Counts.MessagesLate++;
            queue.Update(message.Id, message.Receipt, null, TimeSpan.FromSeconds(_chance.Next(1, 90)));
            return true;
        }
        if (fate is MessageFate.Twice)
        {
            Counts.MessagesTwice++;
            queue.Send(message.Text, TimeSpan.FromSeconds(_chance.Next(3) * 10));
        }
        Handle(function, queue, message);
        return true;
    }

    private void Handle(LocalFunction.Queue function, MemoryQueue queue, MemoryMessage message)
    {
        var (text, receipt) = (System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(message.Text)), message.Receipt);
        Begin(function.Name, () => Process.Handle(function, text), done =>
        {
            if (done)
                queue.Delete(message.Id, receipt);
            else if (message.Dequeued < MostTries)
                queue.Update(message.Id, receipt, null, TimeSpan.FromSeconds(5));
            else
                Poison(queue, message, receipt);
        });
    }

    private void Poison(MemoryQueue queue, MemoryMessage message, string receipt)
    {
        var poison = _account.Queue(QueueNames.Poison(queue.Name));
        poison.Send(message.Text, TimeSpan.Zero);
        queue.Delete(message.Id, receipt);
    }

    private void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        var (since, now) = (_ticked, Clock.GetUtcNow());
        _ticked = now;
        foreach (var timer in NetworkProcess.Timers.Where(timer => timer.NextAfter(since) <= now))
            Begin(timer.Name, () => Process.Tick(timer), _ => { });
    }

    /// <summary>When something owed is due, or a hidden message shows up.</summary>
    private DateTimeOffset? NextDue() => TableNames.All.SelectMany(table => _account.Table(table).Read(s_owed, after: null, int.MaxValue)).Select(row => (DateTimeOffset?)row.Get("NextAt"))
        .Concat(NetworkProcess.Queues.Select(function => _account.Queue(function.QueueName).NextVisible)).Min();

    private static readonly MemoryFilter s_owed = MemoryFilter.Parse($"RowKey ge '{OutboxMessage.Prefix}' and RowKey lt 'outbox`'");

    private NetworkProcess Start()
    {
        Gates = new(_chance);
        var process = new NetworkProcess(_account.Open(Gates), Clock, new SimulatedMailer(this, Gates, _chance), _chance.NextNumber);
        var directory = process.Get<SchoolDirectorySource>().Current(CancellationToken.None);
        while (!directory.IsCompleted)
            Gates.Take().Open(kind: null); // Loaded before anything else: two that wait for it beside each other would be called back by a thread of the pool.
        return process;
    }
}
