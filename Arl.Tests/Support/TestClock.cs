using Microsoft.Extensions.Time.Testing;

namespace Arl.Tests.Support;

/// <summary>A clock that stands still, and can let something happen in the middle of a piece of work: just before the next look at it.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private Func<Task>? _beforeNextLook;

    /// <summary>Once; the work waits for it.</summary>
    public void BeforeNextLook(Func<Task> happens) => _beforeNextLook = happens;

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Exchange(ref _beforeNextLook, null) is { } happens)
            Task.Run(happens).GetAwaiter().GetResult();
        return base.GetUtcNow();
    }
}
