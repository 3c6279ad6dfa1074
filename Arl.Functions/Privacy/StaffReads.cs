using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <param name="What"><c>read</c>, <c>exported</c> or <c>erased</c>.</param>
/// <param name="Page">The function that showed it.</param>
/// <param name="About">A request's reference or a coach's id; null for lists and searches.</param>
/// <param name="Why">Of an erasure: the reason, in the words of who did it.</param>
public sealed record StaffRead(DateTimeOffset At, string By, string What, string Page, string? About, string? Why);

/// <param name="Next">From where to look on; null where there is no more.</param>
public sealed record StaffReadsPage(IReadOnlyList<StaffRead> Reads, string? Next);

/// <summary>
/// Who of the staff read of whom: table StaffReads, partition the day in UTC (<c>2026-11-24</c>), row <c>{newest first}_{random}</c>. Never what was read, nor what was searched for.
/// </summary>
public sealed class StaffReads(ArlStorage storage, TimeProvider clock)
{
    public const int PerPage = 200;
    public const string Read = "read";
    public const string Exported = "exported";
    public const string Erasing = "erased";
    private readonly TableClient _table = storage.Table(TableNames.StaffReads);

    public Task Keep(StaffMember member, Shows shows, CancellationToken cancel) =>
        shows.Page is null ? Task.CompletedTask : Keep(new(clock.GetUtcNow(), member.Name, Read, shows.Page, shows.About, Why: null), cancel);

    /// <summary>The same of each of these; of none of them where there are none.</summary>
    public async Task KeepEach(StaffRead read, IReadOnlyList<string> about, CancellationToken cancel)
    {
        foreach (var one in about.Count == 0 ? [null] : about.Select(id => (string?)id))
            await Keep(read with { About = one }, cancel);
    }

    public async Task Keep(StaffRead read, CancellationToken cancel)
    {
        var row = new TableEntity(Day(read.At), $"{TableKey.NewestFirst(read.At)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}")
        {
            ["At"] = read.At,
            ["By"] = read.By,
            ["What"] = read.What,
            ["Page"] = read.Page,
            ["About"] = read.About,
            ["Why"] = read.Why,
        };
        try
        {
            await _table.AddEntityAsync(row, cancel);
        }
        catch (RequestFailedException kept) when (kept.Status == 409)
        {
            return; // The SDK's retry met its own success.
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="day">Null: of all days, which only makes sense with <paramref name="about"/>.</param>
    /// <param name="member">As <see cref="Mark"/>; null is everybody.</param>
    /// <param name="after">Where the page before ended.</param>
    public async Task<StaffReadsPage> Of(DateOnly? day, string? about, string? member, string? after, CancellationToken cancel)
    {
        var filters = new List<string>();
        if (day is { } one)
            filters.Add(TableClient.CreateQueryFilter($"PartitionKey eq {Text(one)}"));
        if (about is not null)
            filters.Add(TableClient.CreateQueryFilter($"About eq {about}"));
        if (day is not null && after is not null)
            filters.Add(TableClient.CreateQueryFilter($"RowKey gt {after}"));
        var rows = _table.QueryAsync<TableEntity>(string.Join(" and ", filters), cancellationToken: cancel).Where(row => member is null || Mark(row.GetString("By")) == member);
        var found = await (day is null ? rows.OrderBy(row => row.RowKey, StringComparer.Ordinal) : rows).Take(PerPage + 1).ToListAsync(cancel);
        return new([.. found.Take(PerPage).Select(Entry)], day is not null && found.Count > PerPage ? found[PerPage - 1].RowKey : null);
    }

    /// <summary>Days before that moment's.</summary>
    public async Task Forget(DateTimeOffset before, CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey lt {Day(before)}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
    }

    /// <summary>Stands for a member in an address of ours, which names nobody.</summary>
    public static string Mark(string member) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(member)).AsSpan(0, 6));

    private static StaffRead Entry(TableEntity row) => new(row.GetDateTimeOffset("At")!.Value, row.GetString("By"), row.GetString("What"), row.GetString("Page"), row.GetString("About"), row.GetString("Why"));

    private static string Day(DateTimeOffset at) => Text(DateOnly.FromDateTime(at.UtcDateTime));

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
