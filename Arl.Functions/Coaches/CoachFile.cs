using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Imports;

namespace Arl.Functions.Coaches;

/// <summary>
/// Reads staff's file of coaches: <c>id,name,email,organization,needs,states,levels,languages,locales,time_zone,capacity,active,not_own_domain,booking_url</c>; the last three may be missing.
/// Lists are separated by <c>;</c>, <c>*</c> means all; needs by id, states by postal abbreviation, levels as in <see cref="LevelWords"/>, languages by tag,
/// locales city, suburb, town, rural; time zone by IANA id; active yes or no (empty is yes); not_own_domain yes for a coach who works for a school system and is not to coach who writes from it (empty is no); booking_url an https address where schools choose a time.
/// </summary>
internal static class CoachFile
{
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("id"), new("name"), new("email"), new("organization"), new("needs"), new("states"), new("levels"), new("languages"), new("locales"),
        new("time_zone"), new("capacity"), new("active", Required: false), new("not_own_domain", Required: false), new("booking_url", Required: false),
    ];

    public static Result<IReadOnlyList<Coach>> Read(ReadOnlyMemory<byte> file)
    {
        var table = CsvTable.Read(file, Columns, tamed: true);
        var coaches = table.Rows.Select(Coach).ToList();
        foreach (var twice in table.Rows.Where(row => row["id"].Length > 0).GroupBy(row => row["id"], StringComparer.OrdinalIgnoreCase).SelectMany(same => same.Skip(1)))
            twice.Wrong("id", "This id stands on an earlier line too. Give each coach one line.");
        return table.Problems.Count > 0 ? new Result<IReadOnlyList<Coach>>.Invalid(table.Problems.All) : new Result<IReadOnlyList<Coach>>.Ok([.. coaches.OfType<Coach>()]);
    }

    /// <summary>Null where anything in the row is wrong; then a problem is noted.</summary>
    private static Coach? Coach(CsvRow row)
    {
        var id = Id(row);
        var name = row.Required("name", 100, "Write the coach's name.");
        var organization = row.Required("organization", 100, "Write the coaching organization.");
        if (!EmailAddress.TryParse(row["email"], out var email) && row.HasColumn("email"))
            row.Wrong("email", "Write an email address, for example name@organization.org.");
        var needs = List<Need>(row, "needs", "a need id (see /api/needs)", Need.Find, all: Need.All);
        var states = List<UsState>(row, "states", "a two-letter state", text => UsState.TryParse(text, out var state) ? state : null);
        var levels = List<SchoolLevel>(row, "levels", "one of " + LevelWords.Listed, text => LevelWords.All.TryGetValue(text, out var level) ? level : null);
        var languages = List<Language>(row, "languages", "a language tag such as en or es", text => Language.TryParse(text, out var language) ? language : null);
        var locales = List<LocaleType>(row, "locales", "city, suburb, town or rural", text => Locale.TryParse(text, out var locale) ? locale.Type : null);
        var zone = TimeZone(row);
        if (row["capacity"].Length == 0 && row.HasColumn("capacity"))
            row.Wrong("capacity", "Write how many schools or districts the coach can work with at one time.");
        var capacity = row.Number("capacity", 0, 100);
        var active = row.YesOrNo("active");
        var notOwnDomain = row.YesOrNo("not_own_domain");
        var bookingUrl = BookingUrl(row);
        if (id is null || name is null || organization is null || email is null || zone is null || capacity is null)
            return null;
        return new()
        {
            Id = id,
            Name = name,
            Email = email,
            Organization = organization,
            TimeZone = zone,
            Capacity = capacity.Value,
            Active = active ?? true,
            NotForOwnDomain = notOwnDomain ?? false,
            BookingUrl = bookingUrl,
            Needs = needs.Select(need => need.Id).ToHashSet(),
            States = states,
            Levels = levels,
            Languages = languages,
            Locales = locales,
        };
    }

    private static string? Id(CsvRow row)
    {
        var id = row["id"];
        if (!row.HasColumn("id") || CoachId.IsOne(id))
            return id;
        row.Wrong("id", "Write an id of 1 to 40 small letters, digits and dashes; it stays with the coach.");
        return null;
    }

    /// <summary>Null where the cell is empty, or no address that may stand in an email.</summary>
    private static Uri? BookingUrl(CsvRow row)
    {
        var text = row["booking_url"];
        if (text.Length == 0)
            return null;
        if (text.Length <= 300 && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && url.Host.Contains('.', StringComparison.Ordinal) && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return url;
        row.Wrong("booking_url", "Write an address that starts with https://, at most 300 characters, or leave it empty.");
        return null;
    }

    private static string? TimeZone(CsvRow row)
    {
        var zone = row["time_zone"];
        if (!row.HasColumn("time_zone") || (zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
            return zone;
        row.Wrong("time_zone", "Write a time zone of the IANA database, for example America/Denver.");
        return null;
    }

    /// <summary><c>*</c> gives <paramref name="all"/>, or the empty set, which means all; an empty cell is a problem.</summary>
    private static HashSet<T> List<T>(CsvRow row, string column, string expected, Func<string, object?> read, IReadOnlyList<T>? all = null) where T : notnull
    {
        var items = row.List(column);
        if (items is ["*"])
            return [.. all ?? []];
        if (items.Contains("*"))
        {
            row.Wrong(column, "“*” means all and stands alone. Write it without anything beside it, or list each.");
            return [];
        }
        if (items.Count == 0 && row.HasColumn(column))
            row.Wrong(column, $"Write {expected}, several separated by ';', or * for all.");
        var set = new HashSet<T>();
        foreach (var item in items)
        {
            if (read(item) is T value)
                set.Add(value);
            else
                row.Wrong(column, $"“{(item.Length <= 40 ? item : item[..40] + "…")}” is not {expected}.");
        }
        return set;
    }
}
