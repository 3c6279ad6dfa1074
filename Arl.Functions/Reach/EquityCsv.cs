using System.Globalization;
using CsvHelper;

namespace Arl.Functions.Reach;

/// <summary>The audit as CSV (RFC 4180, UTF-8): one row for each group, empty where it cannot be said. Text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
internal static class EquityCsv
{
    private static readonly CsvWriterOptions s_options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    private static readonly string[] s_columns =
    [
        "from", "to", "dimension", "group", "name", "served_schools", "served_share", "all_schools", "all_schools_share", "ratio", "below_four_fifths",
        "waiting_now", "introduced_requests", "median_days",
    ];

    public static byte[] Write(EquityAnswer audit)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, s_options, leaveOpen: true))
        {
            foreach (var column in s_columns)
                csv.WriteField(column);
            csv.EndRecord();
            foreach (var dimension in audit.Dimensions)
                foreach (var group in dimension.Groups)
                    Row(csv, audit, dimension, group);
            csv.Flush();
        }
        return file.ToArray();
    }

    private static void Row(CsvWriter csv, EquityAnswer audit, EquityDimensionAnswer dimension, EquityGroupAnswer group)
    {
        csv.WriteField(audit.From, "yyyy-MM-dd");
        csv.WriteField(audit.To, "yyyy-MM-dd");
        csv.WriteField(dimension.Id);
        csv.WriteField(group.Id);
        csv.WriteField(group.Name);
        csv.WriteField<int>(group.Served, "", CultureInfo.InvariantCulture);
        csv.WriteField(group.ServedShare);
        csv.WriteField<int>(group.Schools, "", CultureInfo.InvariantCulture);
        csv.WriteField(group.SchoolsShare);
        csv.WriteField(group.Ratio);
        csv.WriteField(group.BelowFourFifths ? "yes" : "no");
        csv.WriteField<int>(group.WaitingNow, "", CultureInfo.InvariantCulture);
        csv.WriteField<int>(group.Introduced, "", CultureInfo.InvariantCulture);
        csv.WriteField(group.MedianDays);
        csv.EndRecord();
    }
}
