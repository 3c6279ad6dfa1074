using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>Who says what we know of a school; the higher one is believed.</summary>
public enum FactSource
{
    /// <summary>A school leader typed it, because the directory lacks the school.</summary>
    Typed = 0,

    /// <summary>The school directory (NCES).</summary>
    Directory = 1,

    /// <summary>Staff wrote it in a served import: what was counted then stands.</summary>
    Staff = 2,
}

/// <summary>
/// A school that the network has served: one from its first introduction on. A null is "unknown", never zero or no.
/// Every mention of a school is such a record, and <see cref="Merge"/> makes one of two.
/// </summary>
public sealed record ServedSchool
{
    /// <summary>12-digit NCES school id, or <c>typed-…</c> for a school that a leader typed by hand: the key by which a school counts once.</summary>
    public required string Key { get; init; }

    public string? Name { get; init; }

    public required string City { get; init; }

    public required UsState State { get; init; }

    /// <summary>Unknown for a school typed by hand.</summary>
    public LeaId? District { get; init; }

    public Locale? Locale { get; init; }

    public bool? Charter { get; init; }

    public SchoolLevel? Level { get; init; }

    public bool? TitleI { get; init; }

    /// <summary>Share of the students who are eligible for free or reduced-price lunch, 0–1.</summary>
    public double? PovertyShare { get; init; }

    /// <summary>Who said name, city, state, district, locale, charter, level, Title I and poverty; of two mentions merged, the higher of both, for what <see cref="ToldApart"/> does not name.</summary>
    public required FactSource Source { get; init; }

    /// <summary>Of mentions merged: the facts by name (<see cref="ServedFact"/>) that somebody else said, or at another time, than <see cref="Source"/> and <see cref="StatedAt"/> tell; null where there are none.</summary>
    public IReadOnlyDictionary<string, FactStamp>? ToldApart { get; init; }

    /// <summary>0 or more.</summary>
    public int? Students { get; init; }

    /// <summary>Who counted the students: an import's own count stands above the directory's.</summary>
    public FactSource StudentsSource { get; init; }

    /// <summary>When these facts were stated; between equal sources the newer is believed.</summary>
    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>Of <see cref="Students"/>; the same as <see cref="StatedAt"/> until two mentions are merged.</summary>
    public required DateTimeOffset StudentsStatedAt { get; init; }

    /// <summary>The first introduction.</summary>
    public required DateOnly IntroducedOn { get; init; }

    /// <summary>The coaching organizations that served it, as written, each once, in ordinal order; at least one.</summary>
    public required IReadOnlyList<string> Organizations
    {
        get;
        init => field = [.. value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>A school of the directory, introduced to a coach of this organization.</summary>
    /// <param name="at">When this was said: the moment of the introduction.</param>
    public static ServedSchool Of(School school, DateOnly introducedOn, string organization, DateTimeOffset at) => new()
    {
        Key = school.Id.ToString(),
        Name = school.Name,
        City = school.City,
        State = school.State,
        District = school.District,
        Locale = school.Locale,
        Charter = school.Charter,
        Level = school.Level,
        TitleI = school.TitleI,
        PovertyShare = school.PovertyShare,
        Source = FactSource.Directory,
        Students = school.Students,
        StudentsSource = FactSource.Directory,
        StatedAt = at,
        StudentsStatedAt = at,
        IntroducedOn = introducedOn,
        Organizations = [organization],
    };

    /// <summary>
    /// Two mentions of one school as one. Neither their order nor how often they come changes the result (tested), so that handlers may run twice, late and beside each other:
    /// the earliest introduction and all organizations; each fact as the higher source says it, between equals the newer word. What is unknown hides nothing that is known. Students likewise.
    /// </summary>
    /// <exception cref="ArgumentException">The keys differ.</exception>
    public static ServedSchool Merge(ServedSchool one, ServedSchool other)
    {
        if (one.Key != other.Key)
            throw new ArgumentException("Two schools were merged as if they were one.", nameof(other));
        var students = CompareStudents(one, other) >= 0 ? one : other;
        return Facts(one, other) with
        {
            Students = students.Students,
            StudentsSource = students.StudentsSource,
            StudentsStatedAt = students.StudentsStatedAt,
            IntroducedOn = one.IntroducedOn < other.IntroducedOn ? one.IntroducedOn : other.IntroducedOn,
            Organizations = [.. one.Organizations, .. other.Organizations],
        };
    }

    /// <summary>Who said this fact, and when, where it is known.</summary>
    internal FactStamp StampOf(ServedFact fact) => ToldApart is { } apart && apart.TryGetValue(fact.Name, out var stamp) ? stamp : Stamp;

    /// <summary>Each school once, whatever the order and number of its mentions.</summary>
    internal static IEnumerable<ServedSchool> Distinct(IEnumerable<ServedSchool> mentions)
    {
        var byKey = new Dictionary<string, ServedSchool>(StringComparer.Ordinal);
        foreach (var school in mentions)
            byKey[school.Key] = byKey.TryGetValue(school.Key, out var known) ? Merge(known, school) : school;
        return byKey.Values;
    }

    public bool Equals(ServedSchool? other) =>
        other is not null && Key == other.Key && Stamp == other.Stamp && ServedFact.All.All(fact => fact.Compare(this, other) == 0) && CompareStudents(this, other) == 0
        && IntroducedOn == other.IntroducedOn && Organizations.SequenceEqual(other.Organizations);

    /// <summary>The same facts, whenever they were stated.</summary>
    public bool SaysTheSameAs(ServedSchool other) => (this with { ToldApart = null }).Equals(other with { ToldApart = null, StatedAt = StatedAt, StudentsStatedAt = StudentsStatedAt });

    public override int GetHashCode() => HashCode.Combine(Key, IntroducedOn, StatedAt, Students);

    private FactStamp Stamp => new(Source, StatedAt);

    private static ServedSchool Facts(ServedSchool one, ServedSchool other)
    {
        var stamp = one.Stamp.ComparedWith(other.Stamp) >= 0 ? one.Stamp : other.Stamp;
        var (merged, apart) = (one, new Dictionary<string, FactStamp>(StringComparer.Ordinal));
        foreach (var fact in ServedFact.All)
        {
            var said = fact.Compare(one, other) >= 0 ? one : other;
            if (!ReferenceEquals(said, one))
                merged = fact.Taken(merged, other);
            if (fact.IsKnown(said) && said.StampOf(fact) != stamp)
                apart[fact.Name] = said.StampOf(fact);
        }
        return merged with { Source = stamp.Source, StatedAt = stamp.At, ToldApart = apart.Count == 0 ? null : apart };
    }

    /// <summary>A total order, as <see cref="ServedFact.Compare"/> is one.</summary>
    private static int CompareStudents(ServedSchool a, ServedSchool b) => FirstDifference(
        a.Students.HasValue.CompareTo(b.Students.HasValue),
        a.StudentsSource.CompareTo(b.StudentsSource),
        a.StudentsStatedAt.CompareTo(b.StudentsStatedAt),
        Nullable.Compare(a.Students, b.Students));

    private static int FirstDifference(params ReadOnlySpan<int> comparisons)
    {
        foreach (var comparison in comparisons)
        {
            if (comparison != 0)
                return comparison;
        }
        return 0;
    }
}
