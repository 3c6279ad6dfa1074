using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Tests.Support;

/// <summary>
/// The invariants of "nothing is lost", checked over every row of an account once nothing is on its way: a sentence for each that does not hold, none where all do.
/// They hold for every request that is stored, whether or not its 202 was given: one that was not answered may be there or not, but never half.
/// </summary>
internal static class Ledger
{
    public static async Task<IReadOnlyList<string>> Problems(ArlStorage storage, LedgerFacts facts)
    {
        var rows = await LedgerRows.Read(storage);
        return
        [
            .. Lost(rows, facts),
            .. rows.Requests.SelectMany(request => State(request, rows, facts).Concat(LedgerOfRequest.Problems(request, rows))),
            .. Waiting(rows),
            .. Owed(rows),
            .. LedgerOfPlaces.Problems(rows, facts),
            .. LedgerOfMail.Problems(rows, facts),
            .. LedgerOfReach.Problems(rows),
        ];
    }

    /// <summary>How many of them say that something is lost, for the counts.</summary>
    private static IEnumerable<string> Lost(LedgerRows rows, LedgerFacts facts)
    {
        var stored = rows.Requests.Select(request => request.Reference).ToHashSet();
        foreach (var reference in facts.Accepted.Where(reference => !stored.Contains(reference)))
            yield return $"{reference} was answered with 202 and is not there: lost.";
        foreach (var twice in rows.Requests.Where(request => request.IsOpen).GroupBy(request => request.Fingerprint, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"{string.Join(" and ", twice.Select(request => request.Reference))} are the same request, both open.";
    }

    /// <summary>Every request ends in a state in which nobody waits for us.</summary>
    private static IEnumerable<string> State(CoachingRequest request, LedgerRows rows, LedgerFacts facts)
    {
        if (request.PausedUntil is not null)
            yield break;
        if (request.State == RequestState.Received && !request.AwaitsConfirmation)
            yield return $"{request.Reference} is still received: nobody looks for its coach.";
        if (request.State == RequestState.Matched && request.Attention.Count == 0 && request.Engagement.AskedAt is null)
            yield return $"{request.Reference} is matched, and its introduction never left.";
        if (request.State == RequestState.Waiting && request.WaitingBecause is null or MatchOne.BeingPlanned)
            yield return $"{request.Reference} waits for '{request.WaitingBecause}'.";
        if (request.State == RequestState.Waiting && Matchmaker.Choose(Ask.Of(request), new(rows.Coaches, facts.Weights)) is Choice.Chosen chosen)
            yield return $"{request.Reference} waits although {chosen.Coach.Coach.Id} fits and has room.";
    }

    private static IEnumerable<string> Waiting(LedgerRows rows)
    {
        var states = rows.Requests.Where(request => request.State == RequestState.Waiting).Select(request => $"{RequestKeys.Waiting(request.Reference)}: {request.WaitingBecause}").Order(StringComparer.Ordinal);
        var listed = rows.In(TableNames.Requests, "waiting_").Select(row => $"{row.RowKey}: {row.GetString("Because")}").Order(StringComparer.Ordinal);
        return states.SequenceEqual(listed, StringComparer.Ordinal) ? [] : [$"Those who wait are '{string.Join("; ", states)}', and the list says '{string.Join("; ", listed)}'."];
    }

    private static IEnumerable<string> Owed(LedgerRows rows) =>
        rows.Tables.SelectMany(table => table.Where(row => row.RowKey.StartsWith(OutboxMessage.Prefix, StringComparison.Ordinal)).Select(row => $"{table.Key} still owes {row.RowKey} ({row.GetInt32("Tries")} tries)."));
}

/// <summary>One request's own rows agree with it, and its history has no gap.</summary>
internal static class LedgerOfRequest
{
    public static IEnumerable<string> Problems(CoachingRequest request, LedgerRows rows)
    {
        var matches = rows.Of(request, "_match_").Select(row => row.RowKey);
        if (!matches.SequenceEqual(Enumerable.Range(1, request.Matches).Select(number => RequestKeys.Match(request.Reference, number)), StringComparer.Ordinal))
            yield return $"{request.Reference} has had {request.Matches} matches, and its rows say {matches.Count()}.";
        if (request.State is RequestState.Introduced or RequestState.Coaching or RequestState.Completed && request.Introductions.All(introduced => introduced.MatchNumber != request.Match!.Number))
            yield return $"{request.Reference} is {request.State} without an introduction to its coach.";
        foreach (var problem in History(request, [.. rows.Of(request, "_history_")]))
            yield return problem;
    }

    private static IEnumerable<string> History(CoachingRequest request, List<TableEntity> history)
    {
        if (!history.Select(row => row.RowKey).SequenceEqual(Enumerable.Range(1, request.Events).Select(number => RequestKeys.History(request.Reference, number)), StringComparer.Ordinal))
            yield return $"{request.Reference} had {request.Events} events, and its history holds {string.Join(' ', history.Select(row => row.RowKey[^4..]))}.";
        string? state = null;
        foreach (var row in history)
        {
            var (happened, after) = (row.GetString("Event"), row.GetString("State"));
            if (!Follows(state, happened, after))
                yield return $"{row.RowKey}: {happened} led from {state ?? "nothing"} to {after}.";
            state = after;
        }
        if (state != request.State.ToString())
            yield return $"{request.Reference} is {request.State}, and its history ends with {state}.";
    }

    /// <summary>The life of a request (design): what leads where. Whatever is not named changes no state.</summary>
    private static bool Follows(string? before, string happened, string after) => happened switch
    {
        "Received" => before is null && after == "Received",
        nameof(RequestEvent.CoachFound) => before is "Received" or "Waiting" && after == "Matched",
        nameof(RequestEvent.NoCoachFits) => before is "Received" or "Waiting" && after == "Waiting",
        nameof(RequestEvent.IntroductionSent) => before == "Matched" && after == "Introduced",
        nameof(RequestEvent.HandedBack) => before is "Matched" or "Introduced" or "Coaching" && after == "Received",
        nameof(RequestEvent.Reassigned) => after == "Received" || after == before,
        nameof(RequestEvent.CoachingStarted) => before == "Introduced" && after == "Coaching",
        nameof(RequestEvent.SessionLogged) => before is "Introduced" or "Coaching" && after == "Coaching",
        nameof(RequestEvent.CoachingCompleted) => before is "Introduced" or "Coaching" && after == "Completed",
        nameof(RequestEvent.WithdrawnBySchool) or nameof(RequestEvent.MergedInto) or nameof(RequestEvent.NotConfirmed) => before is not (null or "Completed" or "Withdrawn") && after == "Withdrawn",
        _ => before is not null && after == before,
    };
}
