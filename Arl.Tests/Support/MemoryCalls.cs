namespace Arl.Tests.Support;

/// <summary>One call to storage, as a fault plan or a trace sees it.</summary>
/// <param name="Verb">As the SDK's method: <c>GetEntity</c>, <c>SubmitTransaction</c>, <c>SendMessage</c> …</param>
/// <param name="Place">The table, queue or container.</param>
/// <param name="Key">The row, the first row of a transaction, or the blob; empty where there is none.</param>
public readonly record struct StorageCall(string Verb, string Place, string Key)
{
    public bool IsRead => Verb is "GetEntity" or "Query" or "Download" or "GetProperties" or "GetBlobs" or "PeekMessages";

    public override string ToString() => $"{Verb} {Place} {Key}";
}

/// <summary>What stands between the clients in memory and their effect: nothing, a fault, or a scheduler.</summary>
public interface IMemoryCalls
{
    /// <param name="effect">May be run once, twice (an answer that was lost and asked again) or not at all.</param>
    Task<T> Run<T>(StorageCall call, Func<T> effect);
}

/// <summary>Every call lets others go on before it has its effect, as a call over a wire does: what runs beside itself really meets itself.</summary>
public sealed class YieldingCalls : IMemoryCalls
{
    public async Task<T> Run<T>(StorageCall call, Func<T> effect)
    {
        await Task.Yield();
        return effect();
    }
}

/// <summary>Every call has its effect at once.</summary>
public sealed class StraightCalls : IMemoryCalls
{
    public async Task<T> Run<T>(StorageCall call, Func<T> effect)
    {
        await Task.CompletedTask;
        return effect();
    }
}
