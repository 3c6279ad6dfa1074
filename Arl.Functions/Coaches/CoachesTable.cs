using System.Globalization;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Imports;
using Arl.Functions.Matching;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Coaches;

/// <summary>The place that a request holds, with the ETag that using it or giving it back must show.</summary>
public sealed record HeldPlace(string CoachId, ETag ETag);

/// <param name="IsPlanOwed">Places changed and the plan for it is not made yet.</param>
public sealed record CoachesNow(IReadOnlyList<StoredCoach> Coaches, bool IsPlanOwed);

public abstract record Reservation
{
    private Reservation() { }

    public sealed record Reserved : Reservation;

    /// <summary>The request holds a place already: an earlier try got this far.</summary>
    public sealed record HeldWith(HeldPlace Place) : Reservation;

    /// <summary>The coach's row changed since it was read: read again and choose again.</summary>
    public sealed record Changed : Reservation;
}

/// <summary>
/// The table Coaches, one partition <c>coaches</c>, so that a place and the count of places change in one transaction.
/// Rows: <c>coach_{id}</c> (<see cref="CoachRow"/>), <c>place_{ref}</c> (one place, held by one request; the key makes a second impossible), <c>change_{id}_…</c> (<see cref="CoachEdits"/>), <c>outbox_plan</c> and <c>plan_turn</c> (<see cref="PlanOwed"/>, <see cref="PlanTurn"/>).
/// </summary>
public sealed class CoachesTable(ArlStorage storage, Outbox outbox, PlanOwed plan, TimeProvider clock)
{
    public const string Partition = "coaches";
    private const string PlacePrefix = "place_";
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    public async Task<IReadOnlyList<StoredCoach>> All(CancellationToken cancel)
    {
        var coaches = new List<StoredCoach>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, CoachRow.Prefix), cancellationToken: cancel))
            coaches.Add(CoachRow.Read(row, clock.GetUtcNow()));
        return coaches;
    }

    /// <summary>Both in one read: the coaches' rows and the owed plan's are one range of keys, with nothing between them.</summary>
    public async Task<CoachesNow> WithPlan(CancellationToken cancel)
    {
        var coaches = new List<StoredCoach>();
        var isPlanOwed = false;
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {CoachRow.Prefix} and RowKey le {PlanOwed.Key}"), cancellationToken: cancel))
        {
            if (row.RowKey == PlanOwed.Key)
                isPlanOwed = true;
            else
                coaches.Add(CoachRow.Read(row, clock.GetUtcNow()));
        }
        return new(coaches, isPlanOwed);
    }

    public async Task<StoredCoach?> Get(string coachId, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, CoachRow.Key(coachId), cancellationToken: cancel);
        return row.HasValue ? CoachRow.Read(row.Value!, clock.GetUtcNow()) : null;
    }

    /// <summary>Which requests hold a place, and with whom.</summary>
    public async Task<IReadOnlyDictionary<Reference, string>> Places(CancellationToken cancel)
    {
        var places = new Dictionary<Reference, string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, PlacePrefix), select: ["RowKey", "CoachId"], cancellationToken: cancel))
            places[HolderOf(row)] = row.GetString("CoachId");
        return places;
    }

    /// <summary>Which requests hold a place of this coach: it costs what the coach has and not what the network has.</summary>
    public async Task<IReadOnlyList<Reference>> PlacesOf(string coachId, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, PlacePrefix, $"CoachId eq {coachId}"), select: ["RowKey"], cancellationToken: cancel).Select(HolderOf).ToListAsync(cancel);

    public async Task<HeldPlace?> PlaceOf(Reference reference, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, PlaceKey(reference), cancellationToken: cancel);
        return row.HasValue ? new(row.Value!.GetString("CoachId"), row.Value.ETag) : null;
    }

    /// <summary>Takes one place of this coach for this request: the count under the ETag that was read, and the request's only place row, in one transaction.</summary>
    /// <param name="match">The number of the match that the place is for.</param>
    public async Task<Reservation> Reserve(StoredCoach coach, Ask ask, int match, CancellationToken cancel)
    {
        var taken = CoachRow.Loaded(coach.Load.Coach.Id, coach.Load.Taken + 1, coach.Load.Experience.With(ask.District, ask.Locale?.Type));
        var place = new TableEntity(Partition, PlaceKey(ask.Reference))
        {
            ["CoachId"] = coach.Load.Coach.Id,
            ["At"] = clock.GetUtcNow(),
            ["Match"] = match,
            ["District"] = ask.District?.ToString(),
            ["Place"] = ask.Locale?.Type.ToString(),
        };
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, taken, coach.ETag), new(TableTransactionActionType.Add, place)], cancel);
            return new Reservation.Reserved();
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return await PlaceOf(ask.Reference, cancel) is { } held ? new Reservation.HeldWith(held) : new Reservation.Changed();
        }
    }

    /// <summary>A place that an earlier try reserved is for this match now: whoever was about to give it back for an earlier one leaves it. False: it is gone or another's already.</summary>
    public async Task<bool> Keep(Reference reference, HeldPlace place, int match, CancellationToken cancel)
    {
        try
        {
            await _table.UpdateEntityAsync(new TableEntity(Partition, PlaceKey(reference)) { ["Match"] = match }, place.ETag, TableUpdateMode.Merge, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }

    /// <summary>Gives the request's place back, once, and owes the waiting list a look. Nothing happens where no place is held, or it is held with another coach.</summary>
    /// <param name="coachId">The coach whose place it is; null frees whatever the request holds.</param>
    /// <param name="completed">The work was done and stays in the coach's experience; else it came to nothing.</param>
    public Task Free(Reference reference, string? coachId, bool completed, CancellationToken cancel) =>
        Free(reference, place => coachId is null || place.GetString("CoachId") == coachId, completed, cancel);

    /// <summary>The same for the place of this match or one before: the coach may have the request again by now, and keeps that place.</summary>
    public Task Free(Reference reference, string coachId, int match, bool completed, CancellationToken cancel) =>
        Free(reference, place => place.GetString("CoachId") == coachId && place.GetInt32("Match").GetValueOrDefault() <= match, completed, cancel);

    /// <summary>The same where nobody has used it since it was read.</summary>
    public Task Free(Reference reference, HeldPlace held, CancellationToken cancel) => Free(reference, place => place.ETag == held.ETag, completed: false, cancel);

    private async Task Free(Reference reference, Func<TableEntity, bool> which, bool completed, CancellationToken cancel)
    {
        while (true)
        {
            var place = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, PlaceKey(reference), cancellationToken: cancel);
            if (!place.HasValue || !which(place.Value!))
                return;

            var coach = await Get(place.Value!.GetString("CoachId"), cancel) ?? throw new InvalidDataException($"The place of {reference} is with a coach who is not there.");
            var experience = completed ? coach.Load.Experience : coach.Load.Experience.Without(District(place.Value), Place(place.Value));
            var (owe, message) = plan.Owe();
            try
            {
                await _table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, CoachRow.Loaded(coach.Load.Coach.Id, coach.Load.Taken - 1, experience), coach.ETag),
                    new(TableTransactionActionType.Delete, place.Value, place.Value!.ETag),
                    owe,
                ], cancel);
            }
            catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
            {
                continue;
            }
            await outbox.Dispatch([message], cancel);
            return;
        }
    }

    /// <summary>Adds coaches and updates those known; their taken places stay, and so does what a later import said.</summary>
    public Task<ImportCounts> Import(IReadOnlyList<Coach> coaches, ImportStamp stamp, CancellationToken cancel) =>
        new CoachRoster(_table, outbox, plan, stamp).Load(coaches, cancel);

    /// <summary>What <see cref="Import"/> would do now.</summary>
    public Task<ImportPreview> Preview(IReadOnlyList<Coach> coaches, ImportStamp stamp, CancellationToken cancel) => new CoachRoster(_table, outbox, plan, stamp).Preview(coaches, cancel);

    /// <summary>Who waits is to be planned, although no place changed.</summary>
    public async Task OwePlan(CancellationToken cancel)
    {
        var (owe, message) = plan.Owe();
        await _table.SubmitTransactionAsync([owe], cancel);
        await outbox.Dispatch([message], cancel);
    }

    /// <summary>The coach gets no request before that day, by the calendar of their time zone; null ends a pause, which owes a plan. What they coach already stays with them.</summary>
    public async Task Pause(string coachId, DateOnly? until, CancellationToken cancel)
    {
        var row = new TableEntity(Partition, CoachRow.Key(coachId)) { [CoachRow.PausedUntil] = until?.ToString("O", CultureInfo.InvariantCulture) ?? "" };
        await _table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancel);
        if (until is null)
            await OwePlan(cancel);
    }

    /// <summary>Ends the pauses whose day has come, by each coach's own calendar, and owes a plan with each: once, whoever else does the same.</summary>
    public async Task EndPauses(CancellationToken cancel)
    {
        var paused = await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, CoachRow.Prefix, $"PausedUntil gt {""}"), cancellationToken: cancel).ToListAsync(cancel);
        foreach (var row in paused.Where(row => CoachRow.Read(row, clock.GetUtcNow()).Load.PausedUntil is null))
        {
            var (owe, message) = plan.Owe();
            try
            {
                await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(Partition, row.RowKey) { [CoachRow.PausedUntil] = "" }, row.ETag), owe], cancel);
            }
            catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
            {
                continue; // The next run looks again.
            }
            await outbox.Dispatch([message], cancel);
        }
    }

    private static LeaId? District(TableEntity place) => place.GetString("District") is { } district ? LeaId.Parse(district) : null;

    private static LocaleType? Place(TableEntity place) => place.GetString("Place") is { } type ? Enum.Parse<LocaleType>(type) : null;

    private static string PlaceKey(Reference reference) => PlacePrefix + reference;

    private static Reference HolderOf(TableEntity place) => Reference.Parse(place.RowKey[PlacePrefix.Length..]);
}
