using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <summary>
/// Owes one email to one coach: with it, in one transaction, what it says of that coach is written, under the ETag that was read or as the first of its key. Whoever does the same twice or beside itself finds it written:
/// so each is owed once. The email's own key makes a second one impossible; an answer that the coach gives meanwhile stands in other columns of the same row.
/// </summary>
public sealed class CallMailings(ArlStorage storage, EmailOutbox outbox, CallEmails emails)
{
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    /// <summary>The week's invitation, which also brings the coach's calendar up to date. False: somebody else did it, or changed what was read.</summary>
    public Task<bool> Invite(EmailRow email, LearningCall call, string coachId, int sequence, CoachCalendar? known, DateTimeOffset now, CancellationToken cancel) =>
        outbox.Owe(emails, email, [new(TableTransactionActionType.UpsertMerge, new TableEntity(CallsTable.Partition, AttendeeRow.KeyOf(call.Date, coachId)) { ["InvitedAt"] = now, ["InvitedOf"] = call.StartsAt }), Calendar(email, coachId, sequence, known)], now, cancel);

    public async Task<bool> Remind(EmailRow email, LearningCall call, string coachId, DateTimeOffset now, CancellationToken cancel)
    {
        var of = new TableEntity(CallsTable.Partition, AttendeeRow.KeyOf(call.Date, coachId)) { ["RemindedOf"] = call.StartsAt };
        if (await outbox.Owe(emails, email, [new(TableTransactionActionType.UpsertMerge, new TableEntity(of) { ["RemindedAt"] = now })], now, cancel))
            return true;
        if (await _table.GetEntityIfExistsAsync<TableEntity>(email.PartitionKey, email.RowKey, ["RowKey"], cancel) is { HasValue: true })
            await _table.UpsertEntityAsync(of, TableUpdateMode.Merge, cancel); // They had it: the call was moved, and then back to the time of that email.
        return false;
    }

    public Task<bool> Update(EmailRow email, int sequence, CoachCalendar known, DateTimeOffset now, CancellationToken cancel) => outbox.Owe(emails, email, [Calendar(email, known.CoachId, sequence, known)], now, cancel);

    /// <summary>The series leaves the coach's calendar, and nothing is known of it any more.</summary>
    public Task<bool> TakeOut(EmailRow email, CoachCalendar known, DateTimeOffset now, CancellationToken cancel) =>
        outbox.Owe(emails, email, [new(TableTransactionActionType.Delete, new TableEntity(CallsTable.Partition, CalendarRow.KeyOf(known.CoachId)), known.ETag)], now, cancel);

    private static TableTransactionAction Calendar(EmailRow email, string coachId, int sequence, CoachCalendar? known)
    {
        var row = new TableEntity(CallsTable.Partition, CalendarRow.KeyOf(coachId)) { ["Sequence"] = sequence, ["By"] = email.RowKey };
        return known is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateMerge, row, known.ETag);
    }
}
