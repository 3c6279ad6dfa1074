using Arl.Functions.Hosting;
using Arl.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

/// <summary>
/// Sends the emails of a batch: claims their rows, sends, records. A second message for the same batch, late or beside the first, finds them claimed or sent.
/// The one window for a duplicate: we die, or the line breaks, between the provider's yes and our record. Such a claim is in doubt. An event of the provider's settles
/// it; without one, once it is older than <see cref="MailOptions.SettleTime"/>, its mail is sent again under the same id, and each is logged as a warning.
/// </summary>
public sealed partial class OutgoingMail(ArlStorage storage, Outbox outbox, IMailer mailer, MailGate gate, IEnumerable<IEmailOwner> owners, IOptions<MailOptions> options, Measures measures, TimeProvider clock, ILogger<OutgoingMail> log)
{
    /// <summary>Longer than any try takes: the mailers give up after 15 s, and the emails of a batch are sent side by side.</summary>
    public static readonly TimeSpan ClaimExpiry = TimeSpan.FromSeconds(30);

    /// <summary>So old an email's first try may be late: the queue was long, or nobody was there to send.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>A claim must still be ours when the mailer's 15 s are over: one whose answer took longer than this sends nothing, since another may have claimed anew and sent.</summary>
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A provider that does not take mail now is an expected outcome: the email is due again, its problem is on its row, and the outbox row, which stays,
    /// brings the message back with growing pauses, or when the provider said (Retry-After). Only faults of our own reach the queue's retry and its poison queue.
    /// </summary>
    public async Task SendDue(EmailsDue due, CancellationToken cancel)
    {
        var owner = owners.SingleOrDefault(owner => owner.Name == due.Owner)
            ?? throw new InvalidOperationException($"No owner of emails is called {due.Owner}; register its IEmailOwner.");
        var batch = new EmailBatch(storage.Table(owner.Table), owner.PartitionOf(due.Key), due);
        await batch.Read(cancel);

        var settled = batch.Rows.Where(row => row.IsHeardOf).Select(row => new EmailTry(row.RowKey, "", new MailOutcome.Accepted(row.ProviderId), Fault: null)).ToList();
        var free = batch.Rows.Where(row => IsFree(row, clock.GetUtcNow())).ToList();
        if (free.Exists(IsOld) && !await owner.IsStillWanted(due, cancel))
        {
            await batch.Cancel(free, cancel);
            free = [];
        }
        var passages = await Passages(owner, free, cancel);
        var claimed = await Claim(batch, free, cancel);
        EmailTry[] tries = [.. settled, .. await Task.WhenAll(claimed.Select(row => Try(row, passages[row.RowKey], cancel)))];

        // What was tried is recorded, also while the host stops.
        await new EmailRecord(owner, batch, tries, outbox, clock).Commit(CancellationToken.None);
        if (tries.Select(Pause).Append(Early(batch)).Max() is { } pause)
            await outbox.NotBefore(batch.Table, batch.Partition, due.OutboxKey, pause, CancellationToken.None);
        else if (ClaimOfAnother(batch, claimed) is { } expiry)
            await Outbox.ComeBack(batch.Table, batch.Partition, due.OutboxKey, expiry, CancellationToken.None);
        Report(due, tries);
    }

    /// <summary>How long to leave the provider alone; null where nothing is to be tried again.</summary>
    private static TimeSpan? Pause(EmailTry mail) => mail.Outcome switch
    {
        MailOutcome.NotNow(_, var wait) => wait ?? TimeSpan.Zero,
        MailOutcome.InDoubt => ClaimExpiry,
        _ => null,
    };

