namespace Arl.Domain.Matching.Simulation;

/// <summary>How coaches are given out.</summary>
public enum SimulationPolicy
{
    /// <summary>What one does without a plan: each takes the best coach with room at once, and who waits is tried one by one, the highest priority first, whenever a place comes free.</summary>
    Greedy,

    /// <summary>As the network works: matched at once where there is room, and all who wait are planned together when places came free, and each night.</summary>
    Planned,

    /// <summary>A list and a phone book: in the order of arrival, the first coach by id who may and has room. Knows neither need nor fit.</summary>
    FirstCome,
}

internal interface IPolicy
{
    /// <summary>It is new, or comes again since a coach handed it back.</summary>
    void Came(SimulatedCase one);

    void PlaceFreed(string coachId);

    /// <summary>Only where <see cref="PlanDue"/> was asked for, and each night.</summary>
    void Plan();
}

/// <summary>Each by itself.</summary>
internal sealed class GreedyPolicy(SimulatedNetwork network) : IPolicy
{
    public void Came(SimulatedCase one)
    {
        if (!Try(one))
            network.Wait(one);
    }

    /// <summary>Nothing else has changed, so only those whom this coach may coach are tried.</summary>
    public void PlaceFreed(string coachId)
    {
        var coach = network.Load(coachId).Coach;
        foreach (var one in network.Waiting.Where(one => CoachRules.MayCoach(one.Ask, coach)).OrderBy(one => Priority.Of(one.Ask, network.Rules.CreditPerDay))
            .ThenBy(one => one.Ask.ReceivedAt).ThenBy(one => one.Ask.Reference.Code, StringComparer.Ordinal).ToList())
        {
            if (network.Load(coachId).Free == 0)
                return;
            Try(one);
        }
    }

    public void Plan() { }

    private bool Try(SimulatedCase one)
    {
        if (Matchmaker.Choose(one.Ask, network.Pool) is not Choice.Chosen chosen)
            return false;
        network.Match(one, chosen.Coach.Coach.Id, chosen.Fit.Score);
        return true;
    }
}

/// <param name="planDue">Asks for a plan a little later, as the queue message does.</param>
internal sealed class PlannedPolicy(SimulatedNetwork network, FlowSolver solve, Action planDue) : IPolicy
{
    private bool _owed;

    /// <summary>As <c>MatchOne</c>: where places have just changed and others wait, it joins them.</summary>
    public void Came(SimulatedCase one)
    {
        if (Matchmaker.Choose(one.Ask, network.Pool) is Choice.Chosen chosen && !(_owed && network.Waiting.Count > 0))
            network.Match(one, chosen.Coach.Coach.Id, chosen.Fit.Score);
        else
            network.Wait(one);
    }

    public void PlaceFreed(string coachId)
    {
        if (!_owed)
            planDue();
        _owed = true;
    }

    public void Plan()
    {
        _owed = false;
        foreach (var assignment in Planner.Make(network.Waiting.Select(one => one.Ask), network.Pool, network.Rules, solve).Assignments)
            network.Match(network.Find(assignment.Ask.Reference), assignment.CoachId, assignment.Fit.Score);
    }
}

internal sealed class FirstComePolicy(SimulatedNetwork network) : IPolicy
{
    public void Came(SimulatedCase one)
    {
        if (network.Loads.FirstOrDefault(load => load.Free > 0 && CoachRules.MayCoach(one.Ask, load.Coach)) is { } first)
            Match(one, first.Coach.Id);
        else
            network.Wait(one);
    }

    public void PlaceFreed(string coachId)
    {
        var coach = network.Load(coachId).Coach;
        if (network.Waiting.Where(one => CoachRules.MayCoach(one.Ask, coach)).OrderBy(one => one.Ask.ReceivedAt).ThenBy(one => one.Ask.Reference.Code, StringComparer.Ordinal).FirstOrDefault() is { } first)
            Match(first, coachId);
    }

    public void Plan() { }

    private void Match(SimulatedCase one, string coachId) => network.Match(one, coachId, network.Pool.FitOf(one.Ask, coachId).Score);
}
