using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Matching;

/// <summary>
/// Carries out the plan for all who wait, request by request, each under the ETags of its own rows. What changed meanwhile is skipped and planned again;
/// two that run beside each other take nothing from anybody, since a place is taken only where it is still free.
/// </summary>
public sealed partial class WaitingList(RequestsTable requests, CoachesTable coaches, MakeMatch make, MatchOne one, MatchingRules rules, TimeProvider clock, ILogger<WaitingList> log)
{
    private const int MostRounds = 20;

    /// <exception cref="InvalidOperationException">Places and requests never stood still for one round; the message comes again.</exception>
    public async Task Plan(CancellationToken cancel)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            await FinishInterrupted(cancel);
            var waiting = await requests.Waiting(cancel);
            var pool = new CoachPool((await coaches.All(cancel)).Select(coach => coach.Load), rules.Weights);
            var plan = Planner.Make(waiting.Select(row => row.Ask), pool, rules, OrToolsFlow.Solve);
            var skipped = 0;
            foreach (var assignment in plan.Assignments)
                skipped += await CarryOut(assignment, pool, cancel) ? 0 : 1;
            Planned(waiting.Count, plan.Assignments.Count - skipped, skipped);
            if (skipped > 0)
                continue;
            await SayWhy(row => row.Because == MatchOne.BeingPlanned, cancel);
            return;
        }
        throw new InvalidOperationException($"Places and requests changed under the plan {MostRounds} times.");
    }

    /// <summary>Says anew why each waits, where that has changed.</summary>
    public Task RefreshReasons(CancellationToken cancel) => SayWhy(_ => true, cancel);

    private async Task SayWhy(Func<WaitingRow, bool> whose, CancellationToken cancel)
    {
        var rows = (await requests.Waiting(cancel)).Where(whose).ToList();
        if (rows.Count == 0)
            return;
        var loads = (await coaches.All(cancel)).Select(coach => coach.Load).ToList();
        foreach (var row in rows)
        {
            var nobody = new RequestEvent.NoCoachFits(WhyNobody.Because(row.Ask, loads));
            if (nobody.Because == row.Because || await requests.Get(row.Ask.Reference, cancel) is not { Request.State: RequestState.Waiting } stored)
                continue;
            if (RequestLife.Apply(stored.Request, nobody, clock.GetUtcNow()) is Step.Moved moved)
                await requests.Commit(RequestChange.Of(stored, moved.Request, nobody, "system", nobody.Because, clock.GetUtcNow()), cancel); // Changed meanwhile: the next night says it.
        }
    }

    /// <summary>Who holds a place already was interrupted on the way to a match and goes on, whether or not another place is free.</summary>
    private async Task FinishInterrupted(CancellationToken cancel)
    {
        var held = await coaches.Places(cancel);
        foreach (var row in (await requests.Waiting(cancel)).Where(row => held.ContainsKey(row.Ask.Reference)))
            await one.Run(row.Ask.Reference, cancel);
    }

    /// <summary>False: the request or the coach is not what it was.</summary>
    private async Task<bool> CarryOut(Assignment assignment, CoachPool pool, CancellationToken cancel)
    {
        if (await requests.Get(assignment.Ask.Reference, cancel) is not { Request.State: RequestState.Waiting } stored)
            return false;
        if (await coaches.Get(assignment.CoachId, cancel) is not { Load.Free: > 0 } coach || !CoachRules.MayCoach(Ask.Of(stored.Request), coach.Load.Coach))
            return false;
        var chosen = Matchmaker.Take(assignment.Ask, pool, assignment.CoachId) with { Fit = assignment.Fit };
        return await make.With(stored, coach, chosen, cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Planned {Waiting} waiting requests: {Matched} matched, {Skipped} changed meanwhile.")]
    private partial void Planned(int waiting, int matched, int skipped);
}
