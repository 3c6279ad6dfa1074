using Arl.Functions.Imports;

namespace Arl.Functions.Reach.Equity;

/// <summary>The audit as CSV: one row for each group, empty where it cannot be said.</summary>
internal static class EquityCsv
{
    private static readonly string[] s_columns =
    [
        "from", "to", "dimension", "group", "name", "served_schools", "served_share", "all_schools", "all_schools_share", "ratio", "below_four_fifths",
        "waiting_now", "introduced_requests", "median_days",
    ];

    public static byte[] Write(EquityAnswer audit) => CsvFile.Write(s_columns, audit.Dimensions.SelectMany(dimension => dimension.Groups.Select(group => Row(audit, dimension, group))));

    private static IEnumerable<object?> Row(EquityAnswer audit, EquityDimensionAnswer dimension, EquityGroupAnswer group) =>
    [
        audit.From, audit.To, dimension.Id, group.Id, group.Name, group.Served, group.ServedShare, group.Schools, group.SchoolsShare, group.Ratio, group.BelowFourFifths ? "yes" : "no",
        group.WaitingNow, group.Introduced, group.MedianDays,
    ];
}
