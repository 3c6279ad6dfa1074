namespace Arl.Domain.Reach;

/// <summary>Who said a fact, and when.</summary>
public sealed record FactStamp(FactSource Source, DateTimeOffset At)
{
    /// <summary>The higher source, then the newer word.</summary>
    internal int ComparedWith(FactStamp other) => Source == other.Source ? At.CompareTo(other.At) : Source.CompareTo(other.Source);
}

/// <summary>One of the facts of a school that are merged each by itself; the students, who have a source of their own, are not among them.</summary>
/// <param name="IsKnown">City and state always are.</param>
/// <param name="Values">Compares the values alone: any order will do, as long as it is one.</param>
/// <param name="Taken">The first school, with this fact of the second.</param>
internal sealed record ServedFact(string Name, Func<ServedSchool, bool> IsKnown, Comparison<ServedSchool> Values, Func<ServedSchool, ServedSchool, ServedSchool> Taken)
{
    public static IReadOnlyList<ServedFact> All { get; } =
    [
        new("name", school => school.Name is not null, (a, b) => string.CompareOrdinal(a.Name, b.Name), (school, from) => school with { Name = from.Name }),
        new("city", _ => true, (a, b) => string.CompareOrdinal(a.City, b.City), (school, from) => school with { City = from.City }),
        new("state", _ => true, (a, b) => a.State.CompareTo(b.State), (school, from) => school with { State = from.State }),
        new("district", school => school.District is not null, (a, b) => Nullable.Compare(a.District, b.District), (school, from) => school with { District = from.District }),
        new("locale", school => school.Locale is not null, (a, b) => (a.Locale?.Code ?? 0).CompareTo(b.Locale?.Code ?? 0), (school, from) => school with { Locale = from.Locale }),
        new("charter", school => school.Charter is not null, (a, b) => Nullable.Compare(a.Charter, b.Charter), (school, from) => school with { Charter = from.Charter }),
        new("level", school => school.Level is not null, (a, b) => Nullable.Compare(a.Level, b.Level), (school, from) => school with { Level = from.Level }),
        new("title_i", school => school.TitleI is not null, (a, b) => Nullable.Compare(a.TitleI, b.TitleI), (school, from) => school with { TitleI = from.TitleI }),
        new("poverty_share", school => school.PovertyShare is not null, (a, b) => Nullable.Compare(a.PovertyShare, b.PovertyShare), (school, from) => school with { PovertyShare = from.PovertyShare }),
    ];

    /// <summary>A total order of what two mentions say of this fact, so that the greatest of any number is the same one whatever the order they come in: known, of the higher source, newer.</summary>
    public int Compare(ServedSchool one, ServedSchool other)
    {
        if (!IsKnown(one) || !IsKnown(other))
            return IsKnown(one).CompareTo(IsKnown(other));
        var stamps = one.StampOf(this).ComparedWith(other.StampOf(this));
        return stamps != 0 ? stamps : Values(one, other);
    }
}
