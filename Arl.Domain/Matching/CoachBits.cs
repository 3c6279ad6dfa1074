using System.Numerics;

namespace Arl.Domain.Matching;

/// <summary>A set of coaches of one pool, a bit each.</summary>
internal static class CoachBits
{
    public static int WordsFor(int coaches) => (coaches + 63) / 64;

    public static void Add(Span<ulong> set, int coach) => set[coach >> 6] |= 1UL << (coach & 63);

    public static void Remove(Span<ulong> set, int coach) => set[coach >> 6] &= ~(1UL << (coach & 63));

    public static bool Has(ReadOnlySpan<ulong> set, int coach) => (set[coach >> 6] >> (coach & 63) & 1) != 0;

    public static void AddAll(Span<ulong> set, ReadOnlySpan<ulong> more)
    {
        for (var word = 0; word < set.Length; word++)
            set[word] |= more[word];
    }

    public static void KeepOnly(Span<ulong> set, ReadOnlySpan<ulong> kept)
    {
        for (var word = 0; word < set.Length; word++)
            set[word] &= kept[word];
    }

    public static int Count(ReadOnlySpan<ulong> set)
    {
        var count = 0;
        foreach (var word in set)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The next one from <paramref name="from"/> on, −1 where none is left.</summary>
    public static int Next(ReadOnlySpan<ulong> set, int from)
    {
        var word = from >> 6;
        if (word >= set.Length)
            return -1;
        var left = set[word] & (ulong.MaxValue << (from & 63));
        while (left == 0)
        {
            if (++word == set.Length)
                return -1;
            left = set[word];
        }
        return (word << 6) + BitOperations.TrailingZeroCount(left);
    }
}
