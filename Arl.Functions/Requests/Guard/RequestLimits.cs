using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Functions.Hosting;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests.Guard;

/// <summary>What the limits say to one request.</summary>
public abstract record Turn
{
    private Turn() { }

    /// <summary>It is counted.</summary>
    public sealed record New : Turn;

    /// <summary>Its contact has sent the same one today: it is not counted a second time, unless it becomes another request.</summary>
    public sealed record Again : Turn;

    /// <param name="Until">When it may come again.</param>
    public sealed record TooMany(bool OfAddress, int Most, DateTimeOffset Until) : Turn;
}

/// <summary>
/// How many requests an address sends in a day and a network in an hour, both in UTC. Table RequestLimits, partition: the day; rows <c>address_{hash}</c> and <c>network_{hash}_{hour}</c>, hashed with a key
/// of that day, so that no address is kept and none can be followed from day to day. One transaction where neither has sent anything before, which most have not.
/// A counter that fails stops nobody.
/// </summary>
public sealed partial class RequestLimits(ArlStorage storage, IOptions<SiteOptions> site, IOptions<GuardOptions> options, TimeProvider clock, ILogger<RequestLimits> log)
{
    public const string Address = "address_";
    private const int Attempts = 5;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private readonly TableClient _table = storage.Table(TableNames.RequestLimits);
    private readonly byte[] _key = site.Value.Keys()[0];

    /// <param name="network">Null where it cannot be told.</param>
    /// <param name="fingerprint">The same for equal requests.</param>
    public Task<Turn> Take(EmailAddress address, string? network, string fingerprint, CancellationToken cancel) => OrLet(async patience =>
    {
        var now = clock.GetUtcNow();
        var counters = Counters(address, network, fingerprint, now);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = attempt == 0 ? [] : await Read(counters, patience); // Most are the first of their day: so it is written before it is read.
            if (Refusal(counters, stored, now) is { } refusal)
                return refusal;
            if (await Count(counters, stored, now, patience))
                return new Turn.New();
        }
        throw new IOException($"The counters changed {Attempts} times while one request was counted.");
    }, cancel);

    /// <summary>One that was not counted, because its contact had sent the same before, became a request of its own.</summary>
    public Task CountAgain(EmailAddress address, string? network, string fingerprint, CancellationToken cancel) => OrLet(async patience =>
    {
        var now = clock.GetUtcNow();
        var counters = Counters(address, network, fingerprint, now);
        for (var attempt = 0; attempt < Attempts && !await Count(counters, await Read(counters, patience), now, patience); attempt++)
        {
        }
        return new Turn.New();
    }, cancel);

    /// <summary>How many addresses sent something since a moment, as far as that is needed to know that they are more than <paramref name="enough"/>.</summary>
    public async Task<int> Senders(DateTimeOffset since, int enough, CancellationToken cancel)
    {
        var found = 0;
        foreach (var day in new HashSet<string>([Day(since), Day(clock.GetUtcNow())], StringComparer.Ordinal))
        {
            var filter = KeyRange.Of(day, Address, $"At ge {since}");
            await foreach (var _ in _table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancel))
            {
                if (++found > enough)
                    return found;
            }
        }
        return found;
    }

    /// <summary>Counters of days that are over.</summary>
    public async Task Forget(CancellationToken cancel)
    {
        var before = Day(clock.GetUtcNow().AddDays(-1));
        var over = await _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey lt {before}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancel).ToListAsync(cancel);
        foreach (var row in over)
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
    }

    private sealed record Counted(string Partition, string AddressRow, string? NetworkRow, string Fingerprint);

    private Counted Counters(EmailAddress address, string? network, string fingerprint, DateTimeOffset now) => new(
        Day(now),
        Address + Hash(now, address.Value.ToUpperInvariant()),
        network is null ? null : string.Create(CultureInfo.InvariantCulture, $"network_{Hash(now, network)}_{now.UtcDateTime.Hour:D2}"),
        Hash(now, fingerprint)[..16]);

    private Turn? Refusal(Counted counters, IReadOnlyList<TableEntity> stored, DateTimeOffset now)
    {
        var (limits, address, network) = (options.Value, Of(stored, counters.AddressRow), Of(stored, counters.NetworkRow));
        if (address?.GetInt32("Count") >= limits.PerAddressPerDay)
            return new Turn.TooMany(OfAddress: true, limits.PerAddressPerDay, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1));
        if (address?.GetString("Seen").Contains(counters.Fingerprint, StringComparison.Ordinal) is true)
            return new Turn.Again();
        return network?.GetInt32("Count") >= limits.PerNetworkPerHour
            ? new Turn.TooMany(OfAddress: false, limits.PerNetworkPerHour, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour + 1))
            : null;
    }

    /// <summary>False: a counter is there already or has changed; nothing is counted.</summary>
    private async Task<bool> Count(Counted counters, IReadOnlyList<TableEntity> stored, DateTimeOffset now, CancellationToken cancel)
    {
        List<TableTransactionAction> actions = [Next(counters.Partition, counters.AddressRow, Of(stored, counters.AddressRow), counters.Fingerprint, now)];
        if (counters.NetworkRow is { } network)
            actions.Add(Next(counters.Partition, network, Of(stored, network), fingerprint: null, now));
        try
        {
            await _table.SubmitTransactionAsync(actions, cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }

    private static TableTransactionAction Next(string partition, string key, TableEntity? before, string? fingerprint, DateTimeOffset now)
    {
        var row = new TableEntity(partition, key) { ["Count"] = (before?.GetInt32("Count") ?? 0) + 1, ["At"] = now };
        if (fingerprint is not null)
            row["Seen"] = before?.GetString("Seen") is { } seen && !seen.Contains(fingerprint, StringComparison.Ordinal) ? $"{seen};{fingerprint}" : before?.GetString("Seen") ?? fingerprint;
        return before is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, before.ETag);
    }

    private async Task<IReadOnlyList<TableEntity>> Read(Counted counters, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {counters.Partition} and (RowKey eq {counters.AddressRow} or RowKey eq {counters.NetworkRow ?? counters.AddressRow})");
        return await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
    }

    private static TableEntity? Of(IReadOnlyList<TableEntity> stored, string? key) => stored.FirstOrDefault(row => row.RowKey == key);

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Hash(DateTimeOffset now, string text)
    {
        var keyOfDay = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes("limits|" + Day(now)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(keyOfDay, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>A limit is worth less than a request: what fails or takes too long here lets it pass.</summary>
    private async Task<Turn> OrLet(Func<CancellationToken, Task<Turn>> take, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            return await take(patience.Token);
        }
        catch (Exception fault) when (StorageFaults.IsOne(fault, cancel))
        {
            NotCounted(fault);
            return new Turn.New();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not be counted, and passed.")]
    private partial void NotCounted(Exception fault);
}
