using System.Collections.Frozen;
using System.Numerics;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>What a fit needs of a coach, in numbers.</summary>
/// <param name="Needs">A bit for each need of <see cref="Need.All"/>.</param>
/// <param name="Locales">A bit for each kind of place that the coach knows; all where staff state no kind.</param>
/// <param name="Hours">From UTC, in winter.</param>
internal readonly record struct CoachFacts(ulong Needs, byte Locales, bool AnyLocale, double Hours, int Free, int Capacity, int Organization)
{
    public static CoachFacts Of(CoachLoad load, int organization) => new(
        load.Coach.Needs.Aggregate(0UL, (bits, need) => Need.IndexOf(need) is >= 0 and var i ? bits | (1UL << i) : bits),
        load.Coach.Locales.Concat(load.Experience.Places.Keys).Aggregate((byte)0, (bits, locale) => (byte)(bits | (1 << (int)locale))),
        load.Coach.Locales.Count == 0,
        TimeZones.HoursOf(load.Coach.TimeZone),
        load.Free,
        load.Coach.Capacity,
        organization);

    /// <summary>1 where the coach knows this kind of place, one half where staff say "all kinds", else 0.</summary>
    public double Knows(LocaleType? place) => place is not { } type ? 0 : (Locales & (1 << (int)type)) != 0 ? 1 : AnyLocale ? 0.5 : 0;
}

/// <summary>An organization's places: those of its active coaches.</summary>
internal readonly record struct OrganizationLoad(string Name, int Free, int Capacity)
{
    /// <param name="own">The organization's coaches.</param>
    public static OrganizationLoad Of(string name, IEnumerable<CoachLoad> own)
    {
        var active = own.Where(load => load.Coach.Active).ToList();
        return new(name, active.Sum(load => load.Free), active.Sum(load => load.Coach.Capacity));
    }

    public double ShareFree(int taken) => CoachPool.Share(Free - taken, Capacity);
}

/// <summary>What a fit needs of a request, in numbers.</summary>
internal readonly struct PreparedAsk
{
    private readonly ulong _first;
    private readonly ulong _others;
    private readonly int _weight;

    /// <param name="knownBy">Coaches who work or worked with the district, ascending.</param>
    public PreparedAsk(Ask ask, int[] knownBy)
    {
        for (var i = 0; i < ask.Needs.Count; i++)
        {
            var bit = Need.IndexOf(ask.Needs[i]) is >= 0 and var need ? 1UL << need : 0;
            if (i == 0)
                _first = bit;
            else
                _others |= bit;
        }
        _weight = ask.Needs.Count + 1;
        KnownBy = knownBy;
        Locale = ask.Locale?.Type;
        Hours = TimeZones.HoursOf(ask.State);
    }

    public int[] KnownBy { get; }

    public LocaleType? Locale { get; }

    public double Hours { get; }

    /// <summary>0–1; the first need counts twice.</summary>
    public double ShareCovered(ulong needs) => (double)((2 * BitOperations.PopCount(_first & needs)) + BitOperations.PopCount(_others & needs)) / _weight;
}

/// <summary>For each value the coaches who name it, with those who name none, which means all.</summary>
internal sealed class CoachesBy<T> where T : notnull
{
    private readonly ulong[] _all;
    private readonly FrozenDictionary<T, ulong[]> _sets;

    public CoachesBy(CoachLoad[] loads, Func<CoachLoad, IReadOnlySet<T>> values)
    {
        _all = new ulong[CoachBits.WordsFor(loads.Length)];
        for (var i = 0; i < loads.Length; i++)
        {
            if (values(loads[i]).Count == 0)
                CoachBits.Add(_all, i);
        }
        var sets = new Dictionary<T, ulong[]>();
        for (var i = 0; i < loads.Length; i++)
        {
            foreach (var value in values(loads[i]))
            {
                if (!sets.TryGetValue(value, out var set))
                    sets[value] = set = [.. _all];
                CoachBits.Add(set, i);
            }
        }
        _sets = sets.ToFrozenDictionary();
    }

    public ulong[] Of(T value) => _sets.GetValueOrDefault(value, _all);
}
