using Arl.Domain;
using Arl.Pages.Emails;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

/// <summary>What the gate makes of a mail before it leaves.</summary>
public abstract record Passage
{
    private Passage() { }

    /// <summary>It may go, as it stands here: perhaps to fewer readers, or on a test site to somebody else.</summary>
    public sealed record Open(MailToSend Mail) : Passage;

    /// <param name="Reason">Codes, no addresses.</param>
    public sealed record Closed(string Reason) : Passage;
}

/// <summary>
/// Nobody gets a mail who is on the suppression list or, on a test site, whom the site must not write to. Every mail passes here just before it is sent.
/// Its attachments are loaded here, before it is claimed: one that is gone is a fault, and the mail stays due.
/// What a reader can do without is held against the list itself: one click ends it, whichever instance was told.
/// </summary>
public sealed class MailGate(SuppressionList suppressions, UnsubscribeLinks links, MailAttachments attachments, IOptions<MailOptions> options)
{
    public async Task<Passage> Check(IEmailOwner owner, EmailRow row, CancellationToken cancel)
    {
        var mail = row.ToMail(owner.Name, links);
        var readers = mail.To.Distinct().ToList();
        var stops = await Task.WhenAll(readers.Select(reader => StopOf(reader, row.Transactional, cancel)));
        var left = readers.Where((_, n) => stops[n] is null).ToList();
        var passage = left.Count > 0 ? OnThisSite(mail with { To = left }) : new Passage.Closed($"suppressed: {string.Join(", ", stops.Distinct())}");
        return passage is Passage.Open(var open) && row is { Kept.Count: > 0 } or { Calendar: not null }
            ? new Passage.Open(open with { Attachments = [.. await attachments.Load(row.Kept, cancel), .. row.Calendar is { } calendar ? new[] { calendar } : []] }) : passage;
    }

    /// <summary>The copy alone stops nobody: staff may have lifted it this minute, and a refusal is for good.</summary>
    private async Task<SuppressionReason?> StopOf(EmailAddress reader, bool transactional, CancellationToken cancel) =>
        transactional && (await suppressions.Lately(reader, cancel)).Stops(transactional) is null ? null : (await suppressions.Get(reader, cancel)).Stops(transactional);

    private Passage OnThisSite(MailToSend mail)
    {
        var here = options.Value.Redirect is { } instead ? Redirected(mail, instead) : mail;
        var allowed = here.To.Where(options.Value.Allows).ToList();
        return allowed.Count > 0 ? new Passage.Open(here with { To = allowed }) : new Passage.Closed("not on this site's list of allowed recipients");
    }

    /// <summary>The subject says for whom it was, masked. An answer must not reach a real person either.</summary>
    private static MailToSend Redirected(MailToSend mail, EmailAddress instead) => mail with
    {
        To = [instead],
        ReplyTo = null,
        Subject = SubjectLine.Clean($"[to {string.Join(", ", mail.To)}] {mail.Subject}"),
    };
}
