using System.Globalization;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Introductions;
using Arl.Pages.Requests;

namespace Arl.Functions.Introductions;

/// <summary>The emails of a request: rendered when they are owed, kept in its partition, and its next step taken when they have left.</summary>
public sealed class IntroductionEmails(EmailRenderer renderer, StatusLinks links, RequestsTable requests) : IEmailOwner
{
    private const string Acknowledgement = "acknowledgement";
    private const string Introduction = "introduction-";

    public string Name => "request";

    public string Table => TableNames.Requests;

    public string PartitionOf(string key) => RequestKeys.Partition(Reference.Parse(key));

    public async Task OweAcknowledgement(RequestChange change, CancellationToken cancel)
    {
        var request = change.Request;
        var email = await renderer.Render<AcknowledgementEmail>($"We have your request {request.Reference}", new()
        {
            [nameof(AcknowledgementEmail.Request)] = request,
            [nameof(AcknowledgementEmail.StatusUrl)] = new Uri(links.UrlOf(request.Reference)),
        }, cancel);
        change.OwesEmails(new(Name, request.Reference.ToString(), Acknowledgement), new OwedEmail("contact", request.Contact.Email, ReplyTo: null, email));
    }

    /// <summary>The two emails that bring school and coach together; each answers to the other.</summary>
    public async Task Owe(RequestChange change, Match match, Coach coach, CancellationToken cancel)
    {
        var request = change.Request;
        var toCoach = await renderer.Render<IntroductionToCoach>($"Introduction: {request.Place.Name}, {request.Place.State.Name}", new()
        {
            [nameof(IntroductionToCoach.Request)] = request,
            [nameof(IntroductionToCoach.Match)] = match,
            [nameof(IntroductionToCoach.Coach)] = coach,
        }, cancel);
        var toSchool = await renderer.Render<IntroductionToSchool>($"Meet your coach, {coach.Name}", new()
        {
            [nameof(IntroductionToSchool.Request)] = request,
            [nameof(IntroductionToSchool.Match)] = match,
            [nameof(IntroductionToSchool.Coach)] = coach,
            [nameof(IntroductionToSchool.StatusUrl)] = new Uri(links.UrlOf(request.Reference)),
        }, cancel);
        change.OwesEmails(new(Name, request.Reference.ToString(), Introduction + match.Number),
            new("coach", coach.Email, request.Contact.Email, toCoach), new("school", request.Contact.Email, coach.Email, toSchool));
    }

    /// <summary>Both introductions have left: the request is introduced, and its schools are owed to the reach.</summary>
    public async Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel)
    {
        if (!due.Batch.StartsWith(Introduction, StringComparison.Ordinal) || await requests.Get(Reference.Parse(due.Key), cancel) is not { } stored)
            return EmailsDone.Nothing;

        var number = int.Parse(due.Batch.AsSpan(Introduction.Length), CultureInfo.InvariantCulture);
        var refused = emails.FirstOrDefault(email => email.State == nameof(EmailState.Refused));
        RequestEvent happened = refused is null ? new RequestEvent.IntroductionSent(number) : new RequestEvent.IntroductionRefused(number, refused.Kind == "school" ? Side.School : Side.Coach);
        if (RequestLife.Apply(stored.Request, happened, now) is not Step.Moved moved)
            return EmailsDone.Nothing;

        var change = RequestChange.Of(stored, moved.Request, happened, "system", refused is null ? stored.Request.Match?.CoachId : refused.Kind, now);
        if (refused is null)
            change.Owes(RequestKeys.ReachWork(stored.Request.Reference), QueueNames.CountReach, new ReachDue(stored.Request.Reference.ToString()));
        return new(change.Actions, change.Messages);
    }

    public Task<EmailsDone> WhenUndeliverable(EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel) => AddressFailure.Of(requests, email, heard, now, cancel);
}
