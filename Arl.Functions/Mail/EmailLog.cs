using Arl.Functions.Storage;
using Arl.Pages.Staff;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>A mail as the log shows it; its words are not read.</summary>
/// <param name="Table">Where it lies: whose it is.</param>
public sealed record LoggedEmail(string Table, string Kind, EmailRow Row)
{
    public string OwnerKey => Row.OwnerKey;
}

/// <param name="Next">From where to look on; null where there is nothing more.</param>
public sealed record LoggedEmails(IReadOnlyList<LoggedEmail> Mails, string? Next);

/// <summary>The emails of every owner, the one owed last first, a page at a time. Each partition answers with the few newest of its own, so a page costs the same however many emails there are.</summary>
public sealed class EmailLog(ArlStorage storage, IEnumerable<IEmailOwner> owners, IEnumerable<OutboxTable> tables)
{
    public const int PerPage = 50;

    /// <summary>How many are looked through for one page of a filter that few pass.</summary>
    private const int MostRounds = 20;
    private static readonly string[] s_columns =
        ["PartitionKey", "RowKey", nameof(EmailRow.Kind), nameof(EmailRow.To), nameof(EmailRow.Subject), nameof(EmailRow.State), nameof(EmailRow.CreatedAt), nameof(EmailRow.NotBefore), nameof(EmailRow.SentAt),
            nameof(EmailRow.Delivery), nameof(EmailRow.DeliveryReason), nameof(EmailRow.Undeliverable), nameof(EmailRow.LastProblem)];

    private readonly IReadOnlyList<(string Table, string Partition)> _places =
        [.. tables.Where(table => owners.Any(owner => owner.Table == table.Table)).SelectMany(table => table.Partitions.Select(partition => (table.Table, partition))).Distinct()];

    /// <summary>What emails are for, of every owner.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. owners.SelectMany(owner => owner.Kinds)];

    /// <param name="after">Where the page before ended; null is the newest.</param>
    public async Task<LoggedEmails> Read(MailFilter filter, string? after, CancellationToken cancel)
    {
        var found = new List<LoggedEmail>();
        for (var round = 0; round < MostRounds && found.Count < PerPage; round++)
        {
            var next = await Newest(after, cancel);
            foreach (var mail in await Rows([.. next.Where(one => filter.Kind.Length == 0 || one.Kind == filter.Kind)], cancel))
            {
                if (!filter.Passes(mail.Row.State, mail.Row.Fate.Delivery))
                    continue;
                found.Add(mail);
                if (found.Count == PerPage)
                    return new(found, MailLogRow.Place(mail.Row.CreatedAt, mail.Row.RowKey));
            }
            if (next.Count < PerPage)
                return new(found, null);
            after = next[^1].Place;
        }
        return new(found, after);
    }

    private sealed record Entry(string Table, string Partition, string Place, string Kind);

    /// <summary>The next ones of all, in their order: the first so many of each partition hold the first so many of all.</summary>
    private async Task<IReadOnlyList<Entry>> Newest(string? after, CancellationToken cancel)
    {
        var each = await Task.WhenAll(_places.Select(async place =>
        {
            var range = KeyRange.Of(place.Partition, MailLogRow.Prefix);
            var filter = after is null ? range : $"{range} and {TableClient.CreateQueryFilter($"RowKey gt {MailLogRow.Prefix + after}")}";
            return await storage.Table(place.Table).QueryAsync<TableEntity>(filter, maxPerPage: PerPage, select: ["RowKey", "Kind"], cancellationToken: cancel).Take(PerPage)
                .Select(row => new Entry(place.Table, place.Partition, row.RowKey[MailLogRow.Prefix.Length..], row.GetString("Kind"))).ToListAsync(cancel);
        }));
        return [.. each.SelectMany(entries => entries).OrderBy(entry => entry.Place, StringComparer.Ordinal).Take(PerPage)];
    }

    private async Task<IEnumerable<LoggedEmail>> Rows(IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        var rows = await Task.WhenAll(entries.Select(async entry =>
        {
            var row = await storage.Table(entry.Table).GetEntityIfExistsAsync<EmailRow>(entry.Partition, MailLogRow.MailIdOf(entry.Place), s_columns, cancel);
            return row.HasValue ? new LoggedEmail(entry.Table, entry.Kind, row.Value!) : null;
        }));
        return rows.OfType<LoggedEmail>();
    }
}
