namespace Arl.Domain.Matching;

/// <summary>
/// Who comes first. Each point of need is worth a head start of <c>1 / CreditPerDay</c> days in the queue, so priority is a moment: the earlier, the sooner served.
/// It never changes while requests wait, so the order of two of them never changes either; and since need ends at 100 points, a request is never overtaken by one
/// that came more than 100 / CreditPerDay days after it: nobody waits for ever behind those who keep coming.
/// </summary>
public readonly record struct Priority : IComparable<Priority>
{
    private readonly long _ticks;

    private Priority(long ticks) => _ticks = ticks;

    public static Priority Of(Ask ask, double creditPerDay) =>
        new(ask.ReceivedAt.UtcTicks - (long)Math.Round(ask.NeedIndex / creditPerDay * TimeSpan.TicksPerDay));

    /// <summary>Need and credit together at a moment, in points: what staff read.</summary>
    public static double Points(Ask ask, double creditPerDay, DateTimeOffset now) => ask.NeedIndex + (creditPerDay * Math.Max(0, (now - ask.ReceivedAt).TotalDays));

    /// <summary>Below zero: this one comes first.</summary>
    public int CompareTo(Priority other) => _ticks.CompareTo(other._ticks);

    public static bool operator <(Priority left, Priority right) => left.CompareTo(right) < 0;
    public static bool operator <=(Priority left, Priority right) => left.CompareTo(right) <= 0;
    public static bool operator >(Priority left, Priority right) => left.CompareTo(right) > 0;
    public static bool operator >=(Priority left, Priority right) => left.CompareTo(right) >= 0;
}
