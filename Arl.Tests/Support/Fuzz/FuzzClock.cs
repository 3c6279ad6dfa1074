namespace Arl.Tests.Support.Fuzz;

/// <summary>It stands still.</summary>
internal sealed class FuzzClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
