using System.Numerics;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;

namespace Arl.Tests.Reach.Public;

/// <summary>
/// Reads what was published and works out all that follows from it. Every shown number is one equation between the groups of one way of parting and the total; the groups of two ways of parting
/// have nothing in common but that total. It does so with the schools or with the students. A sum of groups is given away if it is a sum and difference of shown numbers (exact linear algebra), or if only one whole number fits (all numbers tried).
/// </summary>
internal sealed class SmallCellAttacker
{
    private readonly List<List<PublicGroup>> _partings;
    private readonly List<List<int>> _span = [];
    private readonly Func<PublicGroup, long?> _number;
    private readonly long _total;
    private readonly int _fewest;
    private readonly int _width;
    private readonly Dictionary<(int Parting, string Key), BigInteger[]> _vectors = [];
    private readonly List<BigInteger[]> _known = [];

    private SmallCellAttacker(PublicReach seen, Func<PublicGroup, long?> number, long total, int fewest)
    {
        (_number, _total, _fewest) = (number, total, fewest);
        _partings = [[.. seen.Areas], [.. seen.Charter], [.. seen.States], [.. Steps(seen.Growth)]];
        _width = 1 + _partings.Sum(groups => groups.Count); // The total, and a column for each group.
        Reduce([.. Equations()]);
    }

    /// <summary>Every hidden group has a school.</summary>
    public static SmallCellAttacker OnSchools(PublicReach seen) => new(seen, group => group.Schools, seen.Schools!.Value, 1);

    /// <summary>A hidden group may have no student that is known.</summary>
    public static SmallCellAttacker OnStudents(PublicReach seen) => new(seen, group => group.Students, seen.Students!.Value, 0);

    /// <summary>The plain counts that are as many as the schools: each state, district or city has exactly one. (An organization has as many as it likes: a school can have two.)</summary>
    public static IEnumerable<string> EachHasOne(PublicReach seen) =>
        ((string Name, int? Count)[])[("state", seen.StateCount), ("district", seen.Districts), ("city", seen.Cities)] is var counts && seen.Schools is > 0 and var schools
            ? counts.Where(count => count.Count == schools).Select(count => count.Name) : [];

    /// <summary>What the growth curve says of each step by itself.</summary>
    public static IEnumerable<PublicGroup> Steps(IReadOnlyList<PublicSpan> spans) =>
        spans.Select((span, at) => new PublicGroup(span.From, span.To, span.Schools - (at == 0 ? 0 : spans[at - 1].Schools), span.Students - (at == 0 ? 0 : spans[at - 1].Students)));

    /// <summary>Unions of groups of one way of parting whose number the attacker learns, by keys.</summary>
    public IEnumerable<(int Parting, IReadOnlyList<string> Keys)> Learned()
    {
        for (var parting = 0; parting < _partings.Count; parting++)
            foreach (var union in Unions(_partings[parting]))
                if (IsSumOfShown(parting, union) || OnlyOneFits(_partings[parting], union))
                    yield return (parting, [.. union.Select(group => group.Key)]);
    }

    /// <summary>All unions of few groups; of many each one, each two, and all hidden ones.</summary>
    private IEnumerable<List<PublicGroup>> Unions(List<PublicGroup> groups)
    {
        if (groups.Count <= 8)
            return Enumerable.Range(1, (1 << groups.Count) - 1).Select(set => groups.Where((_, at) => (set >> at & 1) == 1).ToList());
        return groups.Select(group => new List<PublicGroup> { group })
            .Concat(groups.SelectMany((one, at) => groups.Skip(at + 1).Select(other => new List<PublicGroup> { one, other })))
            .Append([.. groups.Where(IsHidden)]).Where(union => union.Count > 0);
    }

    private bool IsHidden(PublicGroup group) => _number(group) is null;

    private IEnumerable<BigInteger[]> Equations()
    {
        var total = new BigInteger[_width];
        total[0] = 1;
        yield return total; // The total is shown.
        var column = 1;
        for (var parting = 0; parting < _partings.Count; parting++)
        {
            var whole = new BigInteger[_width];
            whole[0] = -1;
            foreach (var group in _partings[parting])
            {
                var one = new BigInteger[_width];
                one[column] = whole[column] = 1;
                column++;
                _vectors[(parting, group.Key)] = one;
                if (!IsHidden(group))
                    yield return one;
            }
            if (_partings[parting].Count > 0)
                yield return whole; // Its groups make the total.
        }
    }

    /// <summary>Brings the shown numbers into echelon form, in whole numbers, so that nothing is rounded.</summary>
    private void Reduce(List<BigInteger[]> rows)
    {
        foreach (var row in rows)
            if (Rest(row) is { } rest && Array.FindIndex(rest, number => !number.IsZero) is >= 0 and var pivot)
            {
                _known.Add(rest);
                _span.Add([pivot]);
            }
    }

    /// <summary>What is left of a vector when all that is known is taken away; nothing left: it follows from what is known.</summary>
    private BigInteger[] Rest(BigInteger[] vector)
    {
        var rest = (BigInteger[])vector.Clone();
        for (var i = 0; i < _known.Count; i++)
        {
            var pivot = _span[i][0];
            if (rest[pivot].IsZero)
                continue;
            var (mine, its) = (rest[pivot], _known[i][pivot]);
            for (var column = 0; column < _width; column++)
                rest[column] = (rest[column] * its) - (_known[i][column] * mine);
        }
        return rest;
    }

    private bool IsSumOfShown(int parting, List<PublicGroup> union)
    {
        var sum = new BigInteger[_width];
        foreach (var group in union)
            for (var column = 0; column < _width; column++)
                sum[column] += _vectors[(parting, group.Key)][column];
        return Array.TrueForAll(Rest(sum), number => number.IsZero);
    }

    /// <summary>Tried are all ways to give the hidden ones what the total leaves them, as far as they can be told apart: what the union gets, and what the others.</summary>
    private bool OnlyOneFits(List<PublicGroup> groups, List<PublicGroup> union)
    {
        var left = _total - groups.Sum(group => _number(group) ?? 0);
        var mine = union.Count(IsHidden);
        var others = groups.Count(IsHidden) - mine;
        var fit = 0;
        for (var give = 0L; give <= left && mine > 0 && fit < 2; give++)
            fit += give >= _fewest * mine && left - give >= _fewest * others && (others > 0 || give == left) ? 1 : 0;
        return mine > 0 && fit == 1;
    }
}
