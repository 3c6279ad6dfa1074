namespace Arl.Domain;

/// <summary>Of an even count the mean of the two middle ones.</summary>
internal static class Median
{
    /// <returns>Null where there is nothing.</returns>
    public static double? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
