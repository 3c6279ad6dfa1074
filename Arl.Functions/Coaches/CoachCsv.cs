using System.Globalization;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Functions.Imports;

namespace Arl.Functions.Coaches;

/// <summary>Coaches as the coach file writes them: what is written here, <see cref="CoachFile"/> reads as the same coaches.</summary>
internal static class CoachCsv
{
    /// <summary>The coach's cell in each column.</summary>
    public static IReadOnlyDictionary<string, string> Cells(Coach coach) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["id"] = coach.Id,
        ["name"] = coach.Name,
        ["email"] = coach.Email.Value,
        ["organization"] = coach.Organization,
        ["needs"] = coach.Needs.Count == Need.All.Count ? "*" : string.Join(';', coach.Needs.OrderBy(Need.IndexOf)),
        ["states"] = List(coach.States.Order().Select(state => state.Code)),
        ["levels"] = List(coach.Levels.Order().Select(level => LevelWords.All.First(word => word.Value == level).Key)),
        ["languages"] = List(coach.Languages.Order().Select(language => language.Tag)),
        ["locales"] = List(coach.Locales.Order().Select(InWords.Id)),
        ["time_zone"] = coach.TimeZone,
        ["capacity"] = coach.Capacity.ToString(CultureInfo.InvariantCulture),
        ["active"] = YesNo(coach.Active),
        ["not_own_domain"] = YesNo(coach.NotForOwnDomain),
        ["booking_url"] = coach.BookingUrl?.AbsoluteUri ?? "",
    };

    public static byte[] Write(IEnumerable<Coach> coaches) => Write(coaches.Select(Cells));

    public static byte[] Write(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        CsvFile.Write(CoachFile.Columns.Select(column => column.Name), rows.Select(row => CoachFile.Columns.Select(column => row.GetValueOrDefault(column.Name, ""))));

    /// <summary>What differs, a column each, as <c>capacity: 3 → 5</c>.</summary>
    public static IReadOnlyList<string> Differences(Coach before, Coach after)
    {
        var (old, now) = (Cells(before), Cells(after));
        return [.. CoachFile.Columns.Where(column => old[column.Name] != now[column.Name]).Select(column => $"{column.Name}: {Said(old[column.Name])} → {Said(now[column.Name])}")];
    }

    private static string Said(string cell) => cell.Length == 0 ? "nothing" : cell;

    private static string List(IEnumerable<string> items) => string.Join(';', items) is { Length: > 0 } list ? list : "*";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
