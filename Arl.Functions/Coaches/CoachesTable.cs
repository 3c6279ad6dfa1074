using System.Text.Json;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Functions.Imports;
using Arl.Functions.Matching;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Coaches;

/// <summary>A coach's load as it was read, with the ETag that a reservation must show.</summary>
public sealed record StoredCoach(CoachLoad Load, ETag ETag);

public abstract record Reservation
{
    private Reservation() { }

    public sealed record Reserved : Reservation;

    /// <summary>The request holds a place already: an earlier try got this far.</summary>
    public sealed record HeldWith(string CoachId) : Reservation;

    /// <summary>The coach's row changed since it was read: read again and choose again.</summary>
    public sealed record Changed : Reservation;
}

/// <summary>
/// The table Coaches, one partition <c>coaches</c>, so that a place and the count of places change in one transaction.
/// Rows: <c>coach_{id}</c> (the coach as JSON, and <c>Taken</c>), <c>place_{ref}</c> (one place, held by one request; the key makes a second impossible), <c>outbox_{work}</c>.
/// </summary>
public sealed class CoachesTable(ArlStorage storage, Outbox outbox, TimeProvider clock)
{
    public const string Partition = "coaches";
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    public async Task<IReadOnlyList<StoredCoach>> All(CancellationToken cancel)
    {
        var coaches = new List<StoredCoach>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, "coach_"), cancellationToken: cancel))
            coaches.Add(Read(row));
        return coaches;
    }

    /// <summary>Which requests hold a place, and with whom.</summary>
    public async Task<IReadOnlyDictionary<Reference, string>> Places(CancellationToken cancel)
    {
        var places = new Dictionary<Reference, string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, "place_"), select: ["RowKey", "CoachId"], cancellationToken: cancel))
            places[Reference.Parse(row.RowKey["place_".Length..])] = row.GetString("CoachId");
        return places;
    }

    public async Task<string?> PlaceOf(Reference reference, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, PlaceKey(reference), cancellationToken: cancel);
        return row.HasValue ? row.Value!.GetString("CoachId") : null;
    }

    /// <summary>Takes one place of this coach for this request: the count under the ETag that was read, and the request's only place row, in one transaction.</summary>
    public async Task<Reservation> Reserve(StoredCoach coach, Reference reference, CancellationToken cancel)
    {
        var taken = new TableEntity(Partition, CoachKey(coach.Load.Coach.Id)) { ["Taken"] = coach.Load.Taken + 1 };
        var place = new TableEntity(Partition, PlaceKey(reference)) { ["CoachId"] = coach.Load.Coach.Id, ["At"] = clock.GetUtcNow() };
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, taken, coach.ETag), new(TableTransactionActionType.Add, place)], cancel);
            return new Reservation.Reserved();
        }
        catch (TableTransactionFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            return await PlaceOf(reference, cancel) is { } coachId ? new Reservation.HeldWith(coachId) : new Reservation.Changed();
        }
    }

    /// <summary>Gives the request's place back, once, and owes the waiting list a look. Nothing happens where no place is held, or it is held with another coach.</summary>
    /// <param name="coachId">The coach whose place it is; null frees whatever the request holds.</param>
    public async Task Free(Reference reference, string? coachId, CancellationToken cancel)
    {
        while (true)
        {
            var place = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, PlaceKey(reference), cancellationToken: cancel);
            if (!place.HasValue || (coachId is not null && place.Value!.GetString("CoachId") != coachId))
                return;

            var coach = await _table.GetEntityAsync<TableEntity>(Partition, CoachKey(place.Value!.GetString("CoachId")), cancellationToken: cancel);
            var freed = new TableEntity(Partition, coach.Value.RowKey) { ["Taken"] = coach.Value.GetInt32("Taken")!.Value - 1 };
            var wake = WakeWaiting.Owed($"wake_{reference}_{coach.Value.RowKey}");
            try
            {
                await _table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, freed, coach.Value.ETag),
                    new(TableTransactionActionType.Delete, place.Value, place.Value!.ETag),
                    wake.Add(clock.GetUtcNow()),
                ], cancel);
            }
            catch (TableTransactionFailedException changed) when (changed.Status is 404 or 409 or 412)
            {
                continue;
            }
            await outbox.Dispatch([wake], cancel);
            return;
        }
    }

    /// <summary>Adds coaches and updates those known; their taken places stay. Up to 99 in one transaction, with the message that wakes the waiting.</summary>
    /// <param name="work">Names this import in the outbox.</param>
    public async Task<ImportCounts> Import(IReadOnlyList<Coach> coaches, string work, CancellationToken cancel)
    {
        var known = (await All(cancel)).ToDictionary(coach => coach.Load.Coach.Id, coach => Json(coach.Load.Coach), StringComparer.Ordinal);
        var changed = coaches.Where(coach => !known.TryGetValue(coach.Id, out var stored) || stored != Json(coach)).ToList();
        var wake = WakeWaiting.Owed(work);
        foreach (var batch in changed.Chunk(99))
        {
            await _table.SubmitTransactionAsync([.. batch.Select(coach => Write(coach, known.ContainsKey(coach.Id))), wake.Add(clock.GetUtcNow())], cancel);
            await outbox.Dispatch([wake], cancel);
        }
        var added = changed.Count(coach => !known.ContainsKey(coach.Id));
        return new(added, changed.Count - added, coaches.Count - changed.Count);
    }

    public async Task FinishWake(string work, CancellationToken cancel) =>
        await _table.DeleteEntityAsync(Partition, OutboxMessage.Prefix + work, ETag.All, cancel);

    private static TableTransactionAction Write(Coach coach, bool known)
    {
        var row = new TableEntity(Partition, CoachKey(coach.Id)) { ["Data"] = Json(coach) };
        if (known)
            return new(TableTransactionActionType.UpdateMerge, row, ETag.All);
        row["Taken"] = 0;
        return new(TableTransactionActionType.Add, row);
    }

    /// <summary>Sets in one order, so that the same coach is the same text.</summary>
    private static string Json(Coach coach) => JsonSerializer.Serialize(coach with
    {
        Needs = coach.Needs.Order(StringComparer.Ordinal).ToHashSet(),
        States = coach.States.Order().ToHashSet(),
        Levels = coach.Levels.Order().ToHashSet(),
        Languages = coach.Languages.Order().ToHashSet(),
        Locales = coach.Locales.Order().ToHashSet(),
    }, DomainJson.Options);

    private static StoredCoach Read(TableEntity row)
    {
        var coach = JsonSerializer.Deserialize<Coach>(row.GetString("Data"), DomainJson.Options) ?? throw new InvalidDataException($"Row {row.RowKey} holds no coach.");
        return new(new(coach, row.GetInt32("Taken")!.Value), row.ETag);
    }

    private static string CoachKey(string id) => "coach_" + id;

    private static string PlaceKey(Reference reference) => "place_" + reference;
}
