using System.Globalization;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Imports;

namespace Arl.Functions.Reach.Served;

/// <summary>One row of a served import: an introduction, and what the row states of the school. A null was left empty (or was wrong and is reported).</summary>
internal sealed record ServedLine(CsvRow Row, NcesSchoolId Id, DateOnly? IntroducedOn, string? Organization)
{
    public static readonly CsvColumn[] Columns =
    [
        new("school_id"), new("students"), new("introduced_on"), new("organization"),
        new("name", Required: false), new("city", Required: false), new("state", Required: false),
        new("locale", Required: false), new("charter", Required: false), new("district_id", Required: false),
        new("level", Required: false), new("title_i", Required: false), new("poverty_share", Required: false),
    ];

    private const int MostStudents = 200_000;

    public int? Students { get; init; }

    public string? Name { get; init; }

    public string? City { get; init; }

    public UsState? State { get; init; }

    public Locale? Locale { get; init; }

    public bool? Charter { get; init; }

    public LeaId? District { get; init; }

    public SchoolLevel? Level { get; init; }

    public bool? TitleI { get; init; }

    /// <summary>0–1.</summary>
    public double? PovertyShare { get; init; }

    /// <summary>Reads every cell, so that every problem is noted; null where the row names no school.</summary>
    public static ServedLine? Read(CsvRow row, DateOnly today)
    {
        NcesSchoolId? id = NcesSchoolId.TryParse(row["school_id"], out var parsed) ? parsed : null;
        if (id is null && row.HasColumn("school_id"))
            row.Wrong("school_id", "Write the 12 digits of the NCES school id. (Spreadsheets drop a leading zero: format the column as text.)");
        var line = new ServedLine(row, id ?? default, Introduced(row, today), row.Required("organization", 100, "Write the coaching organization that served the school."))
        {
            Students = row.Number("students", 0, MostStudents),
            Name = row.Optional("name", 200),
            City = row.Optional("city", 100),
            State = StateOf(row),
            Locale = LocaleOf(row),
            Charter = row.YesOrNo("charter"),
            District = DistrictOf(row),
            Level = LevelOf(row),
            TitleI = row.YesOrNo("title_i"),
            PovertyShare = row.Share("poverty_share"),
        };
        return id is null ? null : line;
    }

    private static DateOnly? Introduced(CsvRow row, DateOnly today)
    {
        if (row["introduced_on"].Length == 0 && row.HasColumn("introduced_on"))
            row.Wrong("introduced_on", "Write the day of the introduction, for example 2020-09-14.");
        if (row.Day("introduced_on") is not { } day)
            return null;
        if (day > today)
            row.Wrong("introduced_on", string.Create(CultureInfo.InvariantCulture, $"The day lies in the future (today is {today:yyyy-MM-dd})."));
        else if (day < Period.Earliest)
            row.Wrong("introduced_on", "The day lies before 2000-01-01.");
        return day;
    }

    private static UsState? StateOf(CsvRow row)
    {
        if (row["state"].Length == 0)
            return null;
        if (UsState.TryParse(row["state"], out var state))
            return state;
        row.Wrong("state", "Write the two letters of a state, DC or an outlying area, for example NM.");
        return null;
    }

    private static Locale? LocaleOf(CsvRow row)
    {
        if (row["locale"].Length == 0)
            return null;
        if (Domain.Schools.Locale.TryParse(row["locale"], out var locale))
            return locale;
        row.Wrong("locale", "Write an NCES locale code (11–13, 21–23, 31–33, 41–43) or urban, suburban, town or rural.");
        return null;
    }

    private static SchoolLevel? LevelOf(CsvRow row)
    {
        if (row["level"].Length == 0)
            return null;
        if (LevelWords.All.TryGetValue(row["level"], out var level))
            return level;
        row.Wrong("level", $"Write one of {LevelWords.Listed}.");
        return null;
    }

    private static LeaId? DistrictOf(CsvRow row)
    {
        if (row["district_id"].Length == 0)
            return null;
        if (LeaId.TryParse(row["district_id"], out var district))
            return district;
        row.Wrong("district_id", "Write the 7 digits of the NCES district id. (Spreadsheets drop a leading zero: format the column as text.)");
        return null;
    }
}
