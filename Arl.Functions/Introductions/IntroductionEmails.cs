using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Requests;
using Arl.Pages.Emails;
using Arl.Pages.Introductions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Introductions;

/// <summary>The emails that bring school and coach together. They are owned by <see cref="RequestEmails"/>.</summary>
public sealed class IntroductionEmails(
    EmailRenderer renderer, StatusLinks status, ActionLinks actions, CoachPageLinks pages, RequestsTable requests, ResourceShelf shelf, IStringLocalizer<IntroductionsTexts> texts, IOptions<IntroductionOptions> options)
{
    /// <summary>What a new match owes: both introductions, or where coaches confirm first the question to the coach.</summary>
    public Task Owe(RequestChange change, Match match, Coach coach, CancellationToken cancel) =>
        options.Value.Chosen == IntroductionMode.CoachConfirms ? OweQuestion(change, match, coach, cancel) : OweIntroduction(change, match, coach, cancel);

    /// <summary>The two emails that bring school and coach together; each answers to the other.</summary>
    public async Task OweIntroduction(RequestChange change, Match match, Coach coach, CancellationToken cancel) =>
        change.OwesEmails(EmailBatches.Introduction(match.Number), await ToCoach(change, match, coach, again: null, cancel), await ToSchool(change, match, coach, again: null, cancel));

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
        change.OwesEmails(EmailBatches.Again(match.Number, change.Request.Engagement.Resends), [.. emails]);
    }

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
        change.OwesEmails(EmailBatches.Question(match.Number), new OwedEmail("coach", coach.Email, ReplyTo: null, email));
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
        (false, null) => texts["ToSchool.Subject", coach.Name],
        (true, null) => texts["ToSchool.SubjectNew", coach.Name],
        (false, _) => texts["ToSchool.SubjectAgain", coach.Name],
        _ => texts["ToSchool.SubjectNewAgain", coach.Name],
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
