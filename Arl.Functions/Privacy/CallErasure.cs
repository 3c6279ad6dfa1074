using Arl.Domain.Coaches;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <summary>What the weekly call keeps of coaches: emails, and what stands in their calendars. That an id was invited, answered and came stays: figures go by it.</summary>
public sealed class CallErasure(ArlStorage storage)
{
    private static readonly string[] s_columns = ["PartitionKey", "RowKey", nameof(EmailRow.To), nameof(EmailRow.ReplyTo), nameof(EmailRow.Subject), nameof(EmailRow.Text), nameof(EmailRow.State), nameof(EmailRow.CreatedAt)];
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    /// <summary>False where an email that names the coach is still on its way.</summary>
    public async Task<bool> Erase(Coach coach, CancellationToken cancel)
    {
        foreach (var email in await Emails(cancel).Where(email => CoachErasure.Names(email, coach)).ToListAsync(cancel))
        {
            if (!email.IsFinished)
                return false;
            await EmailErasure.Empty(_table, email, cancel);
        }
        await _table.DeleteEntityAsync(CallsTable.Partition, CalendarRow.KeyOf(coach.Id), ETag.All, cancel);
        return true;
    }

    /// <summary>Deletes the emails that were owed before that moment and have left.</summary>
    public async Task Forget(DateTimeOffset before, CancellationToken cancel)
    {
        foreach (var email in await Emails(cancel).Where(email => email.CreatedAt < before && email.IsFinished).ToListAsync(cancel))
        {
            await _table.DeleteEntityAsync(CallsTable.Partition, MailLogRow.KeyOf(email.RowKey, email.CreatedAt), ETag.All, cancel);
            await _table.DeleteEntityAsync(CallsTable.Partition, email.RowKey, ETag.All, cancel);
        }
    }

    private AsyncPageable<EmailRow> Emails(CancellationToken cancel) => _table.QueryAsync<EmailRow>(TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition} and To gt {""}"), select: s_columns, cancellationToken: cancel);
}
