using System.Globalization;
using System.Text;

namespace Arl.Domain.Schools;

/// <summary>
/// The type-ahead of one kind of row (schools, or districts). Every word of a query is the beginning of some word of the row, or of its id.
/// Exact names (or ids) come first, then names that start with the query, then the rest; in each the lower ordinal, which is the bigger row.
/// </summary>
internal sealed class SearchIndex
{
    /// <summary>Distinct folded words, sorted by bytes; <see cref="Postings"/> of word i lie between PostingStarts[i] and PostingStarts[i + 1], ascending.</summary>
    public required Utf8Table Words { get; init; }

    public required int[] PostingStarts { get; init; }

    public required int[] Postings { get; init; }

    /// <summary>Folded names, sorted by bytes, and the ordinal of each.</summary>
    public required Utf8Table Names { get; init; }

    public required int[] ByName { get; init; }

    /// <summary>Ids, ascending, and the ordinal of each.</summary>
    public required long[] Ids { get; init; }

    public required int[] ById { get; init; }

    public required int IdDigits { get; init; }

    public int Count => Ids.Length;

    /// <summary>The row with this id; -1 where there is none.</summary>
    public int Find(long id)
    {
        var at = Array.BinarySearch(Ids, id);
        return at < 0 ? -1 : ById[at];
    }

    /// <summary>The rows with an id in the range, in no order.</summary>
    public ReadOnlySpan<int> Between(long from, long before) => ById.AsSpan(FirstNotBelow(from)..FirstNotBelow(before));

    /// <param name="query">As typed. Blank means every row; signs without a letter or digit match none.</param>
    /// <param name="filter">Only these rows; null for all.</param>
    /// <param name="limit">1 or more.</param>
    public List<int> Search(string? query, OrdinalSet? filter, int limit)
    {
        var found = new List<int>(limit);
        var folded = Folding.Fold(query ?? "");
        var all = filter ?? OrdinalSet.All(Count);
        if (folded.Length > 0)
            Rank(folded, Matches(folded, filter), found, limit);
        else if (string.IsNullOrWhiteSpace(query))
            all.TakeInto(found, limit, all);
        return found;
    }

    private void Rank(string folded, OrdinalSet matches, List<int> found, int limit)
    {
        var name = Encoding.UTF8.GetBytes(folded);
        var starting = Names.StartingWith(name);
        var exactEnd = starting.Start.Value;
        while (exactEnd < starting.End.Value && Names[exactEnd].Length == name.Length)
            exactEnd++;

        var exact = new OrdinalSet(Count);
        exact.Add(ByName.AsSpan(starting.Start.Value..exactEnd));
        if (folded.Length == IdDigits)
            AddIds(folded, exact);
        exact.TakeInto(found, limit, matches);
        matches.ExceptWith(exact);

        var prefixed = new OrdinalSet(Count);
        prefixed.Add(ByName.AsSpan(exactEnd..starting.End.Value));
        prefixed.TakeInto(found, limit, matches);
        matches.ExceptWith(prefixed);
        matches.TakeInto(found, limit, matches);
    }

    private OrdinalSet Matches(string folded, OrdinalSet? filter)
    {
        var matches = OrdinalSet.All(Count);
        if (filter is not null)
            matches.IntersectWith(filter);
        var words = folded.Split(' ').Distinct().ToList();
        foreach (var word in words)
            // Whatever has a word that starts with "lincoln" has one that starts with "li".
            if (!words.Exists(other => other.Length > word.Length && other.StartsWith(word, StringComparison.Ordinal)))
                matches.IntersectWith(WithWord(word));
        return matches;
    }

    private OrdinalSet WithWord(string word)
    {
        var rows = new OrdinalSet(Count);
        var range = Words.StartingWith(Encoding.UTF8.GetBytes(word));
        rows.Add(Postings.AsSpan(PostingStarts[range.Start.Value]..PostingStarts[range.End.Value]));
        AddIds(word, rows);
        return rows;
    }

    private void AddIds(string word, OrdinalSet rows)
    {
        if (word.Length > IdDigits || !long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var head))
            return;
        var scale = 1L;
        for (var missing = IdDigits - word.Length; missing > 0; missing--)
            scale *= 10;
        rows.Add(Between(head * scale, (head + 1) * scale));
    }

    private int FirstNotBelow(long id)
    {
        var at = Array.BinarySearch(Ids, id);
        return at < 0 ? ~at : at;
    }
}
