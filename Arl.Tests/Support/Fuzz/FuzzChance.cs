namespace Arl.Tests.Support.Fuzz;

/// <summary>All that is left to chance in one case (SplitMix64): the same seed and number give the same case, on every machine.</summary>
internal sealed class FuzzChance
{
    private ulong _state;

    public FuzzChance(int seed, long number)
    {
        _state = (ulong)(uint)seed << 32;
        _state = Next() ^ (ulong)number;
    }

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    public int Next(int below) => (int)(Next() % (ulong)below);

    public bool OneIn(int many) => Next(many) == 0;

    public T Of<T>(IReadOnlyList<T> all) => all[Next(all.Count)];
}
