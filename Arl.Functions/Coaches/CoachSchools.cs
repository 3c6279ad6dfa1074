using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Coaches;

/// <summary>Whom a coach has a place for now: read by the places, so that it costs what the coach has and not what the network has.</summary>
public sealed class CoachSchools(ArlStorage storage, RequestsTable requests)
{
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<CoachingRequest>> Of(string coachId, CancellationToken cancel)
    {
        var filter = $"({KeyRange.Of(CoachesTable.Partition, "place_")}) and ({TableClient.CreateQueryFilter($"CoachId eq {coachId}")})";
        var places = new List<Reference>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancel))
            places.Add(Reference.Parse(row.RowKey["place_".Length..]));
        var stored = await Task.WhenAll(places.Select(reference => requests.Get(reference, cancel)));
        return [.. stored.OfType<StoredRequest>().Select(one => one.Request).Where(request => request.IsOpen && request.Match?.CoachId == coachId).OrderBy(request => request.ReceivedAt)];
    }
}
