using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Mail;

/// <summary>Sends a batch of owed emails. Runs again harmlessly: what was sent is left alone.</summary>
public sealed class SendEmails(QueueWork work, OutgoingMail outgoing)
{
    [Function(nameof(SendEmails))]
    public Task Run([QueueTrigger(QueueNames.OutgoingEmail)] EmailsDue due, CancellationToken cancel) =>
        work.Run(QueueNames.OutgoingEmail, due, () => outgoing.SendDue(due, cancel));
}
