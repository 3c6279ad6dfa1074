using System.Globalization;
using System.Text.Json;
using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <param name="Change">What was done to it, or to a week of it, last.</param>
public sealed record StoredSeries(CallSeries Series, CallChange Change, DateTimeOffset ChangedAt, ETag ETag);

/// <summary>
/// The table LearningCalls, one partition <c>calls</c>, so that the series, a week of it and the emails about them change in one transaction. Rows: <c>series</c>, <c>call_{yyyy-MM-dd}</c> (one week, by the day that the rhythm gives it),
/// <c>{date}_coach_{coachId}</c> (what one coach said of one call), <c>coach_{coachId}</c> (what stands in a coach's calendar), and <c>{date}_email_…</c>, <c>mail_…</c>, <c>outbox_…</c> as everywhere.
/// Only who shows the series' ETag writes what a week's row says of its time, so the two never disagree.
/// </summary>
public sealed class CallsTable(ArlStorage storage, TimeProvider clock)
{
    public const string Partition = "calls";
    private const string SeriesKey = "series";
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    /// <summary>Null before the first; a stopped one is still there.</summary>
    public async Task<StoredSeries?> Series(CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, SeriesKey, cancellationToken: cancel);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The series and the weeks that differ from it; null before the first series.</summary>
    public async Task<(StoredSeries Stored, CallCalendar Calendar)?> Calendar(CancellationToken cancel)
    {
        while (await Series(cancel) is { } stored)
        {
            var exceptions = (await Weeks(stored.Series.FirstDate, cancel)).Select(CallRow.ExceptionOf).OfType<CallException>().ToList();
            if ((await Series(cancel))?.ETag == stored.ETag) // Else a week changed with it meanwhile, and what was read is of two times.
                return (stored, new(stored.Series, exceptions));
        }
        return null;
    }

