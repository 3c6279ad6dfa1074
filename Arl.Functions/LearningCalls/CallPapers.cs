using System.Text.Json;
using Arl.Domain.LearningCalls;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <summary>What somebody read, and what a change of it must show.</summary>
/// <param name="Version">Empty where there was nothing yet.</param>
public sealed record Paper<T>(T Value, string Version);

/// <summary>
/// What people write around one call, in the table LearningCalls beside it. Rows <c>{date}_agenda</c> (what staff changed of it), <c>{date}_notes</c>, <c>{date}_question_{id}</c> (what a coach asks the others)
/// and <c>{date}_helped_{helped}_{helper}</c> (whom a coach thanks). Ids of coaches and words, no names of ours.
/// </summary>
public sealed class CallPapers(ArlStorage storage, TimeProvider clock)
{
    private const string Data = "Data";
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    public Task<Paper<AgendaEdits>> Edits(DateOnly date, CancellationToken cancel) => Read(AgendaKey(date), AgendaEdits.None, cancel);

    /// <summary>False: a colleague saved it since it was read.</summary>
    public Task<bool> Save(DateOnly date, AgendaEdits edits, string version, CancellationToken cancel) => Write(AgendaKey(date), edits, version, cancel);

    public Task<Paper<CallNotes>> Notes(DateOnly date, CancellationToken cancel) => Read(NotesKey(date), CallNotes.None, cancel);

    /// <summary>As <see cref="Save(DateOnly, AgendaEdits, string, CancellationToken)"/>; they are saved now.</summary>
    public Task<bool> Save(DateOnly date, CallNotes notes, string version, CancellationToken cancel) => Write(NotesKey(date), notes with { SavedAt = clock.GetUtcNow() }, version, cancel);

    /// <summary>In the order of their keys.</summary>
    public async Task<IReadOnlyList<CallQuestion>> Questions(DateOnly date, CancellationToken cancel)
    {
        return await _table.QueryAsync<TableEntity>(KeyRange.Of(CallsTable.Partition, QuestionKey(date, "")), cancellationToken: cancel)
            .Select(ReadQuestion).ToListAsync(cancel);
    }

    /// <summary>Once for its id, also where the same form comes beside itself or the SDK's retry meets its own success. False: the coach has asked as much as one may for this call.</summary>
    public async Task<bool> Ask(DateOnly date, CallQuestion question, CancellationToken cancel)
    {
        var asked = await Questions(date, cancel);
        if (asked.Any(one => one.Id == question.Id))
            return true;
        if (asked.Count(one => one.CoachId == question.CoachId) >= CallQuestion.Most)
            return false;
        try
        {
            await _table.AddEntityAsync(new TableEntity(CallsTable.Partition, QuestionKey(date, question.Id)) { ["CoachId"] = question.CoachId, ["Words"] = question.Words, ["AskedAt"] = question.AskedAt }, cancel);
        }
        catch (RequestFailedException twice) when (twice.Status == 409)
        {
            return (await Questions(date, cancel)).Any(one => one.Id == question.Id) ? true : throw new InvalidOperationException("A question was refused as if it were there, and is not.", twice);
        }
        return true;
    }

    /// <summary>What coaches said of who helped them.</summary>
    public async Task<IReadOnlyList<CoachHelp>> Said(DateOnly date, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(CallsTable.Partition, HelpedKey(date, "")), cancellationToken: cancel)
            .Select(ReadHelp).ToListAsync(cancel);

    /// <summary>What the coach said last of that helper counts. False: they have thanked as many as one may.</summary>
    public async Task<bool> Thank(DateOnly date, CoachHelp help, CancellationToken cancel)
    {
        var thanked = (await Said(date, cancel)).Where(one => one.HelpedId == help.HelpedId).ToList();
        if (thanked.Count >= CoachHelp.Most && !thanked.Exists(one => one.HelperId == help.HelperId))
            return false;
        await _table.UpsertEntityAsync(new TableEntity(CallsTable.Partition, HelpedKey(date, help.Key)) { ["HelperId"] = help.HelperId, ["HelpedId"] = help.HelpedId, ["With"] = help.With }, TableUpdateMode.Replace, cancel);
        return true;
    }

    /// <summary>What the coach asked and thanked for, with the day of the call.</summary>
    public async Task<(IReadOnlyList<(DateOnly Call, CallQuestion Question)> Asked, IReadOnlyList<(DateOnly Call, CoachHelp Help)> Thanks)> Of(string coachId, CancellationToken cancel)
    {
        var rows = await OfCoach(coachId, cancel);
        return ([.. rows.Where(row => row.ContainsKey("CoachId")).Select(row => (AttendeeRow.DateOf(row.RowKey), ReadQuestion(row)))], [.. rows.Where(row => row.GetString("HelpedId") == coachId).Select(row => (AttendeeRow.DateOf(row.RowKey), ReadHelp(row)))]);
    }

