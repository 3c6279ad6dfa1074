using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;

namespace Arl.Functions.Matching;

/// <summary>
/// Finds a coach for one request when it comes: the best one with room. Where places have just changed and others wait, it joins them and the plan decides, so that nobody who
/// comes at a lucky moment takes a place before those who wait for it.
/// </summary>
public sealed class MatchOne(RequestsTable requests, CoachesTable coaches, MakeMatch make, PlanOwed plan, MatchingRules rules, TimeProvider clock)
{
    internal const string BeingPlanned = "Places have just come free; who waits is being matched now.";

    /// <summary>More than any crowd needs that wants the same coaches.</summary>
    private const int MostRounds = 1_000;

    /// <exception cref="InvalidOperationException">The request and the coaches never stood still; the message comes again.</exception>
    public async Task Run(Reference reference, CancellationToken cancel)
    {
        for (var round = 0; await Read(reference, first: round == 0, cancel) is { } stored; round++)
        {
            if (round == MostRounds)
                throw new InvalidOperationException($"{reference} found no end in {MostRounds} rounds.");
            if (stored.Request.AwaitsConfirmation)
                return; // The confirmation owes the match, and nothing before it does.
            if (stored.Request.State is not (RequestState.Received or RequestState.Waiting))
            {
                await GiveUp(stored.Request, cancel);
                return;
            }
            if (await Try(stored, cancel))
                return;
        }
    }

    /// <summary>A request that this process has just received need not be read, on the first look: what follows is written under its ETag.</summary>
    private async Task<StoredRequest?> Read(Reference reference, bool first, CancellationToken cancel) =>
        first && requests.TakeJustWritten(reference) is { Request.State: RequestState.Received } own ? own : await requests.Get(reference, cancel);

    /// <summary>False: something changed meanwhile, look again.</summary>
    private async Task<bool> Try(StoredRequest stored, CancellationToken cancel)
    {
        if (stored.Request.PausedUntil is { } until)
            return await Rest(stored, until, cancel);
        var now = await coaches.WithPlan(cancel);
        var choice = Choose(stored, now.Coaches);
        if (choice is Choice.Chosen chosen && !(now.IsPlanOwed && await OthersWait(stored, cancel)))
            return await make.With(stored, now.Coaches.Single(one => one.Load.Coach.Id == chosen.Coach.Coach.Id), chosen, cancel) && await Finished(stored, cancel);
        if (await coaches.PlaceOf(stored.Request.Reference, cancel) is { } held)
            return await make.WithHeld(stored, held, cancel) && await Finished(stored, cancel);
        return await Wait(stored, choice is Choice.Nobody nobody ? nobody.Because : BeingPlanned, cancel);
    }

    /// <summary>Staff paused it: it waits, and a place that an earlier try took for it goes back.</summary>
    private async Task<bool> Rest(StoredRequest stored, DateOnly until, CancellationToken cancel)
    {
        if (await coaches.PlaceOf(stored.Request.Reference, cancel) is not { } held)
            return await Wait(stored, WhyNobody.Paused(until), cancel);
        await make.GiveBack(stored, held, cancel);
        return false;
    }

    /// <summary>The match of one that was received is written with the end of its work; one that waited may be looked at because staff woke it.</summary>
    private async Task<bool> Finished(StoredRequest before, CancellationToken cancel)
    {
        if (before.Request.State == RequestState.Waiting)
            await requests.Finish(before.Request.Reference, RequestKeys.MatchWork(before.Request.Reference, before.Request.Matches + 1), cancel);
        return true;
    }

    private Choice Choose(StoredRequest stored, IReadOnlyList<StoredCoach> all) =>
        Matchmaker.Choose(Ask.Of(stored.Request), new(all.Select(coach => coach.Load), rules.Weights));

    private async Task<bool> OthersWait(StoredRequest stored, CancellationToken cancel) =>
        (await requests.Waiting(cancel)).Any(waiting => waiting.Ask.PausedUntil is null && waiting.Ask.Reference != stored.Request.Reference);

    private async Task<bool> Wait(StoredRequest stored, string because, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var nobody = new RequestEvent.NoCoachFits(because);
        if (RequestLife.Apply(stored.Request, nobody, now) is Step.Moved moved
            && !await requests.Commit(RequestChange.Of(stored, moved.Request, nobody, DoneBy.System, because, now), cancel))
            return false;
        if (!await IsLookedAfter(stored, because, cancel))
            return false;
        await requests.Finish(stored.Request.Reference, RequestKeys.MatchWork(stored.Request.Reference, stored.Request.Matches + 1), cancel);
        return true;
    }

    /// <summary>
    /// A place that came free between our look at the coaches and our row among the waiting may have been planned without us. False: it was, look once more.
    /// Where a plan is still owed it may have read the list already, so it is owed anew. A plan that is over took the place, and left us to say why we wait.
    /// </summary>
    private async Task<bool> IsLookedAfter(StoredRequest stored, string because, CancellationToken cancel)
    {
        if (Choose(stored, await coaches.All(cancel)) is Choice.Nobody)
            return because != BeingPlanned;
        if (!await plan.IsPending(cancel))
            return false;
        await coaches.OwePlan(cancel);
        return true;
    }

    /// <summary>The request moved on without us: withdrawn or ended, it keeps no place; matched, its place is in use.</summary>
    private async Task GiveUp(CoachingRequest request, CancellationToken cancel)
    {
        await make.ReleaseIfOver(request.Reference, cancel);
        await requests.Finish(request.Reference, RequestKeys.MatchWork(request.Reference, request.Matches), cancel);
        if (!request.IsOpen)
            await requests.Finish(request.Reference, RequestKeys.MatchWork(request.Reference, request.Matches + 1), cancel);
    }
}
