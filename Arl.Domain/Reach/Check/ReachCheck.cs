namespace Arl.Domain.Reach.Check;

/// <summary>A word that must stand in the books.</summary>
/// <param name="Whole">True where every fact of it is on record. Of a request only key, state, day and organizations are: the other facts are the record of what was known when it was counted.</param>
public sealed record OwedMention(string Source, ServedSchool School, bool Whole)
{
    public bool IsMetBy(ServedSchool stands) => InPlaceOf(stands) == stands;

    /// <summary>What must stand where this stands: what is on record, and what is not as it is.</summary>
    public ServedSchool InPlaceOf(ServedSchool stands) => Whole ? School : stands with { State = School.State, IntroducedOn = School.IntroducedOn, Organizations = School.Organizations };
}

/// <summary>A school's row as it was read.</summary>
/// <param name="Shown">What its columns say, by which it is counted.</param>
/// <param name="InForce">Whether it counts.</param>
public sealed record StoredBook(string Key, ServedBook Book, ServedSchool Shown, bool InForce)
{
    /// <summary>Its columns are what its book says.</summary>
    public bool IsInOrder => Book.Now is { } now ? InForce && Shown == now : !InForce;
}

public enum ReachDifferenceKind
{
    /// <summary>Somebody owes it, and it does not stand.</summary>
    Missing,

    /// <summary>It stands otherwise than it is owed.</summary>
    Otherwise,

    /// <summary>It stands, and nobody owes it.</summary>
    NotOwed,

    /// <summary>The row counts something else than its own book says.</summary>
    OutOfOrder,

    /// <summary>What figures know of a request is not what its history says.</summary>
    Moments,

    /// <summary>A request and its history contradict each other, and which of them is right no button can know.</summary>
    ByHand,
}

/// <summary>Where the stored reach is not what the records say that it must be.</summary>
/// <param name="Key">The school; of what is between a request and its history, the request.</param>
/// <param name="Source">Whose word; null where it is about the row as a whole.</param>
public sealed record ReachDifference(ReachDifferenceKind Kind, string Key, string? Source, ServedSchool? Owed, ServedSchool? Stored)
{
    /// <summary>Of what is between a request and its history.</summary>
    public string? Detail { get; init; }

    /// <summary>In a line for the staff.</summary>
    public string Words => Kind switch
    {
        ReachDifferenceKind.Missing => $"{Key}: {Who} says that it was served, and the reach does not know it.",
        ReachDifferenceKind.Otherwise => $"{Who}: {ServedWords.Change(Stored, Owed)} (as it is → as it must be).",
        ReachDifferenceKind.NotOwed => $"{Key}: it counts because of {Who}, which does not say so.",
        ReachDifferenceKind.Moments => $"{Who}: {Detail}.",
        ReachDifferenceKind.ByHand => $"{Who}: {Detail}. A person must look; a repair leaves it, and its schools, as they are.",
        _ => $"{Key}: its row counts something else than was said of the school.",
    };

    private string Who => Source is { } source && source.StartsWith("ARL-", StringComparison.Ordinal) ? $"request {source}" : Source ?? "nobody";
}

/// <summary>
/// Compares the stored reach with what the records of requests and imports owe it, row by row; each row is met once, in any order.
/// </summary>
/// <param name="pending">Sources whose word is on its way, or being taken back: whatever stands of them is no difference.</param>
public sealed class ReachCheck(IEnumerable<OwedMention> owed, IReadOnlySet<string> pending)
{
    private readonly Dictionary<(string Key, string Source), OwedMention> _owed = owed.Where(mention => !pending.Contains(mention.Source)).ToDictionary(mention => (mention.School.Key, mention.Source));
    private readonly List<ReachDifference> _differences = [];

    public static IReadOnlyList<ReachDifference> Differences(IEnumerable<OwedMention> owed, IReadOnlySet<string> pending, IEnumerable<StoredBook> stored)
    {
        var check = new ReachCheck(owed, pending);
        foreach (var row in stored)
            check.Meet(row);
        return check.Differences();
    }

    public void Meet(StoredBook row)
    {
        if (!row.IsInOrder)
            _differences.Add(new(ReachDifferenceKind.OutOfOrder, row.Key, Source: null, row.Book.Now ?? row.Book.Mentions[^1].School, row.Shown));
        foreach (var source in row.Book.Sources.Where(source => !pending.Contains(source)))
            Compare(row, source, row.Book.Of(source)!);
    }

    /// <summary>All of them, by key; what was not met is missing.</summary>
    public IReadOnlyList<ReachDifference> Differences() =>
    [
        .. _differences.Concat(_owed.Values.Select(mention => new ReachDifference(ReachDifferenceKind.Missing, mention.School.Key, mention.Source, mention.School, Stored: null)))
            .OrderBy(difference => difference.Key, StringComparer.Ordinal).ThenBy(difference => difference.Source, StringComparer.Ordinal),
    ];

    private void Compare(StoredBook row, string source, ServedSchool stands)
    {
        if (!_owed.Remove((row.Key, source), out var mention))
            _differences.Add(new(ReachDifferenceKind.NotOwed, row.Key, source, Owed: null, stands));
        else if (!mention.IsMetBy(stands))
            _differences.Add(new(ReachDifferenceKind.Otherwise, row.Key, source, mention.InPlaceOf(stands), stands));
    }
}
