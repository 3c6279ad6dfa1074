using System.Collections.Concurrent;
using System.Globalization;
using Azure.Data.Tables;

namespace Arl.Tests.Support;

/// <summary>The part of OData's filters that <see cref="TableClient.CreateQueryFilter(FormattableString)"/> writes here: comparisons of properties with values, joined by and, or, not and brackets.</summary>
internal sealed class MemoryFilter
{
    private readonly string[] _tokens;
    private int _at;

    private static readonly ConcurrentDictionary<string, MemoryFilter> s_known = new(StringComparer.Ordinal);

    private MemoryFilter(string text) => _tokens = [.. Tokens(text)];

    /// <summary>The one partition that can match, where the filter says so by itself.</summary>
    public string? Partition { get; private set; }

    /// <summary>No row key below this can match.</summary>
    public string From { get; private set; } = "";

    /// <summary>No row key from this on can match.</summary>
    public string? Until { get; private set; }

    public Func<MemoryRow, bool> Matches { get; private set; } = _ => true;

    /// <exception cref="FormatException">A filter of a kind that nobody has used yet.</exception>
    public static MemoryFilter Parse(string? text) => text?.Contains("datetime'", StringComparison.Ordinal) is true ? ParseAnew(text) : s_known.GetOrAdd(text ?? "", ParseAnew); // The same few, but for their times.

    private static MemoryFilter ParseAnew(string text)
    {
        var filter = new MemoryFilter(text);
        if (filter._tokens.Length == 0)
            return filter;
        var narrows = !filter._tokens.Any(token => token is "or" or "not");
        filter.Matches = filter.Or(narrows);
        return filter._at == filter._tokens.Length ? filter : throw new FormatException($"What follows token {filter._at} of this filter is not understood: {text}");
    }

    private Func<MemoryRow, bool> Or(bool narrows)
    {
        var left = And(narrows);
        while (Take("or"))
        {
            var (first, second) = (left, And(narrows));
            left = row => first(row) || second(row);
        }
        return left;
    }

    private Func<MemoryRow, bool> And(bool narrows)
    {
        var left = One(narrows);
        while (Take("and"))
        {
            var (first, second) = (left, One(narrows));
            left = row => first(row) && second(row);
        }
        return left;
    }

    private Func<MemoryRow, bool> One(bool narrows)
    {
        if (Take("not"))
        {
            var inner = One(narrows);
            return row => !inner(row);
        }
        if (!Take("("))
            return Comparison(narrows);
        var within = Or(narrows);
        return Take(")") ? within : throw new FormatException("A bracket is not closed.");
    }

    private Func<MemoryRow, bool> Comparison(bool narrows)
    {
        var (name, relation, value) = (_tokens[_at], _tokens[_at + 1], Literal(_tokens[_at + 2]));
        _at += 3;
        if (narrows)
            Narrow(name, relation, value);
        return row => row.Get(name) is { } found && Holds(relation, Compare(found, value));
    }

    private void Narrow(string name, string relation, object value)
    {
        if (value is not string text)
            return;
        if (name == "PartitionKey" && relation == "eq")
            Partition = text;
        else if (name == "RowKey" && relation is "ge" or "gt" or "eq")
            From = text;
        else if (name == "RowKey" && relation == "lt")
            Until = text;
    }

    private bool Take(string token)
    {
        if (_at >= _tokens.Length || _tokens[_at] != token)
            return false;
        _at++;
        return true;
    }

    private static bool Holds(string relation, int? order) => order is { } known && relation switch
    {
        "eq" => known == 0,
        "ne" => known != 0,
        "ge" => known >= 0,
        "gt" => known > 0,
        "le" => known <= 0,
        "lt" => known < 0,
        _ => throw new FormatException($"'{relation}' is no comparison."),
    };

    /// <summary>Null where the types differ: then nothing holds.</summary>
    private static int? Compare(object found, object value) => (found, value) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (int a, int b) => a.CompareTo(b),
        (long a, long b) => a.CompareTo(b),
        (int a, long b) => ((long)a).CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (Guid a, Guid b) => a.CompareTo(b),
        _ => null,
    };

    private static object Literal(string token) => token switch
    {
        ['\'', .. var text, '\''] => text.Replace("''", "'", StringComparison.Ordinal),
        "true" => true,
        "false" => false,
        _ when token.StartsWith("datetime'", StringComparison.Ordinal) => DateTimeOffset.Parse(token["datetime'".Length..^1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ when token.StartsWith("guid'", StringComparison.Ordinal) => Guid.Parse(token["guid'".Length..^1]),
        [.. var digits, 'L'] => long.Parse(digits, CultureInfo.InvariantCulture),
        _ when int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => double.Parse(token, CultureInfo.InvariantCulture),
    };

    private static IEnumerable<string> Tokens(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (text[at] == ' ')
                at++;
            else if (text[at] is '(' or ')')
                yield return text[at++].ToString();
            else
                yield return text[start..(at = EndOfWord(text, at))];
        }
    }

    /// <summary>A word ends at a blank or a bracket, but not within quotes; a doubled quote is one within.</summary>
    private static int EndOfWord(string text, int at)
    {
        for (var quoted = false; at < text.Length && (quoted || text[at] is not (' ' or '(' or ')')); at++)
            quoted ^= text[at] == '\'';
        return at;
    }
}
