using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Storage;

namespace Arl.Tests.Support;

/// <summary>Places: each request that has a coach holds exactly one, with that coach, and nobody else holds any. What was freed was freed once: the counts say so.</summary>
internal static class LedgerOfPlaces
{
    public static IEnumerable<string> Problems(LedgerRows rows, LedgerFacts facts) => [.. Held(rows), .. rows.Coaches.SelectMany(coach => Counted(coach, rows, facts))];

    private static IEnumerable<string> Held(LedgerRows rows)
    {
        var should = rows.Requests.Where(request => request.State is RequestState.Matched or RequestState.Introduced or RequestState.Coaching)
            .ToDictionary(request => request.Reference.ToString(), request => request.Match!.CoachId, StringComparer.Ordinal);
        foreach (var (reference, coach) in should)
            if (rows.Places.GetValueOrDefault(reference) is var held && held != coach)
                yield return $"{reference} is with {coach} and holds a place with {held ?? "nobody"}.";
        foreach (var (reference, coach) in rows.Places.Where(place => !should.ContainsKey(place.Key)))
            yield return $"{reference} holds a place with {coach} that it does not need: {rows.Requests.FirstOrDefault(request => request.Reference.ToString() == reference)?.State.ToString() ?? "it is not there"}.";
    }

    private static IEnumerable<string> Counted(CoachLoad load, LedgerRows rows, LedgerFacts facts)
    {
        var id = load.Coach.Id;
        var held = rows.Places.Count(place => place.Value == id);
        if (load.Taken != held)
            yield return $"{id} counts {load.Taken} places taken, and {held} are held.";
        if (held > facts.MostCapacity.GetValueOrDefault(id, load.Coach.Capacity))
            yield return $"{id} is over capacity: {held} of {load.Coach.Capacity}.";
        var districts = Experience(id, rows).Select(request => request.Place.SchoolIds[0].District).CountBy(district => district).ToDictionary();
        if (!Same(districts, load.Experience.Districts))
            yield return $"{id} has worked in {Text(load.Experience.Districts)}, and should have in {Text(districts)}.";
    }

    /// <summary>Work in hand, and work that was completed.</summary>
    private static IEnumerable<CoachingRequest> Experience(string coachId, LedgerRows rows) => rows.Requests.Where(request => request.Place.SchoolIds.Count > 0
        && (rows.Places.GetValueOrDefault(request.Reference.ToString()) == coachId || (request.State == RequestState.Completed && request.Match!.CoachId == coachId)));

    private static bool Same(Dictionary<LeaId, int> one, IReadOnlyDictionary<LeaId, int> other) => one.Count == other.Count && one.All(count => other.GetValueOrDefault(count.Key) == count.Value);

    private static string Text(IEnumerable<KeyValuePair<LeaId, int>> counts) => string.Join(' ', counts.Select(count => $"{count.Key}:{count.Value}").Order(StringComparer.Ordinal));
}

/// <summary>Emails: all that are owed left, nothing left that is not owed, and none left twice but inside the documented window.</summary>
internal static class LedgerOfMail
{
    public static IEnumerable<string> Problems(LedgerRows rows, LedgerFacts facts)
    {
        var emails = rows.Emails.ToDictionary(row => row.RowKey, row => row.GetString("State"), StringComparer.Ordinal);
        var left = facts.Mails.Select(mail => mail.Id).ToHashSet(StringComparer.Ordinal);
        var erased = rows.Requests.Where(request => request.ErasedAt is not null).Select(request => request.Reference.ToString()).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Requests.Where(request => request.ErasedAt is null).SelectMany(Owed).Where(id => !emails.ContainsKey(id)).Select(id => $"{id} is missing."),
            .. emails.Where(email => email.Value is not ("Sent" or "Refused" or "Cancelled")).Select(email => $"{email.Key} is still {email.Value}."),
            .. emails.Where(email => email.Value == "Sent" && !left.Contains(email.Key)).Select(email => $"{email.Key} is recorded as sent and never left: missing."),
            .. left.Where(id => !emails.ContainsKey(id) && !erased.Contains(id.Split('_')[0])).Select(id => $"{id} left and has no row."),
            .. rows.Tables[TableNames.Requests].Where(row => erased.Contains(row.RowKey.Split('_')[0]) && (row.RowKey.Contains("_email_", StringComparison.Ordinal) || row.GetString("Why") is { Length: > 0 })).Select(row => $"{row.RowKey} is there after its request was erased."),
            .. facts.Mails.Where(mail => mail.Outside is not null).Select(mail => $"{mail.Id} left twice outside the window: {mail.Outside}."),
        ];
    }

    private static IEnumerable<string> Owed(CoachingRequest request) =>
    [
        $"{request.Reference}_email_acknowledgement_contact",
        .. request.Introductions.SelectMany(introduced => new[] { $"{request.Reference}_email_introduction-{introduced.MatchNumber}_coach", $"{request.Reference}_email_introduction-{introduced.MatchNumber}_school" }),
    ];
}

/// <summary>Reach: exactly the schools that were introduced, now or by an import, each with the organizations that it was introduced to.</summary>
internal static class LedgerOfReach
{
    public static IEnumerable<string> Problems(LedgerRows rows)
    {
        var should = rows.Requests.SelectMany(request => request.Introductions.SelectMany(introduced => Keys(request.Place).Select(key => (Key: key, introduced.Organization))))
            .Concat(rows.Imported.SelectMany(school => school.Organizations, (school, organization) => (school.Key, Organization: organization)))
            .GroupBy(served => served.Key, served => served.Organization, StringComparer.Ordinal)
            .Select(school => $"{school.Key} by {string.Join(", ", school.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}").ToHashSet(StringComparer.Ordinal);
        var counted = rows.Tables[TableNames.Reach].Where(row => row.GetBoolean("InForce") is true).Select(row => $"{row.RowKey} by {string.Join(", ", System.Text.Json.JsonSerializer.Deserialize<string[]>(row.GetString("Organizations"))!.Order(StringComparer.Ordinal))}").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. should.Except(counted, StringComparer.Ordinal).Select(school => $"The reach does not count {school}."),
            .. counted.Except(should, StringComparer.Ordinal).Select(school => $"The reach counts {school}, who was not introduced."),
        ];
    }

    private static IEnumerable<string> Keys(RequestedPlace place) => place.Kind == PlaceKind.TypedSchool ? [place.Key] : place.SchoolIds.Select(id => id.ToString());
}
