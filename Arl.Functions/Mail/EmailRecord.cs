using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>
/// Records what became of the tries of one batch and, with the last email, what the owner writes then and the end of the outbox row: one transaction.
/// That a mail was sent is never forgotten: if the owner's part keeps failing it is recorded by itself, and the next message finishes the batch.
/// </summary>
internal sealed class EmailRecord(IEmailOwner owner, EmailBatch batch, IReadOnlyList<EmailTry> tries, Outbox outbox, TimeProvider clock)
{
    private const int Attempts = 5;
    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private IReadOnlyList<OutboxMessage> _offered = [];

    public async Task Commit(CancellationToken cancel)
    {
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
                if (await TryCommit(withOwner: true, cancel))
                    return;
        }
        catch (Exception)
        {
            await CommitTriesAlone(cancel);
            throw;
        }
        await CommitTriesAlone(cancel);
        throw new InvalidOperationException($"What {batch.Due.OutboxKey} leads to met changes made meanwhile {Attempts} times; its emails are recorded, and the next message finishes it.");
    }

    private async Task CommitTriesAlone(CancellationToken cancel)
    {
        await batch.Read(cancel);
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (await TryCommit(withOwner: false, cancel))
                return;
    }

    /// <summary>False if it met a change made meanwhile; the batch is then read anew.</summary>
    private async Task<bool> TryCommit(bool withOwner, CancellationToken cancel)
    {
        var changed = batch.Rows.Where(Apply).ToList();
        var done = EmailsDone.Nothing;
        List<TableTransactionAction> more = [];
        if (withOwner && batch.IsFinished)
        {
            if (changed.Count == 0 && !await batch.IsOwed(cancel))
                return await MeetOwnSuccess(cancel);
            done = await owner.WhenDone(batch.Due, batch.Rows, _now, cancel);
            more = [.. done.Actions, OutboxMessage.Done(batch.Partition, batch.Due.OutboxKey)];
        }
        _offered = done.Messages;
        if (changed.Count + more.Count == 0)
            return true;
        if (!await batch.TryWrite(changed, Changes, more, cancel))
        {
            await batch.Read(cancel);
            return false;
        }
        await outbox.Dispatch(done.Messages, cancel);
        return true;
    }

    /// <summary>The batch was finished before this look at it: by ourselves, if a retry of the SDK met its own success, and then the messages are still ours to send.</summary>
    private async Task<bool> MeetOwnSuccess(CancellationToken cancel)
    {
        if (batch.Rows.Any(row => tries.Any(mail => mail.RowKey == row.RowKey && mail.ClaimId == row.ClaimId)))
            await outbox.Dispatch(_offered, cancel);
        return true;
    }

    /// <summary>Only a claim that is still ours is given up; but a mail that was accepted is sent, whoever claims it now.</summary>
    private bool Apply(EmailRow row)
    {
        if (row.IsFinished || tries.FirstOrDefault(mail => mail.RowKey == row.RowKey) is not { } mail)
            return false;
        var isOurs = row.State is nameof(EmailState.Claimed) && row.ClaimId == mail.ClaimId;
        if (mail.Outcome is not MailOutcome.Accepted && !isOurs)
            return false;
        row.Meet(mail.Outcome, _now);
        return true;
    }

    private static TableEntity Changes(EmailRow row) => new()
    {
        ["State"] = row.State,
        ["SentAt"] = row.SentAt,
        ["ProviderId"] = row.ProviderId,
        ["Delivery"] = row.Delivery,
        ["LastProblem"] = row.LastProblem,
    };
}