    /// <summary>Deletes what the coach asked, whom they thanked and who thanked them; answers the days of all calls that staff wrote about, where they may be named too.</summary>
    internal async Task<IReadOnlyList<DateOnly>> Erase(string coachId, CancellationToken cancel)
    {
        foreach (var row in await OfCoach(coachId, cancel))
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        var written = TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition} and RowKey ge {"2"} and RowKey lt {"3"} and Data0 gt {""}");
        return [.. (await _table.QueryAsync<TableEntity>(written, select: ["RowKey"], cancellationToken: cancel).Select(row => AttendeeRow.DateOf(row.RowKey)).ToListAsync(cancel)).Distinct()];
    }

    /// <summary>Takes the coach out of what staff wrote of a call; their question in staff's words goes with the question.</summary>
    /// <exception cref="InvalidOperationException">A colleague saved it at the same moment; the next try finds it again.</exception>
    internal async Task EraseEdits(DateOnly date, string coachId, CancellationToken cancel)
    {
        var (notes, edits) = (await Notes(date, cancel), await Edits(date, cancel));
        var asked = (await Questions(date, cancel)).Select(question => question.LineKey).ToHashSet(StringComparer.Ordinal);
        var (without, known) = (notes.Value with { Helped = [.. notes.Value.Helped.Where(help => help.HelperId != coachId && help.HelpedId != coachId)] }, edits.Value with { Reworded = [.. edits.Value.Reworded.Where(line => asked.Contains(line.Key))] });
        var saved = (without.Helped.Count == notes.Value.Helped.Count || await Write(NotesKey(date), without, notes.Version, cancel)) && (known.Reworded.Count == edits.Value.Reworded.Count || await Write(AgendaKey(date), known, edits.Version, cancel));
        if (!saved)
            throw new InvalidOperationException($"What staff wrote of the call of {CallRow.Text(date)} was changed meanwhile.");
    }

    /// <summary>Deletes all that was written around the calls before that day.</summary>
    internal async Task Forget(DateOnly before, CancellationToken cancel)
    {
        var old = TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition} and RowKey ge {"2"} and RowKey lt {CallRow.Text(before)}");
        await foreach (var row in _table.QueryAsync<TableEntity>(old, select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
            if (row.RowKey[CallRow.Text(before).Length..] is "_agenda" or "_notes" || row.RowKey.Contains("_question_", StringComparison.Ordinal) || row.RowKey.Contains("_helped_", StringComparison.Ordinal))
                await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
    }

    internal static string AgendaKey(DateOnly date) => CallRow.Text(date) + "_agenda";

    internal static string NotesKey(DateOnly date) => CallRow.Text(date) + "_notes";

    internal static string QuestionKey(DateOnly date, string id) => $"{CallRow.Text(date)}_question_{id}";

    internal static string HelpedKey(DateOnly date, string key) => $"{CallRow.Text(date)}_helped_{key}";

    private static CallQuestion ReadQuestion(TableEntity row) => new(row.RowKey[QuestionKey(default, "").Length..], row.GetString("CoachId"), row.GetString("Words"), row.GetDateTimeOffset("AskedAt")!.Value);

    private static CoachHelp ReadHelp(TableEntity row) => new(row.GetString("HelperId"), row.GetString("HelpedId"), row.GetString("With"));

    private async Task<IReadOnlyList<TableEntity>> OfCoach(string coachId, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition} and RowKey ge {"2"} and RowKey lt {"3"} and (CoachId eq {coachId} or HelpedId eq {coachId} or HelperId eq {coachId})"), cancellationToken: cancel).ToListAsync(cancel);

    private async Task<Paper<T>> Read<T>(string key, T none, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(CallsTable.Partition, key, cancellationToken: cancel);
        return row.HasValue ? new(JsonSerializer.Deserialize<T>(LongText.Read(row.Value!, Data)!, DomainJson.Options)!, row.Value!.ETag.ToString()) : new(none, "");
    }

    private async Task<bool> Write<T>(string key, T value, string version, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(value, DomainJson.Options);
        var row = new TableEntity(CallsTable.Partition, key);
        LongText.Write(row, Data, json);
        try
        {
            await (version.Length == 0 ? _table.AddEntityAsync(row, cancel) : _table.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, cancel));
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            var now = await _table.GetEntityIfExistsAsync<TableEntity>(CallsTable.Partition, key, cancellationToken: cancel);
            return now.HasValue && LongText.Read(now.Value!, Data) == json; // The SDK's retry met its own success, or the same was saved twice.
        }
    }
}