    private async Task<Dictionary<string, Passage>> Passages(IEmailOwner owner, List<EmailRow> free, CancellationToken cancel)
    {
        var passages = await Task.WhenAll(free.Select(row => gate.Check(owner, row, cancel)));
        return free.Zip(passages).ToDictionary(pair => pair.First.RowKey, pair => pair.Second, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<EmailRow>> Claim(EmailBatch batch, List<EmailRow> free, CancellationToken cancel)
    {
        var inDoubt = free.Where(row => row.State is nameof(EmailState.Claimed)).Select(row => row.RowKey).ToList();
        var claimed = free.Count == 0 ? [] : await batch.Claim(free, clock.GetUtcNow(), cancel);
        if (claimed.Count > 0 && inDoubt.Count > 0)
            SendingAgain(inDoubt.Count, string.Join(' ', inDoubt));
        return claimed;
    }

    /// <summary>How long until the first email may leave for which its message came too early.</summary>
    private TimeSpan? Early(EmailBatch batch)
    {
        var now = clock.GetUtcNow();
        return batch.Rows.Where(row => row.State is nameof(EmailState.Due) && row.NotBefore > now).Min(row => row.NotBefore - now);
    }

    /// <summary>When the first claim of somebody else may be taken over: who made it may be dead, and nobody shall wait longer for that than they must.</summary>
    private DateTimeOffset? ClaimOfAnother(EmailBatch batch, IReadOnlyList<EmailRow> ours) =>
        batch.Rows.Where(row => row.State is nameof(EmailState.Claimed) && !ours.Any(own => own.ClaimId == row.ClaimId)).Min(row => row.ClaimedAt + options.Value.SettleTime);

    /// <summary>Tried before, or owed some time ago: what it says may be so no longer.</summary>
    private bool IsOld(EmailRow row) => row.Tries > 0 || clock.GetUtcNow() - row.CreatedAt > Fresh;

    private bool IsFree(EmailRow row, DateTimeOffset now) => !row.IsHeardOf && row.State switch
    {
        nameof(EmailState.Due) => !(row.NotBefore > now),
        nameof(EmailState.Claimed) => row.ClaimedAt + options.Value.SettleTime <= now,
        _ => false,
    };

    /// <summary>A mailer that fails instead of answering leaves its mail in doubt; the others of the batch are recorded all the same.</summary>
    private async Task<EmailTry> Try(EmailRow row, Passage passage, CancellationToken cancel)
    {
        var claimId = row.ClaimId!;
        if (clock.GetUtcNow() - row.ClaimedAt > SendWithin)
            return new(row.RowKey, claimId, new MailOutcome.NotNow("the claim took too long"), Fault: null);
        try
        {
            return new(row.RowKey, claimId, passage is Passage.Open(var mail) ? await Send(mail, cancel) : new MailOutcome.Refused(((Passage.Closed)passage).Reason), Fault: null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new(row.RowKey, claimId, new MailOutcome.NotNow("we are stopping"), Fault: null);
        }
        catch (Exception fault)
        {
            return new(row.RowKey, claimId, new MailOutcome.InDoubt(fault.GetType().Name), fault);
        }
    }

    private async Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        using var span = Spans.Mail(mail.Kind);
        try
        {
            var outcome = await mailer.Send(mail, cancel);
            span?.SetTag("arl.mail.outcome", outcome.GetType().Name);
            Count(outcome);
            return outcome;
        }
        catch (Exception fault)
        {
            span.Failed(fault);
            measures.PutOff();
            throw;
        }
    }

    private void Count(MailOutcome outcome)
    {
        if (outcome is MailOutcome.Accepted)
            measures.Sent();
        else if (outcome is MailOutcome.Refused)
            measures.Failed();
        else
            measures.PutOff();
    }

    private void Report(EmailsDue due, EmailTry[] tries)
    {
        foreach (var (id, _, outcome, _) in tries)
            Tried(outcome is MailOutcome.Accepted ? LogLevel.Information : outcome is MailOutcome.Refused ? LogLevel.Error : LogLevel.Warning, id, outcome.GetType().Name, outcome.Problem ?? "");
        if (tries.Select(mail => mail.Fault).OfType<Exception>().ToList() is { Count: > 0 } faults)
            throw new AggregateException($"The mailer failed for {faults.Count} of {tries.Length} emails of {due.OutboxKey}.", faults);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending {Count} emails again, whose last try may or may not have left: {Ids}.")]
    private partial void SendingAgain(int count, string ids);

    [LoggerMessage(Message = "Email {Id}: {Outcome} {Problem}")]
    private partial void Tried(LogLevel level, string id, string outcome, string problem);
}

/// <param name="Fault">What the mailer threw instead of answering.</param>
internal sealed record EmailTry(string RowKey, string ClaimId, MailOutcome Outcome, Exception? Fault);
