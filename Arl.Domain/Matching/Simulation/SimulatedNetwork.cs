using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Domain.Matching.Simulation;

/// <summary>Coaches and waiting requests at one simulated moment: what a policy sees and changes.</summary>
internal sealed class SimulatedNetwork(IEnumerable<Coach> coaches, MatchingRules rules, SimulatedPeriod period)
{
    private readonly SortedDictionary<string, CoachLoad> _loads = new(coaches.ToDictionary(coach => coach.Id, coach => new CoachLoad(coach, 0), StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly Dictionary<Reference, SimulatedCase> _waiting = [];
    private CoachPool? _pool;

    public MatchingRules Rules => rules;

    public DateTimeOffset Now { get; set; }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyCollection<CoachLoad> Loads => _loads.Values;

    public IReadOnlyCollection<SimulatedCase> Waiting => _waiting.Values;

    public CoachPool Pool => _pool ??= new(_loads.Values, rules.Weights);

    /// <summary>What a match leads to.</summary>
    public Action<SimulatedCase, SimulatedPlace>? PlaceTaken { get; set; }

    public SimulatedCase Find(Reference reference) => _waiting[reference];

    public CoachLoad Load(string coachId) => _loads[coachId];

    public void Wait(SimulatedCase one) => _waiting.Add(one.Ask.Reference, one);

    /// <exception cref="InvalidOperationException">The coach has no room or may not have it: a policy that breaks the rules is a fault.</exception>
    public void Match(SimulatedCase one, string coachId, double fit)
    {
        var load = _loads[coachId];
        if (load.Free == 0 || !CoachRules.MayCoach(one.Ask, load.Coach))
            throw new InvalidOperationException($"A policy gave {one.Ask.Reference} to {coachId}, who has no room or may not have it.");
        _waiting.Remove(one.Ask.Reference);
        Change(load with { Taken = load.Taken + 1, Experience = load.Experience.With(one.Ask.District, one.Ask.Locale?.Type) });
        PlaceTaken?.Invoke(one, one.Matched(coachId, fit, Now, period));
    }

    /// <summary>What was handed back came to nothing; what was completed stays in the coach's experience.</summary>
    public void Free(SimulatedCase one, SimulatedPlace place)
    {
        var load = _loads[place.CoachId];
        Change(load with { Taken = load.Taken - 1, Experience = place.HandedBack ? load.Experience.Without(one.Ask.District, one.Ask.Locale?.Type) : load.Experience });
    }

    private void Change(CoachLoad load)
    {
        _loads[load.Coach.Id] = load;
        _pool = null;
    }
}
