using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Arl.Functions.Storage;

/// <summary>A text that may be longer than one property holds, in parts: <c>{name}0</c>, <c>{name}1</c> …</summary>
internal static class LongText
{
    /// <summary>A property may hold 32,768 characters.</summary>
    private const int MostInPart = 30_000;

    public static void Write(TableEntity row, string name, string text)
    {
        for (var part = 0; part == 0 || part * MostInPart < text.Length; part++)
            row[Part(name, part)] = text.Substring(part * MostInPart, Math.Min(MostInPart, text.Length - (part * MostInPart)));
    }

    /// <summary>Null where it was never written.</summary>
    public static string? Read(TableEntity row, string name)
    {
        if (row.GetString(Part(name, 0)) is not { } first)
            return null;
        var text = new StringBuilder(first);
        for (var part = 1; row.GetString(Part(name, part)) is { } more; part++)
            text.Append(more);
        return text.ToString();
    }

    /// <summary>The names of the first parts, for a query that reads no more of a row.</summary>
    public static IEnumerable<string> Parts(string name, int most) => Enumerable.Range(0, most).Select(part => Part(name, part));

    private static string Part(string name, int part) => name + part.ToString(CultureInfo.InvariantCulture);
}
