using System.Globalization;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>
/// Pages of requests in an order of staff's choice, out of any number: each partition's rows come sorted and sifted by the storage, a few at a time, and are merged. No page reads more than it shows
/// and a few rows of each partition.
/// </summary>
public sealed class RequestIndex(ArlStorage storage)
{
    /// <summary>Of one partition at a time: of a page's 50 rows one of the 31 partitions seldom has more.</summary>
    private const int AtATime = 8;
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    /// <param name="after">What the page before said comes next; null for the first page.</param>
    public async Task<RequestLines> Page(RequestLookup lookup, string? after, int most, CancellationToken cancel)
    {
        var prefix = RequestIndexRow.Prefix(lookup.Order);
        var lines = new List<RequestLine>(most);
        string? last = null;
        await foreach (var row in Merged(lookup, prefix, after, cancel))
        {
            if (lines.Count == most)
                return new(lines, last);
            lines.Add(RequestIndexRow.Read(row)!);
            last = row.RowKey[prefix.Length..];
        }
        return new(lines, null);
    }

    /// <summary>Open requests of the same place or the same address, and those that go on under this one.</summary>
    public async Task<IReadOnlyList<Reference>> Alike(CoachingRequest request, CancellationToken cancel)
    {
        var (place, contact, merged) = (request.Place.Key, RequestIndexRow.HashOf(request.Contact.Email), request.Reference.ToString());
        var found = await Sifted($"(Open eq true and (PlaceKey eq {place} or ContactHash eq {contact})) or MergedInto eq {merged}", cancel);
        return [.. found.Where(other => other != request.Reference)];
    }

    /// <summary>Every request of this contact. The query says a hash of the address, so others may share it: look at the request itself.</summary>
    public Task<IReadOnlyList<Reference>> OfContact(EmailAddress address, CancellationToken cancel) => Sifted($"ContactHash eq {RequestIndexRow.HashOf(address)}", cancel);

    /// <summary>Those whose row passes; the storage sifts.</summary>
    private async Task<IReadOnlyList<Reference>> Sifted(FormattableString filter, CancellationToken cancel)
    {
        var prefix = RequestIndexRow.Prefix(RequestOrder.Newest);
        var shards = await Task.WhenAll(RequestKeys.Partitions.Select(async partition =>
            await _table.QueryAsync<TableEntity>(KeyRange.Of(partition, prefix, filter), select: ["RowKey"], cancellationToken: cancel).ToListAsync(cancel)));
        return [.. shards.SelectMany(rows => rows).Select(row => RequestIndexRow.ReferenceOf(row.RowKey))];
    }

    private async IAsyncEnumerable<TableEntity> Merged(RequestLookup lookup, string prefix, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var sifted = Sifted(lookup);
        var shards = RequestKeys.Partitions.Select(partition =>
            _table.QueryAsync<TableEntity>(Range(partition, lookup, prefix, after) + sifted, maxPerPage: AtATime, select: RequestIndexRow.Columns, cancellationToken: cancel).GetAsyncEnumerator(cancel)).ToList();
        try
        {
            var next = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
            var first = await Task.WhenAll(shards.Select(shard => Move(shard, lookup)));
            for (var index = 0; index < shards.Count; index++)
                if (first[index])
                    next.Enqueue(shards[index], shards[index].Current.RowKey);
            while (next.TryDequeue(out var shard, out _))
            {
                yield return shard.Current;
                if (await Move(shard, lookup))
                    next.Enqueue(shard, shard.Current.RowKey);
            }
        }
        finally
        {
            foreach (var shard in shards)
                await shard.DisposeAsync();
        }
    }

    /// <summary>To the next row that is whole and truly has the words: a column says no more than how one begins.</summary>
    private static async Task<bool> Move(IAsyncEnumerator<TableEntity> shard, RequestLookup lookup)
    {
        while (await shard.MoveNextAsync())
            if (shard.Current.GetString("Words") is { } words && (lookup.Words.Count == 0 || RequestSearchWords.Match(lookup.Words, words.Split(' '))))
                return true;
        return false;
    }

    private static string Range(string partition, RequestLookup lookup, string prefix, string? after)
    {
        var (low, high) = (prefix, prefix[..^1] + (char)(prefix[^1] + 1));
        if (lookup.Order == RequestOrder.Newest)
        {
            if (lookup.Until is { } until)
                low = prefix + RequestIndexRow.Moment(until.AddTicks(-1), newestFirst: true);
            if (lookup.From is { } from)
                high = prefix + RequestIndexRow.Moment(from.AddTicks(-1), newestFirst: true);
        }
        else if (lookup.Order == RequestOrder.Oldest)
        {
            if (lookup.From is { } from)
                low = prefix + RequestIndexRow.Moment(from, newestFirst: false);
            if (lookup.Until is { } until)
                high = prefix + RequestIndexRow.Moment(until, newestFirst: false);
        }
        if (after is not null && string.CompareOrdinal(prefix + after, low) >= 0)
            low = prefix + after + '0'; // Just above it: no key goes on after its reference.
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {low} and RowKey lt {high}");
    }

    private static string Sifted(RequestLookup lookup)
    {
        var parts = new List<string>();
        if (lookup.State is { } state)
            parts.Add(TableClient.CreateQueryFilter($"State eq {state.ToString()}"));
        if (lookup.UsState is { } place)
            parts.Add(TableClient.CreateQueryFilter($"PlaceState eq {place.Code}"));
        if (lookup.Organization is { } organization)
            parts.Add(TableClient.CreateQueryFilter($"Organization eq {organization}"));
        if (lookup.Need is { } need)
            parts.Add(RequestIndexRow.NeedColumn(need) + " eq true");
        if (lookup.NeedsPerson)
            parts.Add("NeedsPerson eq true");
        if (lookup.Order == RequestOrder.HighestNeed)
        {
            if (lookup.From is { } from)
                parts.Add(TableClient.CreateQueryFilter($"ReceivedAt ge {from}"));
            if (lookup.Until is { } until)
                parts.Add(TableClient.CreateQueryFilter($"ReceivedAt lt {until}"));
        }
        parts.AddRange(lookup.Words.Select(word => RequestIndexRow.WordColumn(word) + " eq true"));
        return string.Concat(parts.Select(part => " and " + part));
    }
}
