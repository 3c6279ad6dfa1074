using Arl.Tests.Support;

namespace Arl.Tests.Storage;

internal enum MessageFate { Now, Twice, Late }

/// <summary>All that is left to chance in one run, and a hash of all that followed from it. How rough a run is belongs to its seed: one in eight is without faults.</summary>
internal sealed class SimulatedChance
{
    private static readonly int[] s_roughness = [0, 2, 5, 5, 10, 10, 20, 40]; // Faults in a thousand calls.
    private static readonly FaultKind[] s_writes = [FaultKind.AnswerLost, FaultKind.AnswerLost, FaultKind.Conflict, FaultKind.Stale, FaultKind.Slow, FaultKind.Down, FaultKind.BusyForLong, FaultKind.DownAfter, FaultKind.DownAfter, FaultKind.DeathBefore, FaultKind.DeathAfter, FaultKind.DeathAfter];
    private static readonly FaultKind[] s_reads = [FaultKind.Slow, FaultKind.Down, FaultKind.BusyForLong, FaultKind.DeathBefore];
    private static readonly MailFault[] s_mails = [MailFault.NotNow, MailFault.InDoubtAndGone, MailFault.InDoubtAndKept, MailFault.ThrowsAndGone, MailFault.ThrowsAndKept];
    private readonly Random _random;
    private int _roughness;

    public SimulatedChance(int seed)
    {
        _random = new(seed);
        _roughness = s_roughness[_random.Next(s_roughness.Length)];
        IsSmooth = _roughness == 0;
        Deadliness = IsSmooth ? 0 : _random.Next(3);
    }

    /// <summary>Nothing befalls anybody in this run.</summary>
    public bool IsSmooth { get; }

    public ulong Trace { get; private set; } = 14695981039346656037;

    /// <summary>Deaths in a thousand steps, beside those at a call.</summary>
    public int Deadliness { get; private set; }

    public int Next(int below) => _random.Next(below);

    public int Next(int from, int below) => _random.Next(from, below);

    public ulong NextNumber() => (ulong)_random.NextInt64();

    public void NoMoreFaults() => (_roughness, Deadliness) = (0, 0);

    /// <summary>What befalls this call; nothing, mostly.</summary>
    public FaultKind? Fault(StorageCall call)
    {
        if (_roughness == 0 || Next(1000) >= (call.IsRead ? (_roughness + 7) / 8 : _roughness))
            return null;
        if (call.Verb == SimulatedMailer.Verb)
            return Next(2) == 0 ? FaultKind.DeathBefore : FaultKind.DeathAfter;
        var kinds = call.IsRead ? s_reads : s_writes;
        return kinds[Next(kinds.Length)];
    }

    public MailFault? OfMail() => _roughness == 0 || Next(200) >= _roughness ? null : s_mails[Next(s_mails.Length)];

    public MessageFate OfMessage() => Next(20) switch
    {
        0 when _roughness > 0 => MessageFate.Twice,
        1 when _roughness > 0 => MessageFate.Late,
        _ => MessageFate.Now,
    };

    public void Note(string what)
    {
        foreach (var letter in what)
            Trace = (Trace ^ letter) * 1099511628211;
    }

    public void Note(StorageCall call, FaultKind? kind)
    {
        Note(call.Verb);
        Note(call.Place);
        Note(call.Key);
        Trace = (Trace ^ (ulong)((int?)kind ?? 99)) * 1099511628211;
    }
}
