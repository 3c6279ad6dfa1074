using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Functions.Hosting;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.LearningCalls;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls;

/// <summary>The digest as each coach gets it: with the links of their own, in hours that are not quiet for them, and with a click to unsubscribe.</summary>
public sealed class DigestEmails(EmailRenderer renderer, CallLinks calls, LibraryLinks library, IOptions<SiteOptions> site, IOptions<MailOptions> mail) : IEmailOwner
{
    private const string Batch = "call-digest";
    private const string Reader = "coach";

    public string Name => "call-digest";

    public string Table => TableNames.LearningCalls;

    public IReadOnlyList<string> Kinds => [Batch];

    public string PartitionOf(string key) => CallsTable.Partition;

    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);

    /// <param name="came">Whether the coach was there; null where nobody has said.</param>
    /// <param name="next">The call after it; null where none is planned.</param>
    public async Task<EmailRow> Email(CallDigest digest, Coach coach, bool? came, LearningCall? next, DateTimeOffset now, CancellationToken cancel)
    {
        var zone = coach.Zone();
        var email = await renderer.Render<CallDigestEmail>(CallDigestEmail.SubjectOf(digest, zone), new()
        {
            [nameof(CallDigestEmail.Digest)] = digest,
            [nameof(CallDigestEmail.CoachName)] = coach.Name,
            [nameof(CallDigestEmail.Zone)] = zone,
            [nameof(CallDigestEmail.Site)] = new Uri(site.Value.UrlOf("/")),
            [nameof(CallDigestEmail.Library)] = library.UrlOf(coach.Id),
            [nameof(CallDigestEmail.Page)] = calls.UrlOf(digest.Call.Date, coach.Id),
            [nameof(CallDigestEmail.Came)] = came,
            [nameof(CallDigestEmail.Next)] = next,
            [nameof(CallDigestEmail.NextPage)] = next is null ? null : calls.UrlOf(next.Date, coach.Id),
        }, cancel);
        return EmailRow.For(CallsTable.Partition, DigestLedger.EmailKey(digest.Call.Date, coach.Id), Batch, Reader, [coach.Email], replyTo: null, email, now, mail.Value.Quiet.NextAllowed(now, zone));
    }
}
