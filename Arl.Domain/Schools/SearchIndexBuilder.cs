using System.Text;

namespace Arl.Domain.Schools;

/// <summary>Collects the rows of a <see cref="SearchIndex"/>, in the order of their ordinals.</summary>
internal sealed class SearchIndexBuilder(int idDigits)
{
    private readonly Dictionary<string, List<int>> _postings = [];
    private readonly Dictionary<string, string> _folded = [];
    private readonly List<string> _names = [];
    private readonly List<long> _ids = [];

    /// <param name="otherTexts">Whatever else the row is found by.</param>
    public void Add(long id, string name, params IEnumerable<string> otherTexts)
    {
        var ordinal = _ids.Count;
        _ids.Add(id);
        _names.Add(Folded(name));
        AddWords(Folded(name), ordinal);
        foreach (var text in otherTexts)
            AddWords(Folded(text), ordinal);
    }

    public SearchIndex Build()
    {
        var words = _postings.Keys.Select(word => (Bytes: Encoding.UTF8.GetBytes(word), Word: word)).ToArray();
        Array.Sort(words, (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        var starts = new int[words.Length + 1];
        for (var i = 0; i < words.Length; i++)
            starts[i + 1] = starts[i] + _postings[words[i].Word].Count;
        var names = _names.Select((name, ordinal) => (Bytes: Encoding.UTF8.GetBytes(name), Ordinal: ordinal)).ToArray();
        Array.Sort(names, (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes) is var order and not 0 ? order : a.Ordinal.CompareTo(b.Ordinal));
        var (ids, byId) = (_ids.ToArray(), Enumerable.Range(0, _ids.Count).ToArray());
        Array.Sort(ids, byId);
        return new()
        {
            Words = Utf8Table.From([.. words.Select(w => w.Word)]),
            PostingStarts = starts,
            Postings = [.. words.SelectMany(w => _postings[w.Word])],
            Names = Utf8Table.From([.. names.Select(n => _names[n.Ordinal])]),
            ByName = [.. names.Select(n => n.Ordinal)],
            Ids = ids,
            ById = byId,
            IdDigits = idDigits,
        };
    }

    private void AddWords(string folded, int ordinal)
    {
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_postings.TryGetValue(word, out var rows))
                _postings[word] = rows = [];
            if (rows.Count == 0 || rows[^1] != ordinal)
                rows.Add(ordinal);
        }
    }

    private string Folded(string text)
    {
        if (!_folded.TryGetValue(text, out var folded))
            _folded[text] = folded = Folding.Fold(text);
        return folded;
    }
}
