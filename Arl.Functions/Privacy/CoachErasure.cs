using System.Text.Json;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <summary>
/// Erases a coach who is not active any more, has no open request and hosts no calls: the files that name them, their name in the requests they had, what they wrote around calls, what they shared and staff never listed, the emails to and about them, and their row, which goes last, so that whatever
/// was cut short before that is done again. Their id and organization stay in the requests, by which figures go.
/// </summary>
public sealed class CoachErasure(ArlStorage storage, CoachesTable coaches, RequestsTable requests, SuppressionList suppressions, ImportErasure imports, CallPapersErasure callPapers, ResourceRemoval resources)
{
    private readonly TableClient _coaches = storage.Table(TableNames.Coaches);
    private readonly TableClient _requests = storage.Table(TableNames.Requests);

    /// <param name="endedBefore">Only where every request they had ended before that; null: however lately.</param>
    public async Task<Erased> Erase(string coachId, DateTimeOffset? endedBefore, CancellationToken cancel)
    {
        if (await coaches.Get(coachId, cancel) is not { } stored)
            return Erased.NotThere;
        if (stored.Load is { Coach.Active: true } or { Taken: > 0 } || (await requests.OfCoach(coachId, cancel)).Any(request => request.EndedAt is null || request.EndedAt >= endedBefore) || await callPapers.IsHost(stored.Load.Coach.Email, cancel))
            return Erased.StillOpen;
        await imports.Naming(coachId, cancel);
        await suppressions.ForgetAddress(stored.Load.Coach.Email, cancel);
        foreach (var partition in RequestKeys.Partitions)
            if (!await EraseIn(partition, stored.Load.Coach, cancel))
                return Erased.StillOwed;
        if (!await callPapers.OfCoach(stored.Load.Coach, cancel))
            return Erased.StillOwed;
        await resources.OfCoach(coachId, cancel);
        await foreach (var row in _coaches.QueryAsync<TableEntity>(KeyRange.Of(CoachesTable.Partition, CoachEdits.Prefix(coachId)), select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
            await _coaches.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        return await EraseRow(coachId, stored.ETag, cancel) ? Erased.Done : Erased.StillOwed;
    }

    /// <summary>Who is not active, and of whom no file and no edit has said anything since that moment.</summary>
    public async Task<IReadOnlyList<string>> LeftBefore(DateTimeOffset moment, CancellationToken cancel) =>
        await _coaches.QueryAsync<TableEntity>(KeyRange.Of(CoachesTable.Partition, CoachRow.Prefix, $"StatedAt lt {moment}"), cancellationToken: cancel)
            .Select(CoachRow.CoachOf).Where(coach => !coach.Active).Select(coach => coach.Id).ToListAsync(cancel);

    /// <summary>False where the coach got a place meanwhile, or was loaded again.</summary>
    private async Task<bool> EraseRow(string coachId, ETag read, CancellationToken cancel)
    {
        try
        {
            await _coaches.DeleteEntityAsync(CoachesTable.Partition, CoachRow.Key(coachId), read, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    private async Task<bool> EraseIn(string partition, Coach coach, CancellationToken cancel)
    {
        // Of all rows of a request, its own and those of its matches have this column: they say who its coaches were, and who came next.
        var named = await _requests.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Data gt {""}"), select: ["PartitionKey", "RowKey", "Data"], cancellationToken: cancel)
            .Where(row => row.GetString("Data").Contains($"\"CoachId\":\"{coach.Id}\"", StringComparison.Ordinal)).ToListAsync(cancel);
        foreach (var row in named.Where(row => row.RowKey.Contains(RequestKeys.MatchInfix, StringComparison.Ordinal)))
            await EraseMatch(row, coach, cancel);
        foreach (var reference in named.Select(row => row.RowKey).Select(RequestKeys.ReferenceOf).Distinct()) // Of matches too: who handed it back stands in no request's own row.
            if (!await EraseRequest(reference, coach, cancel))
                return false;
        return true;
    }

    private async Task EraseMatch(TableEntity row, Coach coach, CancellationToken cancel)
    {
        var match = Erasure.OfCoach(JsonSerializer.Deserialize<Match>(row.GetString("Data"), DomainJson.Options)!, coach.Id);
        await _requests.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["Data"] = JsonSerializer.Serialize(match, DomainJson.Options) }, ETag.All, TableUpdateMode.Merge, cancel); // Written once, and by nobody else.
        var answers = RequestKeys.CheckIn(RequestKeys.ReferenceOf(row.RowKey), match.Number, Side.Coach);
        if (match.CoachId == coach.Id && await _requests.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, answers, ["RowKey"], cancel) is { HasValue: true } answer)
            await _requests.UpdateEntityAsync(new TableEntity(row.PartitionKey, answer.Value!.RowKey) { ["Changed"] = "", ["Next"] = "" }, ETag.All, TableUpdateMode.Merge, cancel);
    }

    /// <summary>False where the request changed meanwhile, or an email that names the coach is still on its way: the next try finds it again.</summary>
    private async Task<bool> EraseRequest(Reference reference, Coach coach, CancellationToken cancel)
    {
        foreach (var email in await requests.Emails(reference, cancel))
            if (email.Names(coach))
            {
                if (!email.IsFinished)
                    return false;
                await EmailErasure.Empty(_requests, email, cancel);
            }
        if (await requests.Get(reference, cancel) is not { } stored)
            return true;
        var erased = Erasure.OfCoach(stored.Request, coach.Id);
        try
        {
            await _requests.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, RequestRow.Write(erased), stored.ETag), .. RequestIndexRow.Whole(erased)], cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }
}
