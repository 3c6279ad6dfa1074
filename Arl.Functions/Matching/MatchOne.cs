using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Matching;

/// <summary>
/// Finds a coach for one request: chooses, reserves the place under the coach's ETag, then writes the match, its history and the introductions it owes in one transaction.
/// Runs again harmlessly: a place reserved by an earlier try is found by its key and used.
/// </summary>
public sealed partial class MatchOne(RequestsTable requests, CoachesTable coaches, IntroductionEmails introductions, TimeProvider clock, ILogger<MatchOne> log)
{
    public async Task Run(Reference reference, CancellationToken cancel)
    {
        while (await requests.Get(reference, cancel) is { } stored)
        {
            if (stored.Request.State is not (RequestState.Received or RequestState.Waiting))
            {
                await GiveUp(stored.Request, cancel);
                return;
            }
            if (await Try(stored, cancel))
                return;
        }
    }

    /// <summary>False: something changed meanwhile, look again.</summary>
    private async Task<bool> Try(StoredRequest stored, CancellationToken cancel)
    {
        var all = await coaches.All(cancel);
        switch (Matchmaker.Choose(stored.Request, [.. all.Select(coach => coach.Load)]))
        {
            case Choice.Chosen chosen:
                var coach = all.Single(one => one.Load.Coach.Id == chosen.Coach.Coach.Id);
                return await coaches.Reserve(coach, stored.Request.Reference, cancel) switch
                {
                    Reservation.Reserved => await Introduce(stored, coach, chosen.Fit, cancel),
                    Reservation.HeldWith held => await UseHeld(stored, all, held.CoachId, cancel),
                    _ => false,
                };
            case Choice.Nobody nobody when await coaches.PlaceOf(stored.Request.Reference, cancel) is { } held:
                return await UseHeld(stored, all, held, cancel);
            case Choice.Nobody nobody:
                return await Wait(stored, nobody.Because, cancel);
            default:
                throw new InvalidOperationException("A choice of an unknown kind.");
        }
    }

    /// <summary>An earlier try reserved a place and got no further: it is used if that coach still may have the request, else given back.</summary>
    private async Task<bool> UseHeld(StoredRequest stored, IReadOnlyList<StoredCoach> all, string coachId, CancellationToken cancel)
    {
        var held = all.FirstOrDefault(coach => coach.Load.Coach.Id == coachId);
        if (held is not null && Matchmaker.MayCoach(stored.Request, held.Load.Coach))
            return await Introduce(stored, held, Fit.Of(stored.Request, held.Load), cancel);
        await coaches.Free(stored.Request.Reference, coachId, cancel);
        return false;
    }

    private async Task<bool> Introduce(StoredRequest stored, StoredCoach coach, Fit fit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var match = fit.ToMatch(stored.Request, coach.Load.Coach, now);
        var found = new RequestEvent.CoachFound(match);
        if (RequestLife.Apply(stored.Request, found, now) is not Step.Moved moved)
            return false;

        var change = RequestChange.Of(stored, moved.Request, found, "system", match.CoachId, now);
        await introductions.Owe(change, match, coach.Load.Coach, cancel);
        if (stored.Request.State == RequestState.Received)
            change.Finishes(RequestKeys.MatchWork(stored.Request.Reference));
        if (!await requests.Commit(change, cancel))
            return false;
        Matched(stored.Request.Reference, match.CoachId, match.Score);
        return true;
    }

    private async Task<bool> Wait(StoredRequest stored, string because, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var nobody = new RequestEvent.NoCoachFits(because);
        if (RequestLife.Apply(stored.Request, nobody, now) is not Step.Moved moved)
            return true;
        var change = RequestChange.Of(stored, moved.Request, nobody, "system", because, now);
        if (stored.Request.State == RequestState.Received)
            change.Finishes(RequestKeys.MatchWork(stored.Request.Reference));
        return await requests.Commit(change, cancel) && !await CameFreeMeanwhile(moved.Request, cancel);
    }

    /// <summary>A place freed between our look at the coaches and our row among the waiting has woken a list without us: look once more.</summary>
    private async Task<bool> CameFreeMeanwhile(CoachingRequest request, CancellationToken cancel) =>
        Matchmaker.Choose(request, [.. (await coaches.All(cancel)).Select(coach => coach.Load)]) is Choice.Chosen;

    /// <summary>The request moved on without us: withdrawn or ended, it keeps no place; matched, its place is in use.</summary>
    private async Task GiveUp(CoachingRequest request, CancellationToken cancel)
    {
        if (!request.IsOpen)
            await coaches.Free(request.Reference, coachId: null, cancel);
        await requests.Finish(request.Reference, RequestKeys.MatchWork(request.Reference), cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference} is matched with coach {CoachId}, score {Score}.")]
    private partial void Matched(Reference reference, string coachId, double score);
}
