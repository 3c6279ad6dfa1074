namespace Arl.Functions.Hosting.Local;

/// <summary>The pause between two looks at an empty queue: 100 ms, growing to the limit while nothing comes, with some chance in it so that listeners do not march in step.</summary>
internal sealed class PollingPause(TimeSpan limit)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private TimeSpan _next = First;

    public void Reset() => _next = First;

    public TimeSpan Next()
    {
        var pause = _next;
        _next = Min(limit, pause * (1.6 + (Random.Shared.NextDouble() * 0.8)));
        return pause;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
