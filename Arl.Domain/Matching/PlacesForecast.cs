namespace Arl.Domain.Matching;

/// <summary>The new requests of the next <see cref="PlacesForecast.WeeksAhead"/> weeks.</summary>
/// <param name="Expected">The mean of the past weeks times the weeks ahead, 0 or more.</param>
/// <param name="Low">With <paramref name="High"/> an interval that holds the true number in about 8 of 10 forecasts.</param>
public sealed record NewRequests(double Expected, int Low, int High)
{
    /// <summary>As a whole number; halves go up.</summary>
    public int About => (int)Math.Round(Expected, MidpointRounding.AwayFromZero);
}

/// <summary>
/// The places needed in the next 8 weeks: one for each request that waits now, and one for each new request to be expected. Plain on purpose:
/// the mean of the last weeks goes on. A season, a campaign or a growing network is not in it.
/// </summary>
/// <remarks>
/// The interval is the predictive one of Poisson counts with a Gamma (Jeffreys) prior on their rate, a negative binomial distribution
/// (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 2.6), widened where the weeks vary more than Poisson counts do, by Pearson's estimate of the over-dispersion
/// (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, chapter 6) with Student's t for its uncertainty. docs/unmet-need.md works an example.
/// </remarks>
public sealed record PlacesForecast
{
    /// <summary>8 weeks.</summary>
    public const int WeeksAhead = 8;

    /// <summary>26 weeks: what lies further back says little of the weeks to come.</summary>
    public const int MostWeeks = 26;

    /// <summary>With fewer whole weeks of history than 4 it is too early to say.</summary>
    public const int FewestWeeks = 4;

    /// <summary>The central 80%: one chance in ten lies below, one above.</summary>
    private const double Tail = 0.1;

    private PlacesForecast(int waiting, int weeks, NewRequests? arrivals) => (Waiting, Weeks, New) = (waiting, weeks, arrivals);

    /// <summary>Requests that wait now.</summary>
    public int Waiting { get; }

    /// <summary>Whole weeks of history that it rests on, 0–26.</summary>
    public int Weeks { get; }

    /// <summary>Null where it is too early to say.</summary>
    public NewRequests? New { get; }

    /// <summary>The places needed, as a whole number; halves go up. Null where it is too early to say.</summary>
    public int? Places => Waiting + New?.About;

    /// <summary>With <see cref="High"/> the 80% interval of <see cref="Places"/>.</summary>
    public int? Low => Waiting + New?.Low;

    public int? High => Waiting + New?.High;

    /// <param name="weekly">Requests received in each of the last whole weeks, 0 or more each; weeks with none count. At most the last 26 are used.</param>
    /// <param name="waiting">Requests that wait now, 0 or more.</param>
    public static PlacesForecast Of(IReadOnlyList<int> weekly, int waiting)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(waiting);
        int[] weeks = [.. weekly.TakeLast(MostWeeks)];
        foreach (var week in weeks)
            ArgumentOutOfRangeException.ThrowIfNegative(week, nameof(weekly));
        return new(waiting, weeks.Length, weeks.Length < FewestWeeks ? null : Arrivals(weeks));
    }

    private static NewRequests Arrivals(int[] weeks)
    {
        var ahead = (double)WeeksAhead / weeks.Length;
        var total = weeks.Sum();
        // The half is the prior's: it keeps the interval open where nobody has asked yet.
        var distribution = new NegativeBinomial(Mean: (total + 0.5) * ahead, Dispersion: OverDispersion(weeks) * (1 + ahead));
        return new(total * ahead, distribution.Quantile(Tail), distribution.Quantile(1 - Tail));
    }

    /// <summary>The variance of the weeks over their mean, widened for being estimated, at least 1 (Poisson): a steadier past is taken for luck.</summary>
    private static double OverDispersion(int[] weeks)
    {
        var mean = weeks.Average();
        return mean == 0 ? 1 : Math.Max(1, weeks.Sum(week => (week - mean) * (week - mean)) / mean / (weeks.Length - 1) * Widening(weeks.Length - 1));
    }

    /// <summary>
    /// The square of Student's t over the normal z at 90%: 1.61 with 4 weeks, 1.22 with 8, 1.05 with 26. Few weeks often look steadier than they are.
    /// Expansion: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    /// </summary>
    private static double Widening(double freedom)
    {
        const double z2 = 1.2815515655 * 1.2815515655;
        var ratio = 1 + ((z2 + 1) / (4 * freedom)) + (((5 * z2 * z2) + (16 * z2) + 3) / (96 * freedom * freedom));
        return ratio * ratio;
    }
}
