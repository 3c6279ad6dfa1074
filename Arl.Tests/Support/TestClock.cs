using Microsoft.Extensions.Time.Testing;

namespace Arl.Tests.Support;

/// <summary>A clock that stands still, and can let something happen in the middle of a piece of work: just before it is looked at.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private Func<Task>? _happens;
    private int _looksBefore;

    /// <summary>Once; the work waits for it.</summary>
    /// <param name="looksBefore">How many looks pass first. A test that counts them must see by what follows that it counted right.</param>
    public void BeforeNextLook(Func<Task> happens, int looksBefore = 0) => (_happens, _looksBefore) = (happens, looksBefore);

    /// <summary>To time something is no look at the clock.</summary>
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow()
    {
        if (_happens is not null && Interlocked.Decrement(ref _looksBefore) < 0 && Interlocked.Exchange(ref _happens, null) is { } happens)
            Task.Run(happens).GetAwaiter().GetResult();
        return base.GetUtcNow();
    }
}
