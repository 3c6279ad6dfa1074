using System.Globalization;
using System.Text.Json;
using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>The histories of the table Requests as figures go by them, for the nightly check.</summary>
public sealed class RequestHistories(ArlStorage storage, RequestsTable requests)
{
    private const int MostTries = 50;
    private static readonly string[] s_columns = ["RowKey", "Event", "At", "State", "Moment"];
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    /// <summary>Of every request, by its reference: each partition in one scan, in which the storage sifts, since rows of the history alone have an event.</summary>
    public async Task<IReadOnlyDictionary<string, RequestHistory>> All(CancellationToken cancel)
    {
        var shards = await Task.WhenAll(RequestKeys.Partitions.Select(partition => Read(KeyRange.Of(partition, "ARL-", $"Event gt {""}"), cancel)));
        return shards.SelectMany(rows => rows).GroupBy(row => row.Reference, StringComparer.Ordinal).ToDictionary(rows => rows.Key, Of, StringComparer.Ordinal);
    }

    /// <summary>Makes what figures know of a request what its history says, and leaves all else of it. False where that is so, or the history has lost a row.</summary>
    public async Task<bool> SetRight(Reference reference, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // The request first: where its history has grown since, its row has changed too, and the write is refused.
            if (await requests.Get(reference, cancel) is not { } stored)
                return false;
            var history = Of(await Read(KeyRange.Of(RequestKeys.Partition(reference), RequestKeys.Histories(reference)), cancel));
            if (!history.IsWholeOf(stored.Request) || history.IsWhatFiguresGoBy(stored.Request))
                return false;
            if (await requests.Touch(stored with { Request = history.SetRight(stored.Request) }, cancel))
                return true;
        }
        throw new InvalidOperationException($"Request {reference} changed {MostTries} times while its moments were to be set right.");
    }

    private async Task<List<HistoryRow>> Read(string filter, CancellationToken cancel)
    {
        var rows = new List<HistoryRow>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: s_columns, cancellationToken: cancel))
        {
            if (row.RowKey.Split(RequestKeys.HistoryInfix) is [var reference, var number])
                rows.Add(new(reference, int.Parse(number, CultureInfo.InvariantCulture), MomentOf(row)));
        }
        return rows;
    }

    private static RequestHistory Of(IEnumerable<HistoryRow> rows)
    {
        var ordered = rows.OrderBy(row => row.Number).ToList();
        return new([.. ordered.Select(row => row.Number)], [.. ordered.Select(row => row.Moment)]);
    }

    private static RequestMoment MomentOf(TableEntity row) => row.GetString("Moment") is { } moment
        ? JsonSerializer.Deserialize<RequestMoment>(moment, DomainJson.Options)!
        : new(row.GetDateTimeOffset("At")!.Value, row.GetString("Event"), Enum.Parse<RequestState>(row.GetString("State")));

    private sealed record HistoryRow(string Reference, int Number, RequestMoment Moment);
}