    /// <summary>One call: as it was where it has begun, else as the series says now. Null where there never was one that day.</summary>
    public async Task<LearningCall?> Get(DateOnly date, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, CallRow.KeyOf(date), cancellationToken: cancel);
        var announced = row.HasValue ? CallRow.Announced(row.Value!) : null;
        if (announced?.StartsAt <= clock.GetUtcNow())
            return announced;
        return await Calendar(cancel) is (_, var calendar) && calendar.Series.IsOn && calendar.Of(date) is { } planned ? planned : announced is null ? null : announced with { State = CallState.Skipped };
    }

    /// <summary>The calls that have begun and took place, by day, from the first of these days to the last.</summary>
    public async Task<IReadOnlyList<LearningCall>> Held(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return [.. (await Weeks(from, cancel)).Select(CallRow.Announced).OfType<LearningCall>().Where(call => call.Date <= to && call.StartsAt <= now && call.State != CallState.Skipped)];
    }

    /// <summary>The ids of the coaches who came, by the day of the call.</summary>
    public async Task<ILookup<DateOnly, string>> WhoCame(CancellationToken cancel)
    {
        var came = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {"2"} and RowKey lt {"3"} and Came eq {true}"); // The keys that begin with a day.
        var rows = await _table.QueryAsync<TableEntity>(came, select: ["RowKey"], cancellationToken: cancel).Select(row => row.RowKey).ToListAsync(cancel);
        return rows.ToLookup(AttendeeRow.DateOf, AttendeeRow.CoachOf);
    }

    /// <summary>Writes the series as it is to be, what one week is to be with it, and what the weeks that are announced already say of their time. False: somebody else changed it since it was read.</summary>
    /// <param name="read">Null: there was none.</param>
    /// <param name="week">The week that is to differ; null where the series itself changes.</param>
    public async Task<bool> Change(StoredSeries? read, CallSeries next, CallChange change, CallException? week, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await Weeks(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-8), cancel);
        var exceptions = (read is null ? [] : await Weeks(next.FirstDate, cancel)).Select(CallRow.ExceptionOf).OfType<CallException>().Where(one => one.Date != change.Date).Concat(week is null ? [] : [week]).ToList();
        var calendar = new CallCalendar(next, exceptions);
        var dates = rows.Where(row => CallRow.Announced(row)?.StartsAt > now).Select(CallRow.DateOf).Concat(change.Date is { } day ? [day] : []).Distinct();
        var weeks = dates.Select(date => new TableTransactionAction(TableTransactionActionType.UpsertMerge, CallRow.Of(date, calendar)));
        return await TryWrite(read, next, change, now, weeks, cancel);
    }

    /// <summary>What is known of a call's time is kept from now on, whatever becomes of the series once it has begun. False: the series changed since it was read.</summary>
    public async Task<bool> Announce(StoredSeries read, CallCalendar calendar, DateOnly date, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, CallRow.KeyOf(date), cancellationToken: cancel);
        return (row.HasValue && CallRow.Announced(row.Value!) == calendar.Of(date))
            || await TryWrite(read, read.Series, read.Change, read.ChangedAt, [new(TableTransactionActionType.UpsertMerge, CallRow.Of(date, calendar))], cancel);
    }

    /// <summary>Of whom something is known of that call, by id.</summary>
    public async Task<IReadOnlyList<CallAttendee>> Attendees(DateOnly date, CancellationToken cancel)
    {
        var starts = await StartsAt(date, cancel);
        return await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, AttendeeRow.KeyOf(date, "")), cancellationToken: cancel).Select(row => AttendeeRow.Read(row, starts)).ToListAsync(cancel);
    }

    public async Task<CallAttendee?> Attendee(DateOnly date, string coachId, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, AttendeeRow.KeyOf(date, coachId), cancellationToken: cancel);
        return row.HasValue ? AttendeeRow.Read(row.Value!, await StartsAt(date, cancel)) : null;
    }

    /// <summary>The coach's last answer counts.</summary>
    public async Task Answer(DateOnly date, string coachId, CallAnswer answer, CancellationToken cancel) =>
        await _table.UpsertEntityAsync(AttendeeRow.Answered(date, coachId, answer, await StartsAt(date, cancel), clock.GetUtcNow()), TableUpdateMode.Merge, cancel);

    /// <summary>What the coach, or staff, said last of whether the coach came counts.</summary>
    public Task Came(DateOnly date, string coachId, bool came, CancellationToken cancel) => _table.UpsertEntityAsync(AttendeeRow.CameOrNot(date, coachId, came), TableUpdateMode.Merge, cancel);

    /// <summary>What stands in the calendars of the coaches, by their ids. Who was never invited has nothing there.</summary>
    public async Task<IReadOnlyDictionary<string, CoachCalendar>> Calendars(CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, CalendarRow.Prefix), cancellationToken: cancel)
            .Select(CalendarRow.Read).ToDictionaryAsync(one => one.CoachId, StringComparer.Ordinal, cancel);

    public async Task<CoachCalendar?> CalendarOf(string coachId, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, CalendarRow.KeyOf(coachId), cancellationToken: cancel);
        return row.HasValue ? CalendarRow.Read(row.Value!) : null;
    }

    /// <summary>Of somebody to whom no mail of ours gets; whoever changed it meanwhile wins.</summary>
    public async Task Forget(CoachCalendar calendar, CancellationToken cancel)
    {
        try
        {
            await _table.DeleteEntityAsync(Partition, CalendarRow.KeyOf(calendar.CoachId), calendar.ETag, cancel);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return; // The next look sees what it is now.
        }
    }

    /// <summary>Whether the file that a calendar is to have has left for it.</summary>
    public async Task<bool> HasLeft(CoachCalendar calendar, CancellationToken cancel) =>
        calendar.By is { } email && await _table.GetEntityIfExistsAsync<TableEntity>(Partition, email, ["State"], cancel) is { HasValue: true } row && row.Value!.GetString("State") == nameof(EmailState.Sent);

    /// <summary>What is known of one coach and every call, by day.</summary>
    public async Task<IReadOnlyList<(DateOnly Date, CallAttendee Said)>> OfCoach(string coachId, CancellationToken cancel)
    {
        var days = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {"2"} and RowKey lt {"3"}");
        return await _table.QueryAsync<TableEntity>(days, select: ["RowKey", "InvitedAt", "RemindedAt", "Answer", "AnsweredAt", "AnsweredOf", "Came"], cancellationToken: cancel)
            .Where(row => row.RowKey[CallRow.Text(default).Length..] == AttendeeRow.KeyOf(default, coachId)[CallRow.Text(default).Length..])
            .Select(row => (AttendeeRow.DateOf(row.RowKey), AttendeeRow.Read(row, row.GetDateTimeOffset("AnsweredOf")))).ToListAsync(cancel);
    }

    private async Task<DateTimeOffset?> StartsAt(DateOnly date, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, CallRow.KeyOf(date), ["StartsAt"], cancel);
        return row.HasValue ? row.Value!.GetDateTimeOffset("StartsAt") : null;
    }

    private async Task<bool> TryWrite(StoredSeries? read, CallSeries next, CallChange change, DateTimeOffset changedAt, IEnumerable<TableTransactionAction> weeks, CancellationToken cancel)
    {
        var row = Write(next, change, changedAt);
        try
        {
            await _table.SubmitTransactionAsync([read is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, read.ETag), .. weeks], cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return read?.Series != next && (await Series(cancel))?.Series == next; // The SDK's retry met its own success.
        }
    }

    private async Task<IReadOnlyList<TableEntity>> Weeks(DateOnly from, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, CallRow.Prefix, $"RowKey ge {CallRow.KeyOf(from)}"), cancellationToken: cancel).ToListAsync(cancel);

    private static TableEntity Write(CallSeries series, CallChange change, DateTimeOffset changedAt) => new(Partition, SeriesKey)
    {
        ["Data"] = JsonSerializer.Serialize(series, DomainJson.Options),
        ["Change"] = change.Kind.ToString(),
        ["ChangedAt"] = changedAt,
        ["ChangedDate"] = change.Date?.ToString("O", CultureInfo.InvariantCulture),
    };

    private static StoredSeries Read(TableEntity row) => new(
        JsonSerializer.Deserialize<CallSeries>(row.GetString("Data"), DomainJson.Options) ?? throw new InvalidDataException("The series' row holds no series."),
        new(Enum.Parse<CallChangeKind>(row.GetString("Change")), row.GetString("ChangedDate") is { } day ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : null),
        row.GetDateTimeOffset("ChangedAt")!.Value,
        row.ETag);
}
