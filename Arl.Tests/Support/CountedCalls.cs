using System.Collections.Concurrent;

namespace Arl.Tests.Support;

/// <summary>Every call to a storage in memory, in order.</summary>
internal sealed class CountedCalls : IMemoryCalls
{
    public ConcurrentQueue<StorageCall> Made { get; } = new();

    public async Task<T> Run<T>(StorageCall call, Func<T> effect)
    {
        await Task.CompletedTask;
        Made.Enqueue(call);
        return effect();
    }
}
