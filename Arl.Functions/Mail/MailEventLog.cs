using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>
/// Records what the provider tells of our mails, each event once by its id. An event's own row is written last: until then its call may come again, and what it
/// changes besides (the mail's fate, the suppression list) comes out the same. Table MailEvents; partition and row key are parts of a hash of the event's id.
/// </summary>
public sealed class MailEventLog(ArlStorage storage, MailFates fates, KeptMail kept, SuppressionList suppressions, TimeProvider clock)
{
    /// <summary>A call brings up to a thousand events, and SendGrid waits seconds for the answer.</summary>
    private const int AtOnce = 8;
    private readonly TableClient _table = storage.Table(TableNames.MailEvents);

    public async Task Hear(IReadOnlyList<SendGridEvent> heard, CancellationToken cancel)
    {
        var mails = heard.DistinctBy(one => one.Id).GroupBy(one => (one.Owner, one.MailId));
        await Parallel.ForEachAsync(mails, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (mail, stop) => await HearOfOne([.. mail], stop));
    }

    private async Task HearOfOne(IReadOnlyList<SendGridEvent> heard, CancellationToken cancel)
    {
        var known = await Task.WhenAll(heard.Select(one => IsKnown(one, cancel)));
        var news = heard.Where((_, n) => !known[n]).ToList();
        if (news.Count == 0)
            return;
        await fates.Record(news, cancel);
        var readers = (await kept.Find(news[0].Owner, news[0].MailId, cancel))?.Row.Readers ?? []; // An address is kept only while the mail is: who was erased does not come back with a late bounce.
        foreach (var one in news)
            if (one is { Reader: { } reader, Event.Suppresses: { } reason })
                await suppressions.Hear(SuppressionList.KeyOf(reader), readers.Contains(reader) ? reader : null, reason, one.Event.At, cancel);
        foreach (var one in news)
            await Count(one, cancel);
    }

    private async Task<bool> IsKnown(SendGridEvent one, CancellationToken cancel)
    {
        var (partition, row) = Keys(one.Id);
        return (await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, ["RowKey"], cancel)).HasValue;
    }

    private async Task Count(SendGridEvent one, CancellationToken cancel)
    {
        var (partition, row) = Keys(one.Id);
        try
        {
            await _table.AddEntityAsync(new TableEntity(partition, row)
            {
                ["News"] = one.Event.News.ToString(),
                ["At"] = one.Event.At,
                ["Reason"] = one.Event.Reason,
                ["Owner"] = one.Owner,
                ["MailId"] = one.MailId,
                ["ReceivedAt"] = clock.GetUtcNow(),
            }, cancel);
        }
        catch (RequestFailedException counted) when (counted.Status == 409)
        {
            return; // The same event, received twice at once; or our own success, met by a retry of the SDK.
        }
    }

    /// <summary>Events received before that: nobody asks for them any more, and the provider repeats none.</summary>
    public async Task Forget(DateTimeOffset before, CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"ReceivedAt lt {before}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
    }

    private static (string Partition, string Row) Keys(string eventId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)));
        return (hash[..2], hash[2..]);
    }
}
