using Arl.Domain.Coaches;

namespace Arl.Domain.Matching.Simulation;

/// <summary>
/// Runs the rules of matching on simulated time: requests come, coaches are found, places come free. Everything is decided by what comes in, so the same input gives the same result.
/// All places are free at the start.
/// </summary>
/// <param name="requests">All of them within the period; no reference twice.</param>
public sealed class Simulator(IReadOnlyList<Coach> coaches, IReadOnlyList<SimulatedRequest> requests, SimulatedPeriod period, MatchingRules rules, FlowSolver solve)
{
    /// <summary>As <c>Matching:PlanAfterSeconds</c> by default.</summary>
    private static readonly TimeSpan s_planAfter = TimeSpan.FromSeconds(2);

    /// <param name="progress">The share done, 0–1, now and then.</param>
    public SimulationResult Run(SimulationPolicy policy, Action<double>? progress = null) => new Play(coaches, requests, period, rules, solve, policy).Run(progress);

    private sealed class Play
    {
        private readonly PriorityQueue<Action, (long Ticks, int Order)> _calendar = new();
        private readonly SimulatedCase[] _cases;
        private readonly SimulatedNetwork _network;
        private readonly SimulatedPeriod _period;
        private readonly IPolicy _policy;
        private readonly SimulationResult _result;
        private int _order;

        public Play(IReadOnlyList<Coach> coaches, IReadOnlyList<SimulatedRequest> requests, SimulatedPeriod period, MatchingRules rules, FlowSolver solve, SimulationPolicy policy)
        {
            _period = period;
            _network = new(coaches, rules, period) { PlaceTaken = Takes };
            _policy = policy switch
            {
                SimulationPolicy.Greedy => new GreedyPolicy(_network),
                SimulationPolicy.Planned => new PlannedPolicy(_network, solve, () => At(_network.Now + s_planAfter, Plan)),
                _ => new FirstComePolicy(_network),
            };
            _cases = [.. requests.Select(request => new SimulatedCase(request))];
            foreach (var one in _cases)
                At(one.Ask.ReceivedAt, () => Comes(one));
            foreach (var night in period.Nights)
                At(night, Plan);
            _result = new(policy, period, coaches.Where(coach => coach.Active).Sum(coach => coach.Capacity), [], requests.Count(request => !coaches.Any(coach => CoachRules.MayCoach(request.Ask, coach))));
        }

        public SimulationResult Run(Action<double>? progress)
        {
            while (_calendar.TryDequeue(out var happens, out var when) && when.Ticks < _period.End.UtcTicks)
            {
                _network.Now = new(when.Ticks, TimeSpan.Zero);
                happens();
                progress?.Invoke((_network.Now - _period.Start) / (_period.End - _period.Start));
            }
            return _result with { Outcomes = [.. _cases.Select(one => one.Outcome)] };
        }

        /// <summary>Of what happens at one moment, what was foreseen first comes first.</summary>
        private void At(DateTimeOffset moment, Action happens) => _calendar.Enqueue(happens, (moment.UtcTicks, _order++));

        private void Comes(SimulatedCase one)
        {
            one.Comes(_network.Now);
            _policy.Came(one);
        }

        private void Takes(SimulatedCase one, SimulatedPlace place) => At(place.Until, () => Ends(one, place));

        private void Ends(SimulatedCase one, SimulatedPlace place)
        {
            _network.Free(one, place);
            _policy.PlaceFreed(place.CoachId);
            if (!place.HandedBack)
                return;
            one.Exclude(place.CoachId);
            Comes(one);
        }

        private void Plan() => _policy.Plan();
    }
}
