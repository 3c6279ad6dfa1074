using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Introductions;

/// <summary>The owner of every email of a request: rendered by others when it is owed, kept in the request's partition, and the request's next step taken when it has left.</summary>
public sealed class RequestEmails(RequestsTable requests) : IEmailOwner
{
    public const string Owner = "request";

    public string Name => Owner;

    public string Table => TableNames.Requests;

    public IReadOnlyList<string> Kinds => EmailBatches.Kinds;

    public string PartitionOf(string key) => RequestKeys.Partition(Reference.Parse(key));

    /// <summary>A match that was handed back, withdrawn or completed needs its emails no more, nor does a request its reminder once it is confirmed.</summary>
    public async Task<bool> IsStillWanted(EmailsDue due, CancellationToken cancel) => due.Batch == EmailBatches.ConfirmReminder
        ? await requests.Get(Reference.Parse(due.Key), cancel) is { Request.AwaitsConfirmation: true }
        : EmailBatches.NeedsMatch(due.Batch) is not { } match || (await requests.Get(Reference.Parse(due.Key), cancel) is { Request: { IsOpen: true } request } && request.Match?.Number == match);

    /// <summary>The step that a finished batch takes its request; introduced, its schools are owed to the reach. A request that this process has just matched need not be read.</summary>
    public async Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel)
    {
        var reference = Reference.Parse(due.Key);
        if (EmailBatches.Parse(due.Batch) is null)
            return EmailsDone.Nothing;
        if (requests.TakeJustWritten(reference) is { } own && await StepOf(own, due, emails, now, cancel) is { } step)
            return step;
        return await requests.Get(reference, cancel) is { } stored ? await StepOf(stored, due, emails, now, cancel) ?? EmailsDone.Nothing : EmailsDone.Nothing;
    }

    /// <summary>Null where it takes none.</summary>
    private async Task<EmailsDone?> StepOf(StoredRequest stored, EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel)
    {
        if (FinishedBatch.EventOf(due.Batch, emails, stored.Request) is not { } happened || RequestLife.Apply(stored.Request, happened, now) is not Step.Moved moved)
            return null;
        if (happened is RequestEvent.IntroductionSent(var match) && emails.Count == 1 && !(await MatchEmails.Read(requests, stored.Request.Reference, match, cancel)).BothHaveIt(emails))
            return null;

        var change = RequestChange.Of(stored, moved.Request, happened, DoneBy.System, happened is RequestEvent.IntroductionRefused(_, var side) ? side.ToString().ToLowerInvariant() : stored.Request.Match?.CoachId, now);
        if (happened is RequestEvent.IntroductionSent)
            change.Owes(RequestKeys.ReachWork(stored.Request.Reference), QueueNames.CountReach, new ReachDue(stored.Request.Reference.ToString()));
        return new(change.Actions, change.Messages);
    }

    public Task<EmailsDone> WhenUndeliverable(EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel) => AddressFailure.Of(requests, email, heard, now, cancel);
}
