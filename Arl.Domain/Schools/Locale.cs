using System.Globalization;

namespace Arl.Domain.Schools;

/// <summary>The four types of the NCES locale framework.</summary>
public enum LocaleType { City = 1, Suburb = 2, Town = 3, Rural = 4 }

/// <summary>The three-way split that the network publishes.</summary>
public enum Area { Urban, Suburban, Rural }

/// <summary>
/// Where a school lies by the NCES locale framework: codes 11–13 City, 21–23 Suburb (large, midsize, small), 31–33 Town, 41–43 Rural (fringe, distant, remote).
/// Codes 10, 20, 30 and 40 stand for a type whose subtype is not known ("rural", said by hand); NCES has no such codes.
/// Source: Geverdt, D. (2019), Education Demographic and Geographic Estimates Program: Locale Boundaries File Documentation (NCES 2018-115).
/// </summary>
public readonly record struct Locale
{
    private readonly byte _code;

    private Locale(byte code) => _code = code;

    public int Code => _code;

    public LocaleType Type => (LocaleType)(_code / 10);

    /// <summary>False where only the type is known.</summary>
    public bool IsExact => _code % 10 != 0;

    /// <summary>
    /// The one place of the three-way mapping: City is urban, Suburb is suburban, Town and Rural are rural
    /// (NCES's own three-way reports join town and rural in the same way: both lie outside urbanized areas).
    /// </summary>
    public Area Area => Type switch
    {
        LocaleType.City => Area.Urban,
        LocaleType.Suburb => Area.Suburban,
        _ => Area.Rural,
    };

    public static bool TryFromCode(int code, out Locale locale)
    {
        var known = code / 10 is >= 1 and <= 4 && code % 10 is >= 0 and <= 3;
        locale = known ? new((byte)code) : default;
        return known;
    }

    /// <exception cref="ArgumentOutOfRangeException">Not one of 10–13, 20–23, 30–33, 40–43.</exception>
    public static Locale FromCode(int code) =>
        TryFromCode(code, out var locale) ? locale : throw new ArgumentOutOfRangeException(nameof(code), "NCES locale codes are 11–13, 21–23, 31–33 and 41–43.");

    /// <summary>
    /// Reads a code as NCES writes it (<c>32</c>, <c>32-Town: Distant</c>) or a word said by hand (<c>urban</c>, <c>city</c>, <c>suburban</c>, <c>suburb</c>, <c>town</c>, <c>rural</c>).
    /// </summary>
    public static bool TryParse(string? text, out Locale locale)
    {
        locale = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length >= 2 && (trimmed.Length == 2 || trimmed[2] == '-') && int.TryParse(trimmed[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return code % 10 != 0 && TryFromCode(code, out locale);

        byte type = trimmed.ToString().ToUpperInvariant() switch
        {
            "URBAN" or "CITY" => 10,
            "SUBURBAN" or "SUBURB" => 20,
            "TOWN" => 30,
            "RURAL" => 40,
            _ => 0,
        };
        locale = new(type);
        return type != 0;
    }

    /// <summary>NCES's own words, e.g. <c>Town: Distant</c>; the type alone where that is all we know.</summary>
    public string Name => IsExact ? $"{Type}: {Subtype}" : Type.ToString();

    private string Subtype => (Type is LocaleType.City or LocaleType.Suburb, _code % 10) switch
    {
        (true, 1) => "Large",
        (true, 2) => "Midsize",
        (true, _) => "Small",
        (false, 1) => "Fringe",
        (false, 2) => "Distant",
        _ => "Remote",
    };

    public override string ToString() => Name;
}
