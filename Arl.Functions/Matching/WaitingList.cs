using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Matching;

/// <summary>Carries out the plan for all who wait, request by request, each under the ETags of its own rows. What changed meanwhile is skipped and planned again.</summary>
public sealed partial class WaitingList(
    RequestsTable requests, CoachesTable coaches, MakeMatch make, MatchOne one, PlanTurn turn, MatchingRules rules, TimeProvider clock, ILogger<WaitingList> log)
{
    private const int MostRounds = 20;

    /// <summary>False: another is planning just now; come again.</summary>
    /// <exception cref="InvalidOperationException">Places and requests never stood still for one round; the message comes again.</exception>
    public async Task<bool> Plan(CancellationToken cancel)
    {
        if (await turn.Take(cancel) is not { } ours)
            return false;
        try
        {
            return await Plan(ours, cancel);
        }
        finally
        {
            await ours.End(CancellationToken.None);
        }
    }

    /// <summary>Says anew why each waits, where that has changed.</summary>
    public Task RefreshReasons(CancellationToken cancel) => SayWhy(_ => true, cancel);

    /// <summary>Frees the places of requests that are over: a worker that died between a place and its request may have left one.</summary>
    public async Task FreeForgotten(CancellationToken cancel)
    {
        foreach (var (reference, _) in await coaches.Places(cancel))
            await make.ReleaseIfOver(reference, cancel);
    }

    private async Task<bool> Plan(PlanTurn.Held ours, CancellationToken cancel)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            await FinishInterrupted(cancel);
            var waiting = await requests.Waiting(cancel);
            var pool = new CoachPool((await coaches.All(cancel)).Select(coach => coach.Load), rules.Weights);
            var plan = Planner.Make(waiting.Select(row => row.Ask), pool, rules, OrToolsFlow.Solve);
            var (loads, skipped) = (new LoadsInTurn(pool), 0);
            foreach (var assignment in plan.Assignments)
            {
                if (!await ours.Keep(cancel))
                    return false;
                skipped += await CarryOut(assignment, loads, cancel) ? 0 : 1;
            }
            Planned(waiting.Count, plan.Assignments.Count - skipped, skipped);
            if (skipped > 0)
                continue;
            await SayWhy(row => row.Because == MatchOne.BeingPlanned, cancel);
            return true;
        }
        throw new InvalidOperationException($"Places and requests changed under the plan {MostRounds} times.");
    }

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
                await requests.Commit(RequestChange.Of(stored, moved.Request, nobody, DoneBy.System, nobody.Because, clock.GetUtcNow()), cancel); // Changed meanwhile: the next night says it.
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
    private async Task<bool> CarryOut(Assignment assignment, LoadsInTurn loads, CancellationToken cancel)
    {
        if (await requests.Get(assignment.Ask.Reference, cancel) is not { Request.State: RequestState.Waiting } stored)
            return false;
        if (await coaches.Get(assignment.CoachId, cancel) is not { Load.Free: > 0 } coach || !CoachRules.MayCoach(Ask.Of(stored.Request), coach.Load.Coach))
            return false;
        return await make.With(stored, coach, loads.Give(assignment.Ask, assignment.CoachId), cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Planned {Waiting} waiting requests: {Matched} matched, {Skipped} changed meanwhile.")]
    private partial void Planned(int waiting, int matched, int skipped);
}
