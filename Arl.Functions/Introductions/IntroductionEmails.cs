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
    public string Name => "request";

    public string Table => TableNames.Requests;

    public string PartitionOf(string key) => RequestKeys.Partition(Reference.Parse(key));

    public async Task OweAcknowledgement(RequestChange change, CancellationToken cancel) =>
        change.OwesEmails(new(Name, change.Request.Reference.ToString(), RequestBatches.Acknowledgement), await ToContact(change.Request, cancel));

    /// <summary>The acknowledgement once more, to the contact as it is now.</summary>
    public async Task OweAcknowledgementAgain(RequestChange change, int number, CancellationToken cancel) =>
        change.OwesEmails(new(Name, change.Request.Reference.ToString(), RequestBatches.AcknowledgementAgain(number)), await ToContact(change.Request, cancel));

    /// <summary>The two emails that bring school and coach together; each answers to the other.</summary>
    public async Task Owe(RequestChange change, Match match, Coach coach, CancellationToken cancel) =>
        change.OwesEmails(new(Name, change.Request.Reference.ToString(), RequestBatches.Introduction(match.Number)),
            await ToCoach(change.Request, match, coach, cancel), await ToSchool(change.Request, match, coach, cancel));

    /// <summary>The introduction by the match in force once more, to one side or (null) to both, as they can be reached now.</summary>
    public async Task OweAgain(RequestChange change, Coach coach, Side? to, int number, CancellationToken cancel)
    {
        var match = change.Request.Match!;
        var emails = new List<OwedEmail>();
        if (to is not Side.School)
            emails.Add(await ToCoach(change.Request, match, coach, cancel));
        if (to is not Side.Coach)
            emails.Add(await ToSchool(change.Request, match, coach, cancel));
        change.OwesEmails(new(Name, change.Request.Reference.ToString(), RequestBatches.IntroductionAgain(match.Number, number)), [.. emails]);
    }

    /// <summary>Both introductions have left, now or one now and one before: the request is introduced, and its schools are owed to the reach.</summary>
    public async Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel)
    {
        if (RequestBatches.IntroducedBy(due.Batch) is not { } number || await requests.Get(Reference.Parse(due.Key), cancel) is not { } stored)
            return EmailsDone.Nothing;

        var refused = emails.FirstOrDefault(email => email.State == nameof(EmailState.Refused));
        if (refused is null && !await BothHaveIt(stored.Request.Reference, number, emails, cancel))
            return EmailsDone.Nothing;
        RequestEvent happened = refused is null ? new RequestEvent.IntroductionSent(number) : new RequestEvent.IntroductionRefused(number, refused.Kind == "school" ? Side.School : Side.Coach);
        if (RequestLife.Apply(stored.Request, happened, now) is not Step.Moved moved)
            return EmailsDone.Nothing;

        var change = RequestChange.Of(stored, moved.Request, happened, "system", refused is null ? stored.Request.Match?.CoachId : refused.Kind, now);
        if (refused is null)
            change.Owes(RequestKeys.ReachWork(stored.Request.Reference), QueueNames.CountReach, new ReachDue(stored.Request.Reference.ToString()));
        return new(change.Actions, change.Messages);
    }

    public Task<EmailsDone> WhenUndeliverable(EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel) => AddressFailure.Of(requests, email, heard, now, cancel);

    /// <summary>One side's email may have left in a batch before, in which the other's was refused.</summary>
    private async Task<bool> BothHaveIt(Reference reference, int match, IReadOnlyList<EmailRow> now, CancellationToken cancel)
    {
        if (now.Count > 1)
            return true;
        var before = (await requests.Emails(reference, cancel)).Where(email => RequestBatches.IntroducedBy(RequestBatches.Of(email)) == match);
        return before.Concat(now).Where(email => email.State == nameof(EmailState.Sent)).Select(email => email.Kind).Distinct(StringComparer.Ordinal).Count() > 1;
    }

    private async Task<OwedEmail> ToContact(CoachingRequest request, CancellationToken cancel) =>
        new("contact", request.Contact.Email, ReplyTo: null, await renderer.Render<AcknowledgementEmail>($"We have your request {request.Reference}", new()
        {
            [nameof(AcknowledgementEmail.Request)] = request,
            [nameof(AcknowledgementEmail.StatusUrl)] = new Uri(links.UrlOf(request.Reference)),
        }, cancel));

    private async Task<OwedEmail> ToCoach(CoachingRequest request, Match match, Coach coach, CancellationToken cancel) =>
        new("coach", coach.Email, request.Contact.Email, await renderer.Render<IntroductionToCoach>($"Introduction: {request.Place.Name}, {request.Place.State.Name}", new()
        {
            [nameof(IntroductionToCoach.Request)] = request,
            [nameof(IntroductionToCoach.Match)] = match,
            [nameof(IntroductionToCoach.Coach)] = coach,
        }, cancel));

    private async Task<OwedEmail> ToSchool(CoachingRequest request, Match match, Coach coach, CancellationToken cancel) =>
        new("school", request.Contact.Email, coach.Email, await renderer.Render<IntroductionToSchool>($"Meet your coach, {coach.Name}", new()
        {
            [nameof(IntroductionToSchool.Request)] = request,
            [nameof(IntroductionToSchool.Match)] = match,
            [nameof(IntroductionToSchool.Coach)] = coach,
            [nameof(IntroductionToSchool.StatusUrl)] = new Uri(links.UrlOf(request.Reference)),
        }, cancel));
}
