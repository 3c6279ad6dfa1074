namespace Arl.Domain.Schools;

/// <summary>School level as NCES derives it from the grades offered (CCD, SCHOOL_LEVEL).</summary>
public enum SchoolLevel { Prekindergarten, Elementary, Middle, Secondary, High, Ungraded, AdultEducation, Other }

/// <summary>One operating public school of the directory. A null is "unknown" (NCES: missing, not applicable, suppressed), never zero or no.</summary>
public sealed record School
{
    public required NcesSchoolId Id { get; init; }

    public required string Name { get; init; }

    public required string City { get; init; }

    /// <summary>The state the school lies in (LSTATE).</summary>
    public required UsState State { get; init; }

    public required string DistrictName { get; init; }

    public LeaId District => Id.District;

    public Locale? Locale { get; init; }

    public bool? Charter { get; init; }

    public bool? TitleI { get; init; }

    public SchoolLevel? Level { get; init; }

    /// <summary>Enrollment in all grades (MEMBER), 0 or more.</summary>
    public int? Students { get; init; }

    /// <summary>Students eligible for free or reduced-price lunch (TOTFRL), 0 or more.</summary>
    public int? FreeOrReducedLunch { get; init; }

    /// <summary>Share of students eligible for free or reduced-price lunch, 0–1; unknown where either figure is. Some schools report more eligible than enrolled: 1.</summary>
    public double? PovertyShare => PovertyOf(Students, FreeOrReducedLunch);

    internal static double? PovertyOf(int? students, int? eligible) => students > 0 && eligible is { } some ? Math.Min(1, (double)some / students.Value) : null;
}
