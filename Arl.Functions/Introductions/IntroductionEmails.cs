using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Introductions;
using Arl.Pages.Requests;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Introductions;

/// <summary>The emails of a request: rendered when they are owed, kept in its partition, and its next step taken when they have left.</summary>
public sealed class IntroductionEmails(
    EmailRenderer renderer, StatusLinks status, ActionLinks actions, CoachPageLinks pages, ConfirmationEmails confirmations, RequestsTable requests, ResourceShelf shelf, IStringLocalizer<RequestsTexts> texts, IStringLocalizer<IntroductionsTexts> words, IOptions<IntroductionOptions> options) : IEmailOwner
{
    public const string Owner = "request";

    public string Name => Owner;

    public string Table => TableNames.Requests;

    public IReadOnlyList<string> Kinds => EmailBatches.Kinds;

    public string PartitionOf(string key) => RequestKeys.Partition(Reference.Parse(key));

    public Task OweAcknowledgement(RequestChange change, CancellationToken cancel) => OweAcknowledgement(change, EmailBatches.Acknowledgement, cancel);

    /// <summary>The acknowledgement once more, to the contact as it is now.</summary>
    public Task OweAcknowledgementAgain(RequestChange change, int number, CancellationToken cancel) => OweAcknowledgement(change, EmailBatches.AcknowledgementAgain(number), cancel);

    /// <summary>The same to an address that the request has just got, by its event <see cref="RequestEvent.ContactCorrected"/>.</summary>
    public Task OweAcknowledgementToNewAddress(RequestChange change, CancellationToken cancel) => OweAcknowledgement(change, EmailBatches.AcknowledgementNew(change.Request.Events), cancel);

    /// <summary>What a new match owes: both introductions, or where coaches confirm first the question to the coach.</summary>
    public Task Owe(RequestChange change, Match match, Coach coach, CancellationToken cancel) =>
        options.Value.Chosen == IntroductionMode.CoachConfirms ? OweQuestion(change, match, coach, cancel) : OweIntroduction(change, match, coach, cancel);

    /// <summary>The two emails that bring school and coach together; each answers to the other.</summary>
    public async Task OweIntroduction(RequestChange change, Match match, Coach coach, CancellationToken cancel) =>
        change.OwesEmails(BatchOf(change.Request, EmailBatches.Introduction(match.Number)), await ToCoach(change, match, coach, again: null, cancel), await ToSchool(change, match, coach, again: null, cancel));

    /// <summary>The introduction of the match in force once more, after <see cref="RequestEvent.IntroductionResent"/>; its number is in the batch's name.</summary>
    /// <param name="why">Null where its readers have not had it yet.</param>
    /// <param name="sides">Who gets it; none named is both.</param>
    public async Task OweAgain(RequestChange change, Coach coach, IntroducedAgain? why, CancellationToken cancel, params IReadOnlyList<Side> sides)
    {
        var match = change.Request.Match!;
        List<OwedEmail> emails = [];
        if (sides is [] || sides.Contains(Side.Coach))
            emails.Add(await ToCoach(change, match, coach, why, cancel));
        if (sides is [] || sides.Contains(Side.School))
            emails.Add(await ToSchool(change, match, coach, why, cancel));
        change.OwesEmails(BatchOf(change.Request, EmailBatches.Again(match.Number, change.Request.Engagement.Resends)), [.. emails]);
    }

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

        var change = RequestChange.Of(stored, moved.Request, happened, "system", happened is RequestEvent.IntroductionRefused(_, var side) ? side.ToString().ToLowerInvariant() : stored.Request.Match?.CoachId, now);
        if (happened is RequestEvent.IntroductionSent)
            change.Owes(RequestKeys.ReachWork(stored.Request.Reference), QueueNames.CountReach, new ReachDue(stored.Request.Reference.ToString()));
        return new(change.Actions, change.Messages);
    }

    public Task<EmailsDone> WhenUndeliverable(EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel) => AddressFailure.Of(requests, email, heard, now, cancel);

    private async Task OweAcknowledgement(RequestChange change, string batch, CancellationToken cancel)
    {
        var request = change.Request;
        if (request.AwaitsConfirmation)
        {
            await confirmations.OweQuestion(change, batch, cancel);
            return;
        }
        var email = await renderer.Render<AcknowledgementEmail>(request.Contact.Language, () => texts["Acknowledgement.Subject", request.Reference], new()
        {
            [nameof(AcknowledgementEmail.Request)] = request,
            [nameof(AcknowledgementEmail.StatusUrl)] = new Uri(status.UrlOf(request.Reference)),
        }, cancel);
        change.OwesEmails(BatchOf(request, batch), new OwedEmail("contact", request.Contact.Email, ReplyTo: null, email));
    }

    internal static EmailsDue BatchOf(CoachingRequest request, string batch) => new(Owner, request.Reference.ToString(), batch);

    private async Task OweQuestion(RequestChange change, Match match, Coach coach, CancellationToken cancel)
    {
        var request = change.Request;
        var email = await renderer.Render<QuestionToCoach>($"Can you take this? {PlaceOf(request)}", new()
        {
            [nameof(QuestionToCoach.Request)] = request,
            [nameof(QuestionToCoach.Match)] = match,
            [nameof(QuestionToCoach.Coach)] = coach,
            [nameof(QuestionToCoach.Actions)] = new CoachActions(
                actions.Create(change, LinkPurpose.Accept, match.Number), actions.Create(change, LinkPurpose.Decline, match.Number), Met: null, pages.UrlOf(request.Reference, match.Number)),
        }, cancel);
        change.OwesEmails(BatchOf(request, EmailBatches.Question(match.Number)), new OwedEmail("coach", coach.Email, ReplyTo: null, email));
    }

    private async Task<OwedEmail> ToCoach(RequestChange change, Match match, Coach coach, IntroducedAgain? again, CancellationToken cancel)
    {
        var request = change.Request;
        var email = await renderer.Render<IntroductionToCoach>($"{(again switch
        {
            null => "Introduction",
            IntroducedAgain.NewContact => "New contact details",
            IntroducedAgain.NothingHeard => "They are waiting to hear from you",
            _ => "Once more",
        })}: {PlaceOf(request)}", new()
        {
            [nameof(IntroductionToCoach.Request)] = request,
            [nameof(IntroductionToCoach.Match)] = match,
            [nameof(IntroductionToCoach.Coach)] = coach,
            [nameof(IntroductionToCoach.Actions)] = ActionsOf(change, match.Number),
            [nameof(IntroductionToCoach.Again)] = again,
        }, cancel);
        return new("coach", coach.Email, request.Contact.Email, email);
    }

    private async Task<OwedEmail> ToSchool(RequestChange change, Match match, Coach coach, IntroducedAgain? again, CancellationToken cancel)
    {
        var request = change.Request;
        // A first match, which most are, has none before it to read of.
        var isNew = match.Number > 1 && (await requests.EmailStates(request.Reference, EmailBatches.NewCoachPrefix, cancel)).Count > 0;
        var email = await renderer.Render<IntroductionToSchool>(request.Contact.Language, () => SubjectToSchool(coach, isNew, again), new()
        {
            [nameof(IntroductionToSchool.Request)] = request,
            [nameof(IntroductionToSchool.Match)] = match,
            [nameof(IntroductionToSchool.Coach)] = coach,
            [nameof(IntroductionToSchool.StatusUrl)] = new Uri(status.UrlOf(request.Reference)),
            [nameof(IntroductionToSchool.IsNew)] = isNew,
            [nameof(IntroductionToSchool.Again)] = again,
            [nameof(IntroductionToSchool.Resources)] = again is null ? await shelf.ForSchool(request, cancel) : [],
        }, cancel);
        return new("school", request.Contact.Email, coach.Email, email);
    }

    private string SubjectToSchool(Coach coach, bool isNew, IntroducedAgain? again) => (isNew, again) switch
    {
        (false, null) => words["ToSchool.Subject", coach.Name],
        (true, null) => words["ToSchool.SubjectNew", coach.Name],
        (false, _) => words["ToSchool.SubjectAgain", coach.Name],
        _ => words["ToSchool.SubjectNewAgain", coach.Name],
    };

    private CoachActions ActionsOf(RequestChange change, int match)
    {
        var engagement = change.Request.Engagement;
        return new(
            engagement.CoachAnswered ? null : actions.Create(change, LinkPurpose.Accept, match),
            actions.Create(change, LinkPurpose.Decline, match),
            engagement.MetAt is not null ? null : actions.Create(change, LinkPurpose.Met, match),
            pages.UrlOf(change.Request.Reference, match));
    }

    private static string PlaceOf(CoachingRequest request) => $"{request.Place.Name}, {request.Place.State.Name}";
}
