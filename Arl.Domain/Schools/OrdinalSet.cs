using System.Numerics;

namespace Arl.Domain.Schools;

/// <summary>A set of row numbers, one bit each. Rows are numbered bigger first, so reading the bits in order reads the best first.</summary>
internal sealed class OrdinalSet(int count)
{
    private readonly ulong[] _bits = new ulong[(count + 63) / 64];

    public static OrdinalSet All(int count)
    {
        var all = new OrdinalSet(count);
        all._bits.AsSpan().Fill(ulong.MaxValue);
        if (count % 64 != 0)
            all._bits[^1] = (1UL << (count % 64)) - 1;
        return all;
    }

    public void Add(int ordinal) => _bits[ordinal >> 6] |= 1UL << ordinal;

    public void Add(ReadOnlySpan<int> ordinals)
    {
        var bits = _bits;
        foreach (var ordinal in ordinals)
            bits[ordinal >> 6] |= 1UL << ordinal;
    }

    public void IntersectWith(OrdinalSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] &= other._bits[i];
    }

    public void ExceptWith(OrdinalSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] &= ~other._bits[i];
    }

    /// <summary>Appends the lowest members that <paramref name="among"/> has too, until the list holds the limit.</summary>
    public void TakeInto(List<int> found, int limit, OrdinalSet among)
    {
        for (var i = 0; i < _bits.Length && found.Count < limit; i++)
            for (var bits = _bits[i] & among._bits[i]; bits != 0 && found.Count < limit; bits &= bits - 1)
                found.Add((i << 6) + BitOperations.TrailingZeroCount(bits));
    }
}
