using Arl.Domain.Coaches;

namespace Arl.Domain.Matching.Simulation;

/// <summary>What one policy made of the requests.</summary>
/// <param name="Capacity">Places of all active coaches together.</param>
/// <param name="Outcomes">One for each request, in their order.</param>
/// <param name="OutOfReach">Requests that no active coach of the network may have, however much room there is: no policy can serve them.</param>
public sealed record SimulationResult(SimulationPolicy Policy, SimulatedPeriod Period, int Capacity, IReadOnlyList<SimulatedOutcome> Outcomes, int OutOfReach)
{
    public double PlaceWeeksAvailable => (double)Capacity * Period.Weeks;

    /// <summary>Within the period, places that were handed back later included.</summary>
    public double PlaceWeeksUsed => Outcomes.SelectMany(outcome => outcome.Places).Sum(WeeksOf);

    public double ShareUsed => PlaceWeeksAvailable == 0 ? 0 : PlaceWeeksUsed / PlaceWeeksAvailable;

    /// <summary>Matches that coaches handed back before the end.</summary>
    public int HandBacks => Outcomes.Sum(outcome => outcome.Places.Count(place => place.HandedBack && place.Until < Period.End));

    /// <summary>Of the places of these coaches, 0–1.</summary>
    public double ShareUsedBy(IReadOnlyCollection<Coach> coaches)
    {
        var ids = coaches.Select(coach => coach.Id).ToHashSet(StringComparer.Ordinal);
        var available = coaches.Where(coach => coach.Active).Sum(coach => coach.Capacity) * Period.Weeks;
        return available == 0 ? 0 : Outcomes.SelectMany(outcome => outcome.Places).Where(place => ids.Contains(place.CoachId)).Sum(WeeksOf) / available;
    }

    private double WeeksOf(SimulatedPlace place) => ((place.Until < Period.End ? place.Until : Period.End) - place.From).TotalDays / 7;

    public int WaitingAt(DateTimeOffset moment) => Outcomes.Count(outcome => outcome.IsWaitingAt(moment));

    public int PlacesTakenAt(DateTimeOffset moment) => Outcomes.Sum(outcome => outcome.Places.Count(place => place.From <= moment && place.Until > moment));
}

/// <summary>Figures of all requests or of a group of them.</summary>
/// <param name="Served">A coach has it, or had it to the end.</param>
/// <param name="MedianDays">Days without a coach, of served and waiting ones alike; a request that still waits counts with the days up to the end. Null where there is no request.</param>
/// <param name="P95Days">Nineteen of twenty waited so long or less (nearest rank).</param>
/// <param name="NeedServed">Sum of the need index of those served.</param>
/// <param name="MeanFit">Of all matches, 0–100; null where there is none.</param>
public sealed record SimulationFigures(int Requests, int Served, double? MedianDays, double? P95Days, double? LongestDays, double NeedServed, double? MeanFit)
{
    public int Waiting => Requests - Served;

    public double? ShareServed => Requests == 0 ? null : (double)Served / Requests;

    public static SimulationFigures Of(SimulationResult result, SimulationGroup? group = null)
    {
        var outcomes = result.Outcomes.Where(outcome => group is null || group.Members.Contains(outcome.Request.Ask.Reference)).ToList();
        double[] days = [.. outcomes.Select(outcome => outcome.DaysWaited(result.Period.End)).Order()];
        double[] fits = [.. outcomes.SelectMany(outcome => outcome.Places).Select(place => place.Fit)];
        return new(
            outcomes.Count,
            outcomes.Count(outcome => outcome.IsServed),
            Median.Of(days),
            days.Length == 0 ? null : days[((95 * days.Length) + 99) / 100 - 1],
            days.Length == 0 ? null : days[^1],
            outcomes.Where(outcome => outcome.IsServed).Sum(outcome => outcome.Request.Ask.NeedIndex),
            fits.Length == 0 ? null : fits.Average());
    }
}
