using Arl.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests.Guard;

/// <summary>
/// Whether far more requests come than usual. A process that has seen a few in ten minutes asks storage, once a minute at most, how many came in all; one that has seen fewer asks nothing,
/// so a quiet day costs no call.
/// </summary>
public sealed partial class AttackWatch(RequestLimits limits, IOptions<GuardOptions> options, TimeProvider clock, ILogger<AttackWatch> log)
{
    private const int AFew = 3;
    private static readonly TimeSpan s_span = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _seen = new();
    private DateTimeOffset _looked;
    private DateTimeOffset _until;

    /// <summary>As far as this process knows.</summary>
    public bool IsOn => options.Value.Proof switch
    {
        ProofNeeded.On => true,
        ProofNeeded.Off => false,
        _ => clock.GetUtcNow() < _until,
    };

    /// <summary>A request comes. It tells whether there is an attack.</summary>
    public async Task<bool> See(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (options.Value.Proof != ProofNeeded.Auto || !IsTimeToLook(now))
            return IsOn;
        try
        {
            var senders = await limits.Senders(now - s_span, options.Value.AttackPerTenMinutes, cancel);
            if (senders > options.Value.AttackPerTenMinutes)
            {
                _until = now + s_span;
                Attacked(options.Value.AttackPerTenMinutes);
            }
        }
        catch (Exception fault) when (StorageFaults.IsOne(fault, cancel))
        {
            NotKnown(fault);
        }
        return IsOn;
    }

    private bool IsTimeToLook(DateTimeOffset now)
    {
        lock (_lock)
        {
            _seen.Enqueue(now);
            while (_seen.TryPeek(out var oldest) && oldest < now - s_span)
                _seen.Dequeue();
            if (_seen.Count < AFew || now - _looked < s_every)
                return false;
            _looked = now;
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "More than {Most} requests came in ten minutes: for the next ten a proof of work or a click is asked for.")]
    private partial void Attacked(int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How many requests come could not be read; none is held up for that.")]
    private partial void NotKnown(Exception fault);
}
