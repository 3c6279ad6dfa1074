using System.Collections.Frozen;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>What a fit needs of a coach, in numbers.</summary>
/// <param name="Needs">A bit for each need of <see cref="Need.All"/>.</param>
/// <param name="Locales">A bit for each kind of place that the coach knows; all where staff state no kind.</param>
/// <param name="Clock">A number for each offset from UTC that coaches live by.</param>
internal readonly record struct CoachFacts(ulong Needs, byte Locales, bool AnyLocale, int Clock, int Free, int Capacity, int Organization)
{
    public static CoachFacts Of(CoachLoad load, int clock, int organization) => new(
        load.Coach.Needs.Aggregate(0UL, (bits, need) => Need.IndexOf(need) is >= 0 and var i ? bits | (1UL << i) : bits),
        load.Coach.Locales.Concat(load.Experience.Places.Keys).Aggregate((byte)0, (bits, locale) => (byte)(bits | (1 << (int)locale))),
        load.Coach.Locales.Count == 0,
        clock,
        load.Free,
        load.Coach.Capacity,
        organization);
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
