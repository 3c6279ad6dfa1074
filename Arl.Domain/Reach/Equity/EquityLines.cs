using System.Globalization;

namespace Arl.Domain.Reach.Equity;

/// <summary>Who was reached less than their share, a line each, as the reach email says it.</summary>
public static class EquityLines
{
    /// <summary>
    /// A state is looked at where so many of the served schools would be expected in it at its share of the directory: with fewer, chance alone decides.
    /// Five is the usual least expected count (Cochran, W. G. (1954), Some methods for strengthening the common chi-squared tests, Biometrics 10, 417–451).
    /// </summary>
    public const int FewestExpectedOfState = 5;

    private const int MostStatesNamed = 5;

    /// <summary>Groups below four fifths: locale, poverty and charter groups a line each, the states in one. Empty where there is none, or where too few schools were served to say.</summary>
    /// <param name="when">The audit's period in a sentence: <c>in the last 12 months</c>.</param>
    public static IReadOnlyList<string> Below(EquityAudit audit, string when)
    {
        var groups = audit.Dimensions.Where(dimension => dimension.Id != EquityDimension.State).SelectMany(dimension => dimension.Alarms, (dimension, group) => Line(group, Subject(dimension, group), when));
        return [.. groups, .. States(audit.Dimensions.Single(dimension => dimension.Id == EquityDimension.State))];
    }

    private static string Line(EquityGroup group, string subject, string when) =>
        $"{subject}: {Percent(group.ServedShare!.Value)} of the schools we served {when}, {Percent(group.SchoolsShare!.Value)} of all schools ({Ratio(group)})";

    private static string Subject(EquityDimension dimension, EquityGroup group) => (dimension.Id, group.Id) switch
    {
        (EquityDimension.Locale, "suburb") => "Suburban schools",
        (EquityDimension.Locale, _) => $"{group.Name} schools",
        (EquityDimension.Charter, "charter") => "Charter schools",
        (EquityDimension.Charter, _) => "Schools that are not charter schools",
        _ => $"Schools in the {InWords.MidSentence(group.Name)}",
    };

    private static IEnumerable<string> States(EquityDimension states)
    {
        if (states.ServedKnown < EquityDimension.FewestServed)
            return [];
        var fewestSchools = ((FewestExpectedOfState * (long)states.SchoolsKnown) + states.ServedKnown - 1) / states.ServedKnown;
        var looked = states.Groups.Where(state => state.Schools >= fewestSchools).ToList();
        var below = looked.Where(state => state.IsBelowFourFifths).OrderBy(state => state.Ratio).ThenByDescending(state => state.Schools).ThenBy(state => state.Id, StringComparer.Ordinal).ToList();
        return below.Count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture,
            $"States: {below.Count:N0} of the {looked.Count:N0} with at least {InWords.Count(fewestSchools, "school")} {(below.Count == 1 ? "is below its" : "are below their")} share, {Named(below)}")];
    }

    private static string Named(List<EquityGroup> below)
    {
        var named = below.Take(MostStatesNamed).Select(state => $"{state.Name} ({Ratio(state)})");
        return InWords.List([.. named, .. below.Count > MostStatesNamed ? [$"{below.Count - MostStatesNamed} more"] : Array.Empty<string>()]);
    }

    private static string Percent(double share) => share is > 0 and < 0.01 ? "under 1%" : share.ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A ratio below 0.8 never reads as 0.80.</summary>
    private static string Ratio(EquityGroup group) => Math.Min(Math.Round((decimal)group.Ratio!.Value, 2, MidpointRounding.AwayFromZero), 0.79m).ToString("0.00", CultureInfo.InvariantCulture);
}
