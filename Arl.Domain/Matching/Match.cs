using Arl.Domain.Coaches;

namespace Arl.Domain.Matching;

/// <summary>A request and the coach chosen for it, with the score and the reasons in words for each reader.</summary>
/// <param name="Number">1 for a request's first match, 2 after a hand-back, and so on.</param>
/// <param name="Score">0–100, see <see cref="Fit"/>.</param>
public sealed record Match(int Number, string CoachId, string CoachName, string Organization, double Score, DateTimeOffset MadeAt, MatchReasons Reasons)
{
    /// <summary>The ids of the needs asked for that this coach covers; at least one, unless staff chose the coach. Empty too in a match that was made before this was kept.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [];

    /// <summary>Staff chose this coach.</summary>
    public bool ChosenByStaff { get; init; }

    /// <summary>The hard rules that staff overruled with that, a clause each: for staff.</summary>
    public IReadOnlyList<string> Overruled { get; init; } = [];

    /// <summary>The parts that make up the score.</summary>
    public IReadOnlyList<FitPart> Parts { get; init; } = [];

    /// <summary>The next candidates, at most two, and why they lost: for staff.</summary>
    public IReadOnlyList<RunnerUp> Next { get; init; } = [];

    public static Match Of(int number, Ask ask, Choice.Chosen chosen, DateTimeOffset at) =>
        new(number, chosen.Coach.Coach.Id, chosen.Coach.Coach.Name, chosen.Coach.Coach.Organization, chosen.Fit.Score, at, MatchReasons.Of(ask, chosen.Coach))
        {
            Covered = [.. ask.Needs.Where(chosen.Coach.Coach.Needs.Contains)],
            ChosenByStaff = ask.PreferredCoachId is not null,
            Overruled = ask.PreferredCoachId is null ? [] : [.. CoachRules.Broken(ask, chosen.Coach.Coach).Select(rule => rule.InWords(ask))],
            Parts = FitPart.Of(chosen.Fit, chosen.Weights),
            Next = chosen.Next,
        };
}

/// <summary>One named part of a score.</summary>
/// <param name="Points">What it gave, 0 to <paramref name="Most"/>.</param>
public sealed record FitPart(string Name, double Points, double Most)
{
    public static IReadOnlyList<FitPart> Of(Fit fit, FitWeights weights) =>
    [
        new("Needs covered", fit.Needs, weights.Needs),
        new("Kind of place", fit.Locale, weights.Locale),
        new("Work with the district", fit.Continuity, weights.Continuity),
        new("Time zone", fit.TimeZone, weights.TimeZone),
        new("Free places of the coach", fit.CoachRoom, weights.CoachRoom),
        new("Free places of the organization", fit.OrganizationRoom, weights.OrganizationRoom),
    ];
}

/// <summary>A coach who might have had the request, and why not.</summary>
/// <param name="Score">0–100 at that moment.</param>
/// <param name="Why">A clause, e.g. "no free place (all 4 taken)".</param>
public sealed record RunnerUp(string CoachId, string CoachName, string Organization, double Score, string Why)
{
    /// <param name="firstId">Its id comes before the winner's.</param>
    internal static RunnerUp Of(CoachLoad coach, Fit fit, Fit winner, bool firstId, BetterBecause why) =>
        new(coach.Coach.Id, coach.Coach.Name, coach.Coach.Organization, fit.Score, WhyNot(coach, fit, winner, firstId, why));

    private static string WhyNot(CoachLoad coach, Fit fit, Fit winner, bool firstId, BetterBecause why)
    {
        if (coach.PausedUntil is { } until)
            return $"takes no requests until {InWords.Day(until)}";
        if (coach.Free == 0)
            return coach.Coach.Capacity == 0 ? "takes no requests just now" : $"no free place (all {InWords.Number(coach.Coach.Capacity)} taken)";
        var other = why == BetterBecause.ThePlanSays ? "in the plan for all who wait its places do more for others" : "the place was reserved before";
        return (winner.Cents - fit.Cents) switch
        {
            < 0 => $"fits better, but {other}",
            0 when firstId => $"the same score, but {other}",
            0 => "the same score; of equals the first id goes first",
            var less => $"{Points(less)} less: {InWords.List(Behind(fit, winner))}",
        };
    }

    /// <summary>The two parts in which it is furthest behind.</summary>
    private static IReadOnlyList<string> Behind(Fit fit, Fit winner) =>
    [
        .. new (int Less, string Name)[]
        {
            (winner.NeedsCents - fit.NeedsCents, Name: "covers less of what was asked for"),
            (winner.LocaleCents - fit.LocaleCents, "knows this kind of place less"),
            (winner.ContinuityCents - fit.ContinuityCents, "has not worked with the district"),
            (winner.TimeZoneCents - fit.TimeZoneCents, "is further away in time"),
            (winner.CoachRoomCents - fit.CoachRoomCents, "has a smaller share of places free"),
            (winner.OrganizationRoomCents - fit.OrganizationRoomCents, "the organization has a smaller share of places free"),
        }.Where(part => part.Less > 0).OrderByDescending(part => part.Less).Take(2).Select(part => $"{part.Name} ({Points(part.Less)})"),
    ];

    private static string Points(int cents) => FormattableString.Invariant($"{cents / 100.0:0.##}");
}
