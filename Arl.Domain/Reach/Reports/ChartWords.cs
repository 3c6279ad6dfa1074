using System.Globalization;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach.Reports;

/// <summary>What each picture of a reach email shows, in words: for who cannot see it, and for the plain text.</summary>
public static class ChartWords
{
    private const int MostMonths = 12;
    private const int MostStates = 5;
    private const int MostMissing = 15;

    /// <summary>Each month of a short time; of a longer one the first, the last, and the ends of the years in which schools were added.</summary>
    public static string Growth(IReadOnlyList<(DateOnly Month, int Schools)> growth)
    {
        if (growth.Count == 0)
            return "No school has been served yet.";
        var told = growth.Count <= MostMonths ? growth : [.. growth.Where((month, n) => n == 0 || n == growth.Count - 1 || (month.Month.Month == 12 && month.Schools != growth[Math.Max(0, n - 12)].Schools))];
        return $"Schools served by the end of {string.Join(", ", told.Select(month => string.Create(CultureInfo.InvariantCulture, $"{month.Month:MMMM yyyy}: {month.Schools:N0}")))}.";
    }

    /// <param name="national">Null where no directory says.</param>
    public static string Locales(LocaleShares served, LocaleShares? national)
    {
        string Area(string name, LocaleShare ours, LocaleShare? all) =>
            string.Create(CultureInfo.InvariantCulture, $"{name}: {ours.Share}% of the schools served{(all is null ? "" : $", {all.Share}% of all schools")}.");
        return served.Known == 0
            ? "Where the schools served lie is not known yet."
            : $"{Area("Urban", served.Urban, national?.Urban)} {Area("Suburban", served.Suburban, national?.Suburban)} {Area("Rural", served.Rural, national?.Rural)}";
    }

    /// <param name="states">By their two letters; any order.</param>
    public static string States(IReadOnlyList<ReachGroup> states)
    {
        var served = states.Where(state => state.Schools > 0).OrderByDescending(state => state.Schools).ThenBy(state => state.Name, StringComparer.Ordinal).ToList();
        if (served.Count == 0)
            return "No state has been served yet.";
        var most = InWords.List([.. served.Take(MostStates).Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Name} ({state.Schools:N0})"))]);
        return $"Schools served in {InWords.Count(served.Count, "state")}: {(served.Count > MostStates ? $"most in {most}" : most)}.{Missing(served)}";
    }

    /// <summary>Outlying areas are not missed.</summary>
    private static string Missing(List<ReachGroup> served)
    {
        var missing = UsState.All.Except(UsState.OutlyingAreas).Where(state => !served.Exists(one => one.Key == state.Code)).Select(state => state.Name).ToList();
        return missing.Count is 0 or > MostMissing ? "" : $" None yet in {InWords.List(missing, "or")}.";
    }
}
