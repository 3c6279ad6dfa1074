using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Tests.Support;

/// <summary>An email that left, and how it may be here twice.</summary>
/// <param name="Outside">Why this copy is one that must not be; null for a first copy and for one inside the documented window.</param>
public sealed record LoggedMail(string Id, DateTimeOffset At, bool Again, string? Outside);

/// <summary>
/// Everything that ever left, by whichever process. The one window in which an email may leave twice: its sender was not heard of again between the provider's yes and the record.
/// So a second copy is inside it only if its row was claimed anew after the first copy had left, and no process had recorded that.
/// </summary>
/// <param name="before">What had left before.</param>
public sealed class MailLog(ArlStorage storage, TimeProvider clock, params IEnumerable<LoggedMail> before)
{
    private readonly Lock _lock = new();
    private readonly List<LoggedMail> _mails = [.. before];

    public IReadOnlyList<LoggedMail> Mails
    {
        get
        {
            lock (_lock)
                return [.. _mails];
        }
    }

    /// <summary>The provider says yes.</summary>
    public async Task Leaves(MailToSend mail)
    {
        var now = clock.GetUtcNow();
        if (Last(mail.Id) is not { } earlier)
        {
            Add(new(mail.Id, now, Again: false, Outside: null));
            return;
        }
        var row = await Row(mail.Id);
        // A claim that was made between the first copy and its record is inside, also where the record is written before the second copy leaves: then the row says Sent under the later claim.
        var outside = row is null ? "its row is not there"
            : row.SentAt is not null && row.State == nameof(EmailState.Claimed) ? "it was claimed anew although it was recorded as sent"
            : row.ClaimedAt < earlier.At ? row.SentAt is not null ? "it was recorded as sent" : "both copies were claimed before the first left"
            : null;
        Add(new(mail.Id, now, Again: true, outside));
    }

    private LoggedMail? Last(string id)
    {
        lock (_lock)
            return _mails.FindLast(mail => mail.Id == id);
    }

    private void Add(LoggedMail mail)
    {
        lock (_lock)
            _mails.Add(mail);
    }

    private async Task<EmailRow?> Row(string id)
    {
        foreach (var table in TableNames.All)
        {
            var rows = await storage.Table(table).QueryAsync<EmailRow>(TableClient.CreateQueryFilter($"RowKey eq {id}")).ToListAsync();
            if (rows.Count > 0)
                return rows[0];
        }
        return null;
    }
}
