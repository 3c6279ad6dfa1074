using System.Globalization;

namespace Arl.Domain.Schools;

/// <summary>A school's NCESSCH: 12 digits, the first seven of which are its agency's LEAID. Source: NCES Common Core of Data, school file layout.</summary>
public readonly record struct NcesSchoolId : IComparable<NcesSchoolId>
{
    private readonly long _number;

    private NcesSchoolId(long number) => _number = number;

    public long Number => _number;

    public LeaId District => LeaId.FromNumber(_number / 100_000);

    public static NcesSchoolId FromNumber(long number) =>
        number is >= 0 and < 1_000_000_000_000 ? new(number) : throw new ArgumentOutOfRangeException(nameof(number), "An NCES school id has 12 digits.");

    public static bool TryParse(string? text, out NcesSchoolId id)
    {
        var ok = Digits.TryParse(text, 12, out var number);
        id = new(number);
        return ok;
    }

    /// <exception cref="FormatException">Not 12 digits.</exception>
    public static NcesSchoolId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("An NCES school id has 12 digits.");

    public int CompareTo(NcesSchoolId other) => _number.CompareTo(other._number);

    public override string ToString() => _number.ToString("D12", CultureInfo.InvariantCulture);

    public static bool operator <(NcesSchoolId left, NcesSchoolId right) => left.CompareTo(right) < 0;
    public static bool operator <=(NcesSchoolId left, NcesSchoolId right) => left.CompareTo(right) <= 0;
    public static bool operator >(NcesSchoolId left, NcesSchoolId right) => left.CompareTo(right) > 0;
    public static bool operator >=(NcesSchoolId left, NcesSchoolId right) => left.CompareTo(right) >= 0;
}

/// <summary>A district's (local education agency's) LEAID: 7 digits. Source: NCES Common Core of Data.</summary>
public readonly record struct LeaId : IComparable<LeaId>
{
    private readonly int _number;

    private LeaId(int number) => _number = number;

    public int Number => _number;

    public static LeaId FromNumber(long number) =>
        number is >= 0 and < 10_000_000 ? new((int)number) : throw new ArgumentOutOfRangeException(nameof(number), "An NCES district id has 7 digits.");

    public static bool TryParse(string? text, out LeaId id)
    {
        var ok = Digits.TryParse(text, 7, out var number);
        id = new((int)number);
        return ok;
    }

    /// <exception cref="FormatException">Not 7 digits.</exception>
    public static LeaId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("An NCES district id has 7 digits.");

    public int CompareTo(LeaId other) => _number.CompareTo(other._number);

    public override string ToString() => _number.ToString("D7", CultureInfo.InvariantCulture);

    public static bool operator <(LeaId left, LeaId right) => left.CompareTo(right) < 0;
    public static bool operator <=(LeaId left, LeaId right) => left.CompareTo(right) <= 0;
    public static bool operator >(LeaId left, LeaId right) => left.CompareTo(right) > 0;
    public static bool operator >=(LeaId left, LeaId right) => left.CompareTo(right) >= 0;
}

internal static class Digits
{
    public static bool TryParse(string? text, int length, out long number)
    {
        number = 0;
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length == length && !trimmed.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
