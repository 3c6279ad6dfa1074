using Arl.Functions.Mail;
using Arl.Tests.Support;
using Azure;
using Azure.Data.Tables;

namespace Arl.Tests.Storage;

/// <summary>What can befall one call to storage.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks before the call is sent; the SDK's retry gets through.</summary>
    NotSent,

    /// <summary>503 once; the SDK's retry gets through.</summary>
    Busy,

    /// <summary>It takes effect and the answer is lost, so that the SDK's retry meets its own success.</summary>
    AnswerLost,

    /// <summary>It is refused with 409, although nothing conflicts.</summary>
    Conflict,

    /// <summary>It is refused with 412, although nothing changed.</summary>
    Stale,

    /// <summary>It takes 40 seconds, longer than a claim lasts.</summary>
    Slow,

    /// <summary>Neither it nor any retry is sent.</summary>
    Down,

    /// <summary>It and every retry are answered 503.</summary>
    BusyForLong,

    /// <summary>It takes effect, and neither its answer nor that of any retry comes.</summary>
    DownAfter,

    /// <summary>The process dies before it.</summary>
    DeathBefore,

    /// <summary>It takes effect and the process dies.</summary>
    DeathAfter,
}

/// <summary>What can befall one email at the provider.</summary>
public enum MailFault { Refused, NotNow, InDoubtAndGone, InDoubtAndKept, ThrowsAndGone, ThrowsAndKept, DeathBefore, DeathAfter }

/// <summary>The process is no more: whatever it was at ends here, and nothing that it still tries has any effect.</summary>
public sealed class ProcessDiedException : Exception;

/// <summary>The life of one process.</summary>
public sealed class Life
{
    public bool IsOver { get; private set; }

    public ProcessDiedException End()
    {
        IsOver = true;
        return new();
    }

    public void MustGoOn()
    {
        if (IsOver)
            throw new ProcessDiedException();
    }
}

/// <summary>One fault at one call of one run. Without one, it only counts.</summary>
public sealed class FaultPlan(Life life, int at = 0, FaultKind? kind = null)
{
    private readonly List<StorageCall> _calls = [];

    public Life Life => life;

    public IReadOnlyList<StorageCall> Calls => _calls;

    public bool HasStruck { get; private set; }

    /// <summary>What befalls the call that comes now.</summary>
    public FaultKind? Next(StorageCall call)
    {
        lock (_calls)
        {
            life.MustGoOn();
            _calls.Add(call);
            if (kind is null || _calls.Count != at)
                return null;
            HasStruck = true;
            return kind;
        }
    }
}

/// <summary>Faults of storage in memory, as the caller of the SDK sees them: after its retries.</summary>
public sealed class MemoryFaults(FaultPlan plan, Action slow) : IMemoryCalls
{
    public async Task<T> Run<T>(StorageCall call, Func<T> effect)
    {
        await Task.CompletedTask;
        var kind = plan.Next(call);
        if (kind is FaultKind.DeathAfter)
            Try(effect);
        if (kind is FaultKind.DeathBefore or FaultKind.DeathAfter)
            throw plan.Life.End();
        if (kind is FaultKind.Slow)
            slow();
        return Meet(kind, call, effect);
    }

    /// <summary>Everything but death.</summary>
    public static T Meet<T>(FaultKind? kind, StorageCall call, Func<T> effect)
    {
        if (kind is FaultKind.AnswerLost or FaultKind.DownAfter)
            Try(effect);
        return kind switch
        {
            FaultKind.Conflict => throw Refusal(call, 409, "EntityAlreadyExists"),
            FaultKind.Stale => throw Refusal(call, 412, "UpdateConditionNotSatisfied"),
            FaultKind.Down or FaultKind.DownAfter => throw new AggregateException("Retry failed after 4 tries.", new RequestFailedException("Connection refused.", new IOException("Connection refused."))),
            FaultKind.BusyForLong => throw MemoryResponse.Fault(503, "ServerBusy"),
            _ => effect(),
        };
    }

    /// <summary>Its effect, whatever the answer: nobody hears it.</summary>
    public static void Try<T>(Func<T> effect)
    {
        try
        {
            effect();
        }
        catch (RequestFailedException)
        {
            return;
        }
    }

    private static RequestFailedException Refusal(StorageCall call, int status, string code) =>
        call.Verb == "SubmitTransaction" ? new TableTransactionFailedException(MemoryResponse.Fault(status, code)) : MemoryResponse.Fault(status, code);
}

/// <summary>A mail provider that one fault befalls at one email.</summary>
internal sealed class FaultyMailer(MailLog log, Life life, int at = 0, MailFault? kind = null) : IMailer
{
    private int _mails;

    public int Mails => _mails;

    public async Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        life.MustGoOn();
        return await Meet(Interlocked.Increment(ref _mails) == at ? kind : null, () => log.Leaves(mail), life);
    }

    public static async Task<MailOutcome> Meet(MailFault? kind, Func<Task> leaves, Life life)
    {
        if (kind is MailFault.DeathBefore)
            throw life.End();
        if (kind is null or MailFault.InDoubtAndGone or MailFault.ThrowsAndGone or MailFault.DeathAfter)
            await leaves();
        return kind switch
        {
            MailFault.Refused => new MailOutcome.Refused("550"),
            MailFault.NotNow => new MailOutcome.NotNow("429"),
            MailFault.InDoubtAndGone or MailFault.InDoubtAndKept => new MailOutcome.InDoubt("line lost"),
            MailFault.ThrowsAndGone or MailFault.ThrowsAndKept => throw new InvalidOperationException("The mailer failed."),
            MailFault.DeathAfter => throw life.End(),
            _ => new MailOutcome.Accepted("fake"),
        };
    }
}
