using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Mail;

/// <summary>Sends a batch of owed emails. Runs again harmlessly: what was sent is left alone.</summary>
public sealed class SendEmails(OutgoingMail outgoing)
{
    [Function(nameof(SendEmails))]
    public Task Run([QueueTrigger(QueueNames.OutgoingEmail)] EmailsDue due, CancellationToken cancel) => outgoing.SendDue(due, cancel);
}
