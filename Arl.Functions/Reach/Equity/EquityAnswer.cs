using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;

namespace Arl.Functions.Reach.Equity;

/// <summary>The audit as the API shows it. Shares are 0–1 to four places, days to one; null is "cannot be said".</summary>
/// <param name="AlarmBelow">A ratio below it is an alarm, not a verdict.</param>
internal sealed record EquityAnswer(
    DateOnly From, DateOnly To, int Served, int Schools, int WaitingNow, int Introduced, double? MedianDays, double AlarmBelow, PovertyQuartiles? PovertyThresholds,
    IReadOnlyList<EquityDimensionAnswer> Dimensions)
{
    public static EquityAnswer Of(EquityAudit audit) => new(
        audit.Period.From, audit.Period.To, audit.Served, audit.Schools, audit.Requests.Waiting, audit.Requests.Introduced, EquityGroupAnswer.Days(audit.Requests.MedianDays),
        EquityGroup.FourFifths, audit.Poverty, [.. audit.Dimensions.Select(dimension => new EquityDimensionAnswer(dimension.Id, dimension.Name, [.. dimension.Groups.Select(EquityGroupAnswer.Of)]))]);
}

internal sealed record EquityDimensionAnswer(string Id, string Name, IReadOnlyList<EquityGroupAnswer> Groups);

internal sealed record EquityGroupAnswer(
    string Id, string Name, int Served, double? ServedShare, int Schools, double? SchoolsShare, double? Ratio, bool BelowFourFifths, int WaitingNow, int Introduced, double? MedianDays)
{
    public static EquityGroupAnswer Of(EquityGroup group) => new(
        group.Id, group.Name, group.Served, Share(group.ServedShare), group.Schools, Share(group.SchoolsShare), Share(group.Ratio), group.IsBelowFourFifths,
        group.Requests.Waiting, group.Requests.Introduced, Days(group.Requests.MedianDays));

    public static double? Days(double? days) => days is { } some ? Math.Round(some, 1) : null;

    private static double? Share(double? share) => share is { } some ? Math.Round(some, 4) : null;
}
