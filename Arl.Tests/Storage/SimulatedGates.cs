using Arl.Functions.Mail;
using Arl.Tests.Support;

namespace Arl.Tests.Storage;

/// <summary>A call that waits for its turn.</summary>
internal abstract class SimulatedGate(StorageCall call)
{
    public StorageCall Call => call;

    /// <summary>It takes place, with this fault or none, and whoever waits for its answer goes on, on this thread, until their next call.</summary>
    public abstract void Open(FaultKind? kind);

    /// <summary>It takes place, and its process is no more.</summary>
    public abstract void HappenUnheard();
}

/// <summary>
/// The gates of one process. What is abandoned waits for ever. Three reads of four take place at once: what happens between a read and the write that follows from it happens at the gate of the write.
/// </summary>
internal sealed class SimulatedGates(SimulatedChance chance) : IMemoryCalls
{
    private readonly List<SimulatedGate> _waiting = [];

    public bool IsEmpty => _waiting.Count == 0;

    public Task<T> Run<T>(StorageCall call, Func<T> effect)
    {
        var gate = new Gate<T>(call, effect);
        if (call.IsRead && chance.Next(4) > 0)
            gate.Open(kind: null);
        else
            _waiting.Add(gate);
        return gate.Answer;
    }

    public SimulatedGate Take()
    {
        var at = chance.Next(_waiting.Count);
        var gate = _waiting[at];
        _waiting.RemoveAt(at);
        return gate;
    }

    /// <summary>The process dies: some of its calls were on the wire already.</summary>
    public void Abandon()
    {
        foreach (var gate in _waiting.Where(_ => chance.Next(3) == 0).ToList())
        {
            chance.Note(gate.Call, FaultKind.DeathAfter);
            gate.HappenUnheard();
        }
        _waiting.Clear();
    }

    private sealed class Gate<T>(StorageCall call, Func<T> effect) : SimulatedGate(call)
    {
        private readonly TaskCompletionSource<T> _answer = new(); // Goes on within Open: that is the point.

        public Task<T> Answer => _answer.Task;

        public override void HappenUnheard()
        {
            try
            {
                effect();
            }
            catch (Exception)
            {
                return; // Nobody hears that either.
            }
        }

        public override void Open(FaultKind? kind)
        {
            T answer;
            try
            {
                answer = MemoryFaults.Meet(kind, Call, effect);
            }
            catch (Exception fault)
            {
                _answer.SetException(fault);
                return;
            }
            _answer.SetResult(answer);
        }
    }
}

/// <summary>The mail provider: each email waits at a gate too.</summary>
internal sealed class SimulatedMailer(Simulation simulation, SimulatedGates gates, SimulatedChance chance) : IMailer
{
    public const string Verb = "SendMail";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15); // As the mailers have it.

    public Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        var (kind, began) = (chance.OfMail(), simulation.Clock.GetUtcNow());
        simulation.Counts.Faults += kind is null ? 0 : 1;
        return gates.Run(new(Verb, "mail", mail.Id), () =>
        {
            var gaveUp = simulation.Clock.GetUtcNow() - began > s_limit;
            return FaultyMailer.Meet(gaveUp ? MailFault.InDoubtAndKept : kind, () => simulation.Mails.Leaves(mail), new()).GetAwaiter().GetResult();
        });
    }
}
