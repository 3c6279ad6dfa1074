using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>
/// Addresses that must not be written to. Table Suppressions, one partition, RowKey a hash of the address (<see cref="KeyOf"/>).
/// Transactional mails about to leave are held against a copy of the whole list, a minute old at most; what this process changes itself counts at once. Before one is refused the list itself is asked.
/// </summary>
public sealed class SuppressionList(ArlStorage storage, TimeProvider clock)
{
    public const string Partition = "suppressions";
    private const int Attempts = 10;

    /// <summary>How late a mail may be stopped by what another instance was told: the provider, who told it, stops such mail too.</summary>
    public static readonly TimeSpan CopyIsGoodFor = TimeSpan.FromMinutes(1);

    private readonly TableClient _table = storage.Table(TableNames.Suppressions);
    private readonly Lock _turn = new();
    private Copy? _copy;
    private int _changes;

    private sealed record Copy(IReadOnlyDictionary<string, Suppression> Known, DateTimeOffset AsOf);

    /// <summary>The same for an address in any case: the first 128 bits of SHA-256 over its lower case, in hexadecimal.</summary>
    public static string KeyOf(EmailAddress address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Value.ToLowerInvariant())).AsSpan(0, 16));

    public async Task<Suppression> Get(EmailAddress address, CancellationToken cancel) => (await Read(KeyOf(address), cancel))?.ToDomain() ?? Suppression.None;

    /// <summary>The same by the copy, without a read for each address.</summary>
    public async Task<Suppression> Lately(EmailAddress address, CancellationToken cancel) => (await Current(cancel)).Known.GetValueOrDefault(KeyOf(address), Suppression.None);

    /// <summary>What was heard of an address, and when; hearing it again, late or in another order changes nothing.</summary>
    public Task Hear(EmailAddress address, SuppressionReason reason, DateTimeOffset at, CancellationToken cancel) =>
        Hear(KeyOf(address), address, reason, at, cancel);

    /// <param name="address">Null where it is not to be kept.</param>
    internal Task Hear(string key, EmailAddress? address, SuppressionReason reason, DateTimeOffset at, CancellationToken cancel) => Change(key, address, known => known.Hear(reason, at), cancel);

    /// <summary>Staff corrected the address, or know that it works: bounces and reports until now count no longer. That its reader has unsubscribed stays.</summary>
    public async Task Lift(EmailAddress address, CancellationToken cancel)
    {
        if (await Read(KeyOf(address), cancel) is not null)
            await Change(KeyOf(address), address, known => known.Lift(clock.GetUtcNow()), cancel);
    }

    /// <summary>Whose it is is known no more; what was heard of it stays, under its hash.</summary>
    public async Task ForgetAddress(EmailAddress address, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var row = await Read(KeyOf(address), cancel);
            if (row?.Address is null || await TryWrite(SuppressionRow.Of(row.RowKey, address: null, row.ToDomain()), row.ETag, cancel))
                return;
        }
        throw new InvalidOperationException($"The suppression {KeyOf(address)} was changed by others {Attempts} times while its address was to be forgotten.");
    }

    /// <param name="address">Known only while one of its mails is kept; staff read it, nothing else needs it.</param>
    internal Task Unsubscribe(string key, EmailAddress? address, CancellationToken cancel) => Change(key, address, known => known.Unsubscribe(clock.GetUtcNow()), cancel);

    internal Task Subscribe(string key, CancellationToken cancel) => Change(key, null, known => known.Subscribe(clock.GetUtcNow()), cancel);

    internal async Task<bool> IsUnsubscribed(string key, CancellationToken cancel) => (await Read(key, cancel))?.ToDomain().IsUnsubscribed ?? false;

    /// <summary>Several who find it old at once each read it: none waits for another's call.</summary>
    private async Task<Copy> Current(CancellationToken cancel)
    {
        var (copy, changes) = (_copy, Volatile.Read(ref _changes));
        if (copy is not null && clock.GetUtcNow() < copy.AsOf + CopyIsGoodFor)
            return copy;
        var read = await ReadAll(cancel);
        lock (_turn)
        {
            if (changes == _changes)
                _copy = read; // Else something was changed while it was read, and may be missing.
        }
        return read;
    }

    private async Task<Copy> ReadAll(CancellationToken cancel)
    {
        var asOf = clock.GetUtcNow();
        var known = new Dictionary<string, Suppression>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<SuppressionRow>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancel))
            known[row.RowKey] = row.ToDomain();
        return new(known, asOf);
    }

    private async Task Change(string key, EmailAddress? address, Func<Suppression, Suppression> change, CancellationToken cancel)
    {
        try
        {
            await Write(key, address, change, cancel);
        }
        finally
        {
            lock (_turn)
                (_copy, _changes) = (null, _changes + 1);
        }
    }

    private async Task Write(string key, EmailAddress? address, Func<Suppression, Suppression> change, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var row = await Read(key, cancel);
            var known = row?.ToDomain() ?? Suppression.None;
            var changed = change(known);
            if (changed == known || await TryWrite(SuppressionRow.Of(key, row?.Address ?? address?.Value, changed), row?.ETag, cancel))
                return;
        }
        throw new InvalidOperationException($"The suppression {key} was changed by others {Attempts} times while it was written.");
    }

    private async Task<bool> TryWrite(SuppressionRow row, ETag? read, CancellationToken cancel)
    {
        try
        {
            if (read is { } etag)
                await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancel);
            else
                await _table.AddEntityAsync(row, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }

    private async Task<SuppressionRow?> Read(string key, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<SuppressionRow>(Partition, key, cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }
}

/// <summary>A <see cref="Suppression"/> with the address, so that staff can read whose it is.</summary>
public sealed class SuppressionRow : ITableEntity
{
    public string PartitionKey { get; set; } = SuppressionList.Partition;
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }
    public string? Address { get; set; }
    public DateTimeOffset? HardBounceAt { get; set; }
    public DateTimeOffset? SpamReportAt { get; set; }
    public DateTimeOffset? InvalidAt { get; set; }
    public DateTimeOffset? UnsubscribedAt { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
    public DateTimeOffset? SubscribedAt { get; set; }

    internal static SuppressionRow Of(string key, string? address, Suppression known) => new()
    {
        RowKey = key,
        Address = address,
        HardBounceAt = known.HardBounceAt,
        SpamReportAt = known.SpamReportAt,
        InvalidAt = known.InvalidAt,
        UnsubscribedAt = known.UnsubscribedAt,
        LiftedAt = known.LiftedAt,
        SubscribedAt = known.SubscribedAt,
    };

    internal Suppression ToDomain() => new()
    {
        HardBounceAt = HardBounceAt,
        SpamReportAt = SpamReportAt,
        InvalidAt = InvalidAt,
        UnsubscribedAt = UnsubscribedAt,
        LiftedAt = LiftedAt,
        SubscribedAt = SubscribedAt,
    };
}
