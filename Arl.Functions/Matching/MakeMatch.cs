using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Introductions;
using Arl.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Matching;

/// <summary>Reserves the place under the coach's ETag, then writes the match, its history and the introductions it owes in one transaction. Runs again harmlessly: a place reserved by an earlier try is found by its key and used.</summary>
public sealed partial class MakeMatch(RequestsTable requests, CoachesTable coaches, IntroductionEmails introductions, MatchingRules rules, Measures measures, TimeProvider clock, ILogger<MakeMatch> log)
{
    /// <summary>False: something changed meanwhile, look again.</summary>
    /// <param name="coach">The chosen coach's row, as read.</param>
    public async Task<bool> With(StoredRequest stored, StoredCoach coach, Choice.Chosen chosen, CancellationToken cancel) =>
        await coaches.Reserve(coach, Ask.Of(stored.Request), stored.Request.Matches + 1, cancel) switch
        {
            Reservation.Reserved => await Introduce(stored, chosen, cancel) || await NotAfterAll(stored.Request.Reference, cancel),
            Reservation.HeldWith held => await WithHeld(stored, held.Place, cancel),
            _ => false,
        };

    /// <summary>An earlier try reserved a place and got no further: it is used if that coach still may have the request, else given back.</summary>
    public async Task<bool> WithHeld(StoredRequest stored, HeldPlace place, CancellationToken cancel)
    {
        if (stored.IsOwnWrite)
            return false; // Somebody has been here since: the place may be for a later match than we know of.
        var ask = Ask.Of(stored.Request);
        var all = await coaches.All(cancel);
        if (all.FirstOrDefault(one => one.Load.Coach.Id == place.CoachId) is { } held && CoachRules.MayCoach(ask, held.Load.Coach))
        {
            if (!await coaches.Keep(ask.Reference, place, stored.Request.Matches + 1, cancel))
                return false;
            var before = all.Select(one => one == held ? Without(held, ask) : one.Load);
            return await Introduce(stored, Matchmaker.Keep(ask, new(before, rules.Weights), place.CoachId), cancel) || await NotAfterAll(ask.Reference, cancel);
        }
        await GiveBack(stored, place, cancel);
        return false;
    }

    /// <summary>
    /// A place that this request must not use. The try that reserved it may be about to write its match: its write must fail before the place goes;
    /// and who reads the request after that (staff let it go on, or chose this coach) and uses the place keeps it.
    /// </summary>
    public async Task<bool> GiveBack(StoredRequest stored, HeldPlace place, CancellationToken cancel)
    {
        if (!await requests.Touch(stored, cancel))
            return false;
        await coaches.Free(stored.Request.Reference, place, cancel);
        return true;
    }

    /// <summary>A request that is withdrawn or completed keeps no place, whoever took one for it in the meantime. A completed one keeps its work in the coach's experience.</summary>
    public async Task ReleaseIfOver(Reference reference, CancellationToken cancel)
    {
        if (await requests.Get(reference, cancel) is { Request: { IsOpen: false } request })
            await coaches.Free(reference, coachId: null, completed: request.State == RequestState.Completed, cancel);
    }

    /// <summary>The request changed while its place was taken. Withdrawn, its own message may have found no place to free yet.</summary>
    private async Task<bool> NotAfterAll(Reference reference, CancellationToken cancel)
    {
        await ReleaseIfOver(reference, cancel);
        return false;
    }

    /// <summary>The coach's load before this request took its place.</summary>
    private static Domain.Coaches.CoachLoad Without(StoredCoach held, Ask ask) =>
        held.Load with { Taken = held.Load.Taken - 1, Experience = held.Load.Experience.Without(ask.District, ask.Locale?.Type) };

    private async Task<bool> Introduce(StoredRequest stored, Choice.Chosen chosen, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var match = Match.Of(stored.Request.Matches + 1, Ask.Of(stored.Request), chosen, now);
        var found = new RequestEvent.CoachFound(match);
        if (RequestLife.Apply(stored.Request, found, now) is not Step.Moved moved)
            return false;

        var change = RequestChange.Of(stored, moved.Request, found, DoneBy.System, match.CoachId, now);
        await introductions.Owe(change, match, chosen.Coach.Coach, cancel);
        if (stored.Request.State == RequestState.Received)
            change.Finishes(RequestKeys.MatchWork(stored.Request.Reference, match.Number));
        if (!await requests.Commit(change, cancel))
            return false;
        Matched(stored.Request.Reference, match.CoachId, match.Score);
        measures.Matched();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference} is matched with coach {CoachId}, score {Score}.")]
    private partial void Matched(Reference reference, string coachId, double score);
}
