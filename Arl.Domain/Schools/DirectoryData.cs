namespace Arl.Domain.Schools;

/// <summary>
/// The columns of a directory: one array per fact, row i in each. Rows are sorted by students, most first, the unknown last, then by id. This is also what the format stores.
/// </summary>
internal sealed class DirectoryData
{
    /// <summary>Stands for an unknown count.</summary>
    public const int Unknown = -1;

    public required DirectoryOrigin Origin { get; init; }

    public required Utf8Table States { get; init; }

    public required Utf8Table Cities { get; init; }

    public required SchoolRows Schools { get; init; }

    public required DistrictRows Districts { get; init; }
}

internal sealed class SchoolRows
{
    public required long[] Ids { get; init; }

    public required Utf8Table Names { get; init; }

    /// <summary>Row of <see cref="DirectoryData.Cities"/>.</summary>
    public required int[] City { get; init; }

    /// <summary>Row of <see cref="DirectoryData.Districts"/>.</summary>
    public required int[] District { get; init; }

    /// <summary>Row of <see cref="DirectoryData.States"/>.</summary>
    public required byte[] State { get; init; }

    /// <summary>NCES locale code; 0 unknown.</summary>
    public required byte[] Locale { get; init; }

    public required byte[] Facts { get; init; }

    public required int[] Students { get; init; }

    public required int[] Lunch { get; init; }

    public required SearchIndex Search { get; init; }
}

internal sealed class DistrictRows
{
    public required int[] Ids { get; init; }

    public required Utf8Table Names { get; init; }

    public required byte[] State { get; init; }

    public required int[] Schools { get; init; }

    public required int[] Students { get; init; }

    public required SearchIndex Search { get; init; }
}

/// <summary>Charter (bits 0–1), Title I (bits 2–3) and level (bits 4–7) in one byte; 0 in a field is unknown.</summary>
internal static class Facts
{
    public static byte Of(School school) => (byte)(Bits(school.Charter) | (Bits(school.TitleI) << 2) | (school.Level is { } level ? ((int)level + 1) << 4 : 0));

    public static bool? Charter(byte facts) => Answer(facts & 3);

    public static bool? TitleI(byte facts) => Answer((facts >> 2) & 3);

    public static SchoolLevel? Level(byte facts) => facts >> 4 is > 0 and var level ? (SchoolLevel)(level - 1) : null;

    private static int Bits(bool? answer) => answer switch { null => 0, false => 1, true => 2 };

    private static bool? Answer(int bits) => bits switch { 1 => false, 2 => true, _ => null };
}
