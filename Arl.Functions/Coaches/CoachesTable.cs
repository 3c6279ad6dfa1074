using System.Globalization;
using System.Text.Json;
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
/// Rows: <c>coach_{id}</c> (the coach as JSON, <c>Taken</c>, the experience, and <c>PausedUntil</c>), <c>place_{ref}</c> (one place, held by one request; the key makes a second impossible), <c>outbox_plan</c>.
/// </summary>
public sealed class CoachesTable(ArlStorage storage, Outbox outbox, PlanOwed plan, TimeProvider clock)
{
    public const string Partition = "coaches";
    private const string PausedUntil = "PausedUntil";
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    public async Task<IReadOnlyList<StoredCoach>> All(CancellationToken cancel)
    {
        var coaches = new List<StoredCoach>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, "coach_"), cancellationToken: cancel))
            coaches.Add(Read(row, clock.GetUtcNow()));
        return coaches;
    }

    public async Task<StoredCoach?> Get(string coachId, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, CoachKey(coachId), cancellationToken: cancel);
        return row.HasValue ? Read(row.Value!, clock.GetUtcNow()) : null;
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
    public async Task<Reservation> Reserve(StoredCoach coach, Ask ask, CancellationToken cancel)
    {
        var taken = Loaded(coach.Load.Coach.Id, coach.Load.Taken + 1, coach.Load.Experience.With(ask.District, ask.Locale?.Type));
        var place = new TableEntity(Partition, PlaceKey(ask.Reference))
        {
            ["CoachId"] = coach.Load.Coach.Id,
            ["At"] = clock.GetUtcNow(),
            ["District"] = ask.District?.ToString(),
            ["Place"] = ask.Locale?.Type.ToString(),
        };
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, taken, coach.ETag), new(TableTransactionActionType.Add, place)], cancel);
            return new Reservation.Reserved();
        }
        catch (TableTransactionFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            return await PlaceOf(ask.Reference, cancel) is { } coachId ? new Reservation.HeldWith(coachId) : new Reservation.Changed();
        }
    }

    /// <summary>Gives the request's place back, once, and owes the waiting list a look. Nothing happens where no place is held, or it is held with another coach.</summary>
    /// <param name="coachId">The coach whose place it is; null frees whatever the request holds.</param>
    /// <param name="completed">The work was done and stays in the coach's experience; else it came to nothing.</param>
    public async Task Free(Reference reference, string? coachId, bool completed, CancellationToken cancel)
    {
        while (true)
        {
            var place = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, PlaceKey(reference), cancellationToken: cancel);
            if (!place.HasValue || (coachId is not null && place.Value!.GetString("CoachId") != coachId))
                return;

            var coach = await Get(place.Value!.GetString("CoachId"), cancel) ?? throw new InvalidDataException($"The place of {reference} is with a coach who is not there.");
            var experience = completed ? coach.Load.Experience : coach.Load.Experience.Without(District(place.Value), Place(place.Value));
            var (owe, message) = plan.Owe();
            try
            {
                await _table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, Loaded(coach.Load.Coach.Id, coach.Load.Taken - 1, experience), coach.ETag),
                    new(TableTransactionActionType.Delete, place.Value, place.Value!.ETag),
                    owe,
                ], cancel);
            }
            catch (TableTransactionFailedException changed) when (changed.Status is 404 or 409 or 412)
            {
                continue;
            }
            await outbox.Dispatch([message], cancel);
            return;
        }
    }

    /// <summary>Adds coaches and updates those known; their taken places stay. Up to 99 in one transaction, with the plan that they owe to the waiting.</summary>
    public async Task<ImportCounts> Import(IReadOnlyList<Coach> coaches, CancellationToken cancel)
    {
        var known = (await All(cancel)).ToDictionary(coach => coach.Load.Coach.Id, coach => Json(coach.Load.Coach), StringComparer.Ordinal);
        var changed = coaches.Where(coach => !known.TryGetValue(coach.Id, out var stored) || stored != Json(coach)).ToList();
        foreach (var batch in changed.Chunk(99))
        {
            var (owe, message) = plan.Owe();
            await _table.SubmitTransactionAsync([.. batch.Select(coach => Write(coach, known.ContainsKey(coach.Id))), owe], cancel);
            await outbox.Dispatch([message], cancel);
        }
        var added = changed.Count(coach => !known.ContainsKey(coach.Id));
        return new(added, changed.Count - added, coaches.Count - changed.Count);
    }

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
        var row = new TableEntity(Partition, CoachKey(coachId)) { [PausedUntil] = until?.ToString("O", CultureInfo.InvariantCulture) ?? "" };
        await _table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancel);
        if (until is null)
            await OwePlan(cancel);
    }

    /// <summary>Ends the pauses whose day has come, by each coach's own calendar, and owes a plan with each: once, whoever else does the same.</summary>
    public async Task EndPauses(CancellationToken cancel)
    {
        var paused = await _table.QueryAsync<TableEntity>($"({KeyRange.Of(Partition, "coach_")}) and {PausedUntil} gt ''", cancellationToken: cancel).ToListAsync(cancel);
        foreach (var row in paused.Where(row => Read(row, clock.GetUtcNow()).Load.PausedUntil is null))
        {
            var (owe, message) = plan.Owe();
            try
            {
                await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(Partition, row.RowKey) { [PausedUntil] = "" }, row.ETag), owe], cancel);
            }
            catch (TableTransactionFailedException changed) when (changed.Status is 404 or 412)
            {
                continue; // The next run looks again.
            }
            await outbox.Dispatch([message], cancel);
        }
    }

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

    internal static StoredCoach Read(TableEntity row, DateTimeOffset now)
    {
        var coach = JsonSerializer.Deserialize<Coach>(row.GetString("Data"), DomainJson.Options) ?? throw new InvalidDataException($"Row {row.RowKey} holds no coach.");
        return new(new(coach, row.GetInt32("Taken")!.Value) { Experience = new(Counts(row, "Districts", LeaId.Parse), Counts(row, "Places", Enum.Parse<LocaleType>)), PausedUntil = PauseOf(row, coach, now) }, row.ETag);
    }

    /// <summary>Null where there is none or it is over.</summary>
    private static DateOnly? PauseOf(TableEntity row, Coach coach, DateTimeOffset now) =>
        row.GetString(PausedUntil) is { Length: > 0 } text && DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture) is var until
            && until > DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(coach.TimeZone)).DateTime)
            ? until
            : null;

    private static TableEntity Loaded(string coachId, int taken, Experience experience) => new(Partition, CoachKey(coachId))
    {
        ["Taken"] = taken,
        ["Districts"] = Text(experience.Districts),
        ["Places"] = Text(experience.Places),
    };

    /// <summary>As <c>3500010:2;3500030:1</c>; a coach's row is nearly always read whole, and this is short.</summary>
    private static string Text<T>(IReadOnlyDictionary<T, int> counts) where T : notnull =>
        string.Join(';', counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}:{one.Value}")).Order(StringComparer.Ordinal));

    private static Dictionary<T, int> Counts<T>(TableEntity row, string column, Func<string, T> parse) where T : notnull =>
        (row.GetString(column) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':'))
            .ToDictionary(one => parse(one[0]), one => int.Parse(one[1], CultureInfo.InvariantCulture));

    private static LeaId? District(TableEntity place) => place.GetString("District") is { } district ? LeaId.Parse(district) : null;

    private static LocaleType? Place(TableEntity place) => place.GetString("Place") is { } type ? Enum.Parse<LocaleType>(type) : null;

    private static string CoachKey(string id) => "coach_" + id;

    private static string PlaceKey(Reference reference) => "place_" + reference;
}
