using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>A resource as it was read, with the ETag that a change must show.</summary>
public sealed record StoredResource(Resource Resource, ETag ETag)
{
    /// <summary>What a form was made from: a change from older facts is refused.</summary>
    public string Version => ResourceRow.VersionOf(Resource);
}

/// <param name="By">The coach's id, or the name of the member of the staff.</param>
public sealed record ResourceChange(DateTimeOffset At, string By, string What, string Why);

/// <summary>
/// The table Resources, one partition <c>resources</c>. Rows: <c>resource_{id}</c> (a resource as it is now, and what the weekly look at its link found), <c>history_{id}_{newest first}_{n}</c> (what was done with it, by whom and why)
/// and <c>uses_{id}_{yyyy-MM}</c> (how often it was opened in that month, see <see cref="ResourceUses"/>).
/// </summary>
public sealed class ResourcesTable(ArlStorage storage, ResourceUses uses)
{
    public const string Partition = "resources";
    private readonly TableClient _table = storage.Table(TableNames.Resources);

    /// <summary>All there are, with their uses; the newest first. What was deleted for good is not among them.</summary>
    public async Task<IReadOnlyList<Resource>> All(CancellationToken cancel)
    {
        var used = await uses.All(cancel);
        var resources = new List<Resource>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, ResourceRow.KeyOf("")), cancellationToken: cancel))
            if (ResourceRow.Read(row) is { DeletedAt: null } resource)
                resources.Add(With(resource, used));
        return [.. resources.OrderByDescending(resource => resource.SharedAt).ThenBy(resource => resource.Id, StringComparer.Ordinal)];
    }

    /// <summary>Those that coaches find; the newest first. Of some the link may be dead: see <see cref="Resource.IsOffered"/>.</summary>
    public async Task<IReadOnlyList<Resource>> Listed(CancellationToken cancel) => [.. (await All(cancel)).Where(resource => resource.State == ResourceState.Listed)];

    /// <summary>Those that staff have not looked at, without their uses.</summary>
    public async Task<IReadOnlyList<Resource>> Proposed(CancellationToken cancel)
    {
        var state = nameof(ResourceState.Proposed);
        return await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, ResourceRow.KeyOf(""), $"State eq {state}"), cancellationToken: cancel).Select(ResourceRow.Read).ToListAsync(cancel);
    }

    /// <summary>Those listed whose link leads nowhere, without their uses.</summary>
    public async Task<IReadOnlyList<Resource>> Dead(CancellationToken cancel)
    {
        var (state, weeks) = (nameof(ResourceState.Listed), LinkState.DeadAfter);
        return await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, ResourceRow.KeyOf(""), $"State eq {state} and FailedWeeks ge {weeks}"), cancellationToken: cancel).Select(ResourceRow.Read).ToListAsync(cancel);
    }

    /// <summary>When each was first listed that staff have ever listed, withdrawn and deleted ones too.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> ListedOnce(CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, ResourceRow.KeyOf("")), select: ["FirstListedAt"], cancellationToken: cancel)
            .Select(row => row.GetDateTimeOffset("FirstListedAt")).Where(at => at is not null).Select(at => at!.Value).ToListAsync(cancel);

    /// <summary>Null where there is none, or the text is no id. Without its uses.</summary>
    public async Task<StoredResource?> Get(string id, CancellationToken cancel)
    {
        if (!ResourceRules.IsId(id))
            return null;
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, ResourceRow.KeyOf(id), cancellationToken: cancel);
        return row.HasValue ? new(ResourceRow.Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Once for its id: false where it is there already.</summary>
    /// <param name="by">Who shared it, as <see cref="ResourceChange.By"/>.</param>
    public async Task<bool> Add(Resource resource, string by, CancellationToken cancel)
    {
        try
        {
            await _table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, ResourceRow.Of(resource)),
                new(TableTransactionActionType.Add, ResourceRow.History(resource.Id, resource.SharedAt, by, ResourceDifferences.Shared, "")),
            ], cancel);
            return true;
        }
        catch (TableTransactionFailedException there) when (there.Status == 409)
        {
            if (await Get(resource.Id, cancel) is null)
                throw; // Refused for another reason: whoever shared it must hear so.
            return false;
        }
    }

    /// <summary>Writes facts and state with their history. False: somebody changed it since it was read, or the SDK's retry met its own success; look again.</summary>
    internal async Task<bool> Change(StoredResource read, Resource changed, ResourceChange history, CancellationToken cancel)
    {
        try
        {
            await _table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, ResourceRow.Of(changed), read.ETag),
                new(TableTransactionActionType.Add, ResourceRow.History(changed.Id, history.At, history.By, history.What, history.Why)),
            ], cancel);
            return true;
        }
        catch (TableTransactionFailedException other) when (StorageFaults.IsConflict(other))
        {
            return false;
        }
    }

    /// <summary>What the look at its link found. Nothing is written where it changed since it was read: the next look sees it as it is then.</summary>
    public async Task Keep(StoredResource read, LinkState found, CancellationToken cancel)
    {
        try
        {
            await _table.UpdateEntityAsync(ResourceRow.Looked(read.Resource.Id, found), read.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            // Changed by staff, or by another look, or by this one whose answer was lost.
        }
    }

    /// <summary>What was done with it, the newest first.</summary>
    public async Task<IReadOnlyList<ResourceChange>> History(string id, int most, CancellationToken cancel)
    {
        var changes = new List<ResourceChange>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, ResourceRow.HistoryOf(id)), maxPerPage: most, cancellationToken: cancel).Take(most))
            changes.Add(new(row.GetDateTimeOffset("At")!.Value, row.GetString("By"), row.GetString("What"), row.GetString("Why")));
        return changes;
    }

    /// <summary>Takes out of its history every word that somebody typed of it: who did what and when stays.</summary>
    internal async Task EmptyHistory(string id, CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, ResourceRow.HistoryOf(id)), cancellationToken: cancel))
        {
            // A line is written once; and what is said of a deletion is said after it.
            if (row.GetString("What") is var what && what != ResourceDifferences.Deleted && (row.GetString("Why").Length > 0 || ResourceDifferences.Emptied(what) != what))
                await _table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["What"] = ResourceDifferences.Emptied(what), ["Why"] = "" }, ETag.All, TableUpdateMode.Merge, cancel);
        }
    }

    private static Resource With(Resource resource, IReadOnlyDictionary<string, IReadOnlyDictionary<DateOnly, int>> used) =>
        used.TryGetValue(resource.Id, out var months) ? resource with { Uses = months } : resource;
}
