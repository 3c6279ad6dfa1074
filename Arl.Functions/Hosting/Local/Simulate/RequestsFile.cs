using System.Globalization;
using System.Text;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Imports;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>
/// Requests to replay: <c>received,school_id,needs,languages</c>. <c>received</c> is a day or a moment in UTC (<c>2026-09-14</c>, <c>2026-09-14T15:30:00Z</c>), needs by id and languages by tag
/// with <c>;</c> between them; languages may be empty or missing. What the simulator writes with --out reads back as the same requests.
/// </summary>
internal static class RequestsFile
{
    private const int MostNeeds = 5;
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly IReadOnlyList<CsvColumn> s_columns = [new("received"), new("school_id"), new("needs"), new("languages", Required: false)];

    public static Result<IReadOnlyList<AskedFor>> Read(ReadOnlyMemory<byte> file, ISchools schools)
    {
        var table = CsvTable.Read(file, s_columns);
        var asked = table.Rows.Select(row => AskedFor(row, schools)).OfType<AskedFor>().OrderBy(one => one.Received).ThenBy(one => one.School.Id).ToList();
        return table.Problems.Count > 0 ? new Result<IReadOnlyList<AskedFor>>.Invalid(table.Problems.All) : new Result<IReadOnlyList<AskedFor>>.Ok(asked);
    }

    public static string Write(IEnumerable<AskedFor> asked)
    {
        var csv = new StringBuilder("received,school_id,needs,languages\n");
        foreach (var one in asked)
            csv.Append(CultureInfo.InvariantCulture, $"{one.Received.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture)},{one.School.Id},{string.Join(';', one.Needs)},{string.Join(';', one.Languages)}\n");
        return csv.ToString();
    }

    /// <summary>Null where anything in the row is wrong; then a problem is noted.</summary>
    private static AskedFor? AskedFor(CsvRow row, ISchools schools)
    {
        var received = Received(row);
        var school = School(row, schools);
        var needs = Needs(row);
        var languages = Languages(row);
        return received is { } at && school is not null && needs is not null && languages is not null ? new(at, school, needs, languages) : null;
    }

    private static DateTimeOffset? Received(CsvRow row)
    {
        if (DateTimeOffset.TryParseExact(row["received"], ["yyyy-MM-dd", MomentFormat], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return at;
        if (row.HasColumn("received"))
            row.Wrong("received", "Write when it came, as 2026-09-14 or 2026-09-14T15:30:00Z.");
        return null;
    }

    private static School? School(CsvRow row, ISchools schools)
    {
        if (!NcesSchoolId.TryParse(row["school_id"], out var id))
        {
            if (row.HasColumn("school_id"))
                row.Wrong("school_id", "Write the school's NCES id, 12 digits.");
            return null;
        }
        var school = schools.Find(id);
        if (school is null)
            row.Wrong("school_id", "The directory has no school with this id.");
        return school;
    }

    private static List<string>? Needs(CsvRow row)
    {
        var needs = row.List("needs").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (row.HasColumn("needs") && (needs.Count is 0 or > MostNeeds || needs.Exists(id => Need.Find(id) is null)))
            row.Wrong("needs", "Write one to five ids of needs (see /api/needs), the most important first, with ';' between them.");
        else
            return needs.ConvertAll(id => Need.Find(id)?.Id ?? id);
        return null;
    }

    private static List<Language>? Languages(CsvRow row)
    {
        var languages = new List<Language>();
        foreach (var tag in row.List("languages"))
        {
            if (!Language.TryParse(tag, out var language))
            {
                row.Wrong("languages", "Write language tags such as es, with ';' between them, or nothing.");
                return null;
            }
            languages.Add(language);
        }
        return languages;
    }
}
