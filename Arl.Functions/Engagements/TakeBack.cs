using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Engagements;
using Azure.Data.Tables;

namespace Arl.Functions.Engagements;

/// <summary>
/// What is owed when staff take a request from its coach, to another coach or into another request: the place is freed, an introduction that has not left is called off,
/// and whoever knew of the match is told once.
/// </summary>
public sealed class TakeBack(RequestsTable requests, CoachesTable coaches, EmailRenderer renderer, StatusLinks links)
{
    /// <param name="schoolHears">The school waits for another coach; else it is told otherwise.</param>
    public async Task Owe(RequestChange change, CoachingRequest before, bool schoolHears, CancellationToken cancel)
    {
        if (before is not { Match: { } match, State: RequestState.Matched or RequestState.Introduced or RequestState.Coaching })
            return;
        var reference = before.Reference.ToString();
        var work = RequestKeys.FreeWork(before.Reference, change.Request.Events);
        change.Owes(work, QueueNames.FreePlaces, new PlaceToFree(reference, match.CoachId, work, Match: match.Number));

        var told = (await requests.Emails(before.Reference, cancel)).Where(email => RequestBatches.ToldBy(RequestBatches.Of(email)) == match.Number).ToList();
        CallOff(change, told);
        if (Knows(told, "coach") && await coaches.Get(match.CoachId, cancel) is { } coach)
            change.OwesEmails(new("request", reference, RequestBatches.TakenBack(match.Number)), await ToCoach(before, coach.Load.Coach, cancel));
        if (schoolHears && Knows(told, "school"))
            change.OwesEmails(new("request", reference, RequestBatches.NewCoach(match.Number)), await ToSchool(before, match, cancel));
    }

    /// <summary>Sent, or perhaps sent: a claim whose end is not known counts as sent.</summary>
    private static bool Knows(IEnumerable<EmailRow> told, string who) => told.Any(email => email.Kind == who && email.State is nameof(EmailState.Sent) or nameof(EmailState.Claimed));

    /// <summary>An email that is due has never left; one that is claimed while this is written makes the transaction fail.</summary>
    private static void CallOff(RequestChange change, IReadOnlyList<EmailRow> told)
    {
        foreach (var due in told.Where(email => email.State == nameof(EmailState.Due)))
            change.Also(new(TableTransactionActionType.Delete, new TableEntity(due.PartitionKey, due.RowKey), due.ETag));
        foreach (var batch in told.GroupBy(RequestBatches.Of, StringComparer.Ordinal).Where(batch => batch.Any(email => email.State == nameof(EmailState.Due)) && !batch.Any(email => email.State == nameof(EmailState.Claimed))))
            change.Finishes(new EmailsDue("request", change.Request.Reference.ToString(), batch.Key).OutboxKey);
    }

    private async Task<OwedEmail> ToCoach(CoachingRequest request, Coach coach, CancellationToken cancel) =>
        new("coach", coach.Email, ReplyTo: null, await renderer.Render<TakenBackEmail>($"You need do nothing more for {request.Place.Name}", new()
        {
            [nameof(TakenBackEmail.Request)] = request,
            [nameof(TakenBackEmail.Coach)] = coach,
        }, cancel));

    private async Task<OwedEmail> ToSchool(CoachingRequest request, Match match, CancellationToken cancel) =>
        new("school", request.Contact.Email, ReplyTo: null, await renderer.Render<AnotherCoachEmail>($"We are finding you another coach ({request.Reference})", new()
        {
            [nameof(AnotherCoachEmail.Request)] = request,
            [nameof(AnotherCoachEmail.Before)] = match,
            [nameof(AnotherCoachEmail.StatusUrl)] = new Uri(links.UrlOf(request.Reference)),
        }, cancel));
}
