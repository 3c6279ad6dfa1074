using System.Globalization;

namespace Arl.Functions.Storage;

/// <summary>What a key of a table may be, and how it sorts.</summary>
internal static class TableKey
{
    private const int MostCharacters = 512;

    /// <summary>Up to 1 KiB, without <c>/ \ # ?</c> and control characters. The service answers any other with 400, which is a fault; so what comes from outside is asked first.</summary>
    public static bool IsOne(string text) => text.Length is > 0 and <= MostCharacters && !text.Any(one => one is '/' or '\\' or '#' or '?' || char.IsControl(one));

    /// <summary>19 digits by which a later moment sorts before an earlier one.</summary>
    public static string NewestFirst(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
