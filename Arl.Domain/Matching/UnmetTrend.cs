namespace Arl.Domain.Matching;

public enum TrendDirection { Up, Down, Level, TooEarly }

/// <summary>Needs not covered, by the week in which they were asked for: the last 8 weeks against the 8 weeks before.</summary>
/// <param name="Weekly">16 weeks of seven days, counted back from the moment of the report, the oldest first.</param>
/// <param name="HistoryWeeks">Whole weeks since the first request on record; with fewer than 16 the earlier weeks are no fair measure.</param>
public sealed record UnmetTrend(IReadOnlyList<int> Weekly, int HistoryWeeks)
{
    /// <summary>8 weeks on either side.</summary>
    public const int Weeks = 8;

    public int Last => Weekly.Skip(Weeks).Sum();

    public int Before => Weekly.Take(Weeks).Sum();

    /// <summary>
    /// Up or down only where the two numbers differ by more than the square root of their sum: the standard deviation of the difference of two Poisson counts that share a mean.
    /// A smaller difference is what chance makes of a steady flow.
    /// </summary>
    public TrendDirection Direction =>
        HistoryWeeks < 2 * Weeks ? TrendDirection.TooEarly
        : Math.Abs(Last - Before) <= Math.Sqrt(Last + Before) ? TrendDirection.Level
        : Last > Before ? TrendDirection.Up : TrendDirection.Down;
}
