using System.Collections.Concurrent;
using Arl.Functions.Mail;

namespace Arl.Tests.Support;

/// <summary>A mail provider in memory. It takes everything, unless a test tells what becomes of the next mails.</summary>
public sealed class FakeMailer : IMailer
{
    private readonly ConcurrentQueue<MailToSend> _sent = new();

    public IReadOnlyList<MailToSend> Sent => [.. _sent];

    /// <summary>What becomes of a mail; only accepted ones are <see cref="Sent"/>.</summary>
    public Func<MailToSend, MailOutcome> Outcome { get; set; } = _ => new MailOutcome.Accepted("fake");

    /// <summary>Set, it is called after a mail has left: a test that throws here dies between the provider's yes and our record.</summary>
    public Action<MailToSend>? AfterSending { get; set; }

    public Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        var outcome = Outcome(mail);
        if (outcome is MailOutcome.Accepted)
        {
            _sent.Enqueue(mail);
            AfterSending?.Invoke(mail);
        }
        return Task.FromResult(outcome);
    }
}
