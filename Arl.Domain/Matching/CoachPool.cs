using System.Collections.Frozen;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>
/// Coaches at one moment, prepared so that rules are sets of bits and a fit is a few additions: a decision allocates nothing per coach.
/// In the order of their ids, whatever order they came in.
/// </summary>
public sealed class CoachPool
{
    private readonly CoachLoad[] _loads;
    private readonly ulong[] _active;
    private readonly ulong[] _room;
    private readonly ulong[][] _byNeed = new ulong[Need.All.Count][];
    private readonly CoachesBy<UsState> _byState;
    private readonly CoachesBy<SchoolLevel> _byLevel;
    private readonly CoachesBy<Language> _byLanguage;
    private readonly FrozenDictionary<string, int[]> _notForDomain;
    private readonly FrozenDictionary<string, int> _byId;
    private readonly FrozenDictionary<LeaId, int[]> _workedIn;
    private readonly double[] _clocks;
    private readonly CoachFacts[] _facts;
    private readonly OrganizationLoad[] _organizations;

    /// <exception cref="ArgumentException">Two coaches have the same id.</exception>
    public CoachPool(IEnumerable<CoachLoad> coaches, FitWeights weights)
    {
        Weights = weights;
        _loads = [.. coaches.OrderBy(load => load.Coach.Id, StringComparer.Ordinal)];
        Words = CoachBits.WordsFor(_loads.Length);
        _byId = _loads.Index().ToFrozenDictionary(one => one.Item.Coach.Id, one => one.Index, StringComparer.Ordinal);
        _active = Where(load => load.Coach.Active);
        _room = Where(load => load.Free > 0);
        foreach (var (i, need) in Need.All.Index())
            _byNeed[i] = Where(load => load.Coach.Needs.Contains(need.Id));
        _byState = new(_loads, load => load.Coach.States);
        _byLevel = new(_loads, load => load.Coach.Levels);
        _byLanguage = new(_loads, load => load.Coach.Languages);
        _notForDomain = Grouped<string>(load => load.Coach.NotForOwnDomain ? [load.Coach.Email.Domain] : [], StringComparer.OrdinalIgnoreCase);
        _workedIn = Grouped(load => load.Experience.Districts.Keys, EqualityComparer<LeaId>.Default);
        _organizations = [.. _loads.GroupBy(load => load.Coach.Organization, StringComparer.Ordinal).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => OrganizationLoad.Of(own.Key, own))];
        var numbers = _organizations.Index().ToDictionary(one => one.Item.Name, one => one.Index, StringComparer.Ordinal);
        _clocks = [.. _loads.Select(load => TimeZones.HoursOf(load.Coach.TimeZone)).Distinct()];
        _facts = [.. _loads.Select(load => CoachFacts.Of(load, Array.IndexOf(_clocks, TimeZones.HoursOf(load.Coach.TimeZone)), numbers[load.Coach.Organization]))];
    }

    public FitWeights Weights { get; }

    public IReadOnlyList<CoachLoad> Loads => _loads;

    internal int Words { get; }

    internal ReadOnlySpan<ulong> Room => _room;

    internal IReadOnlyList<OrganizationLoad> Organizations => _organizations;

    internal int OrganizationOf(int coach) => _facts[coach].Organization;

    internal int IndexOf(string coachId) => _byId.GetValueOrDefault(coachId, -1);

    /// <summary>Who may coach it, room or not: the same coaches as <see cref="CoachRules"/> lets through.</summary>
    internal void Permitted(Ask ask, Span<ulong> permitted)
    {
        permitted.Clear();
        if (ask.PausedUntil is not null)
            return;
        if (ask.PreferredCoachId is { } chosen)
        {
            if (_byId.TryGetValue(chosen, out var coach) && _loads[coach].Coach.Active)
                CoachBits.Add(permitted, coach);
            return;
        }
        KeepRules(ask, permitted);
    }

    private void KeepRules(Ask ask, Span<ulong> permitted)
    {
        for (var i = 0; i < ask.Needs.Count; i++)
        {
            if (Need.IndexOf(ask.Needs[i]) is >= 0 and var need)
                CoachBits.AddAll(permitted, _byNeed[need]);
        }
        CoachBits.KeepOnly(permitted, _active);
        CoachBits.KeepOnly(permitted, _byState.Of(ask.State));
        if (!CoachRules.IsAnyLevel(ask))
            KeepLevels(ask, permitted);
        if (ask.Languages.Count > 0)
            KeepLanguages(ask, permitted);
        if (ask.EmailDomain is { } domain && _notForDomain.TryGetValue(domain, out var own))
            RemoveAll(permitted, own);
        for (var i = 0; i < ask.ExcludedCoaches.Count; i++)
        {
            if (_byId.TryGetValue(ask.ExcludedCoaches[i], out var excluded))
                CoachBits.Remove(permitted, excluded);
        }
    }

    /// <summary>What does not depend on the coach.</summary>
    internal PreparedAsk Prepare(Ask ask) => new(ask, Weights, ask.District is { } district && _workedIn.TryGetValue(district, out var known) ? known : [], _clocks);

    /// <param name="coachId">One of the pool.</param>
    public Fit FitOf(Ask ask, string coachId) => FitOf(Prepare(ask), _byId[coachId]);

    /// <param name="taken">Places of the coach given away since the pool was made.</param>
    /// <param name="organizationTaken">Places of the organization given away since then.</param>
    internal Fit FitOf(in PreparedAsk ask, int coach, int taken = 0, int organizationTaken = 0)
    {
        ref readonly var facts = ref _facts[coach];
        return new(
            ask.NeedsCents(facts), ask.LocaleCents(facts), ask.ContinuityCents(coach), ask.TimeZoneCents(facts),
            CoachRoomCents(coach, taken), OrganizationRoomCents(facts.Organization, organizationTaken));
    }

    /// <summary>What of the fit depends on the two alone, and not on how full anybody is.</summary>
    internal int PairCents(in PreparedAsk ask, int coach)
    {
        ref readonly var facts = ref _facts[coach];
        return ask.NeedsCents(facts) + ask.LocaleCents(facts) + ask.ContinuityCents(coach) + ask.TimeZoneCents(facts);
    }

    /// <summary>The room part of the place after <paramref name="taken"/> more are gone.</summary>
    internal int CoachRoomCents(int coach, int taken) => Fit.InCents(Weights.CoachRoom, Share(_facts[coach].Free - taken, _facts[coach].Capacity));

    internal int OrganizationRoomCents(int organization, int taken) => Fit.InCents(Weights.OrganizationRoom, _organizations[organization].ShareFree(taken));

    internal static double Share(int free, int capacity) => capacity <= 0 ? 0 : (double)Math.Max(0, free) / capacity;

    private void KeepLevels(Ask ask, Span<ulong> permitted)
    {
        for (var word = 0; word < permitted.Length; word++)
        {
            ulong served = 0;
            for (var i = 0; i < ask.Levels.Count; i++)
            {
                foreach (var level in CoachRules.LevelsThatServe(ask.Levels[i]))
                    served |= _byLevel.Of(level)[word];
            }
            permitted[word] &= served;
        }
    }

    private void KeepLanguages(Ask ask, Span<ulong> permitted)
    {
        for (var word = 0; word < permitted.Length; word++)
        {
            ulong spoken = 0;
            for (var i = 0; i < ask.Languages.Count; i++)
                spoken |= _byLanguage.Of(ask.Languages[i])[word];
            permitted[word] &= spoken;
        }
    }

    private static void RemoveAll(Span<ulong> set, int[] coaches)
    {
        foreach (var coach in coaches)
            CoachBits.Remove(set, coach);
    }

    private ulong[] Where(Func<CoachLoad, bool> holds)
    {
        var set = new ulong[Words];
        for (var i = 0; i < _loads.Length; i++)
        {
            if (holds(_loads[i]))
                CoachBits.Add(set, i);
        }
        return set;
    }

    /// <summary>The coaches of each key, in ascending order.</summary>
    private FrozenDictionary<T, int[]> Grouped<T>(Func<CoachLoad, IEnumerable<T>> keys, IEqualityComparer<T> comparer) where T : notnull =>
        _loads.Index().SelectMany(one => keys(one.Item).Select(key => (Key: key, one.Index))).GroupBy(one => one.Key, comparer)
            .ToFrozenDictionary(same => same.Key, same => same.Select(one => one.Index).ToArray(), comparer);
}
