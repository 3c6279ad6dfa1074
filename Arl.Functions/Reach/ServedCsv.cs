using System.Globalization;
using Arl.Domain.Reach;
using CsvHelper;

namespace Arl.Functions.Reach;

/// <summary>The schools served as CSV (RFC 4180, UTF-8), one row each, empty where it is not known; no person is in it. Text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
internal static class ServedCsv
{
    private static readonly CsvWriterOptions s_options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    private static readonly string[] s_columns = ["school_id", "name", "city", "state", "district_id", "locale", "charter", "level", "title_i", "students", "introduced_on", "organizations"];

    /// <param name="schools">In any order.</param>
    /// <param name="names">By key.</param>
    public static byte[] Write(IEnumerable<ServedSchool> schools, IReadOnlyDictionary<string, string> names)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, s_options, leaveOpen: true))
        {
            foreach (var column in s_columns)
                csv.WriteField(column);
            csv.EndRecord();
            foreach (var school in schools.OrderBy(school => school.Key, StringComparer.Ordinal))
                Row(csv, school, names.GetValueOrDefault(school.Key, ""));
            csv.Flush();
        }
        return file.ToArray();
    }

    private static void Row(CsvWriter csv, ServedSchool school, string name)
    {
        csv.WriteField(school.Key);
        csv.WriteField(name);
        csv.WriteField(school.City);
        csv.WriteField(school.State.Code);
        csv.WriteField(school.District?.ToString() ?? "");
        csv.WriteField(school.Locale?.Code.ToString(CultureInfo.InvariantCulture) ?? "");
        csv.WriteField(YesOrNo(school.Charter));
        csv.WriteField(school.Level?.ToString() ?? "");
        csv.WriteField(YesOrNo(school.TitleI));
        csv.WriteField(school.Students?.ToString(CultureInfo.InvariantCulture) ?? "");
        csv.WriteField(school.IntroducedOn, "yyyy-MM-dd");
        csv.WriteField(string.Join("; ", school.Organizations));
        csv.EndRecord();
    }

    private static string YesOrNo(bool? fact) => fact switch { true => "yes", false => "no", null => "" };
}
