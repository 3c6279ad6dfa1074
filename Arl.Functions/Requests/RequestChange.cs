using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <param name="Name">Whom it is for: <c>contact</c>, <c>coach</c>, <c>school</c>; the end of its key.</param>
public sealed record OwedEmail(string Name, EmailAddress To, EmailAddress? ReplyTo, RenderedEmail Email)
{
    /// <summary>For a reminder: the next moment outside its reader's quiet hours (<c>MailOptions.Quiet</c>). Null: it leaves at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>
/// One change of one request, with all that must be written with it in the same transaction: the request, its history, its place among the waiting,
/// the messages and emails it owes, and the owed work that it finishes.
/// </summary>
public sealed class RequestChange
{
    /// <summary>Which of the actions writes the request itself.</summary>
    internal const int RequestAction = 0;
    private readonly string _partition;
    private readonly List<TableTransactionAction> _actions = [];
    private readonly List<OutboxMessage> _messages = [];
    private TableEntity _history = [];
    private Func<CoachingRequest, IEnumerable<TableTransactionAction>> _index = _ => [];

    private RequestChange(CoachingRequest request, DateTimeOffset now)
    {
        _partition = RequestKeys.Partition(request.Reference);
        At = now;
        Request = request;
    }

    /// <summary>The request after the change.</summary>
    public CoachingRequest Request { get; private set; }

    public DateTimeOffset At { get; }

    public IReadOnlyList<TableTransactionAction> Actions => [.. _actions, .. _index(Request)];

    public IReadOnlyList<OutboxMessage> Messages => _messages;

    public static RequestChange Create(CoachingRequest request, string by, DateTimeOffset now)
    {
        var change = new RequestChange(request, now) { _index = RequestIndexRow.Whole };
        change._actions.Add(new(TableTransactionActionType.Add, RequestRow.Write(request)));
        change.AddHistory(RequestMoment.ReceivedEvent, by, null);
        return change;
    }

    /// <param name="by">See <see cref="DoneBy"/>.</param>
    /// <param name="detail">Coach ids and reasons of ours; no personal data.</param>
    public static RequestChange Of(StoredRequest before, CoachingRequest after, RequestEvent happened, string by, string? detail, DateTimeOffset now)
    {
        var change = new RequestChange(after, now);
        change.Index(happened);
        change._actions.Add(new(TableTransactionActionType.UpdateReplace, RequestRow.Write(after), before.ETag));
        change.AddHistory(happened.Name, by, detail);
        if (happened is RequestEvent.CoachFound(var match))
            change._actions.Add(new(TableTransactionActionType.Add, new TableEntity(change._partition, RequestKeys.Match(after.Reference, match.Number)) { ["Data"] = JsonSerializer.Serialize(match, DomainJson.Options) }));
        if (IsLookedAtAgain(before.Request, after, happened))
            change.OwesMatch();
        change.KeepWaitingRow(before.Request.State == RequestState.Waiting);
        return change;
    }

    /// <summary>It left its coach, others may have it than before, or its contact confirmed it. What was received and not yet looked at is looked at anyway, or waits for that.</summary>
    private static bool IsLookedAtAgain(CoachingRequest before, CoachingRequest after, RequestEvent happened) =>
        happened is RequestEvent.ContactConfirmed || (happened is RequestEvent.HandedBack or RequestEvent.Reassigned or RequestEvent.Paused(Until: null)
        && (after.State == RequestState.Waiting || (after.State == RequestState.Received && before.State != RequestState.Received)));

    /// <summary>An act of the staff.</summary>
    /// <param name="why">In their words: only staff read it.</param>
    /// <param name="form">The key of the form that was sent, which makes a form sent twice one act.</param>
    public RequestChange Because(string why, string form)
    {
        (_history["Why"], _history["Form"]) = (why, form);
        return this;
    }

    /// <summary>No step of its life, only something owed beside it. The request is written as it is, so that whatever else changes it at this moment shuts this out.</summary>
    public static RequestChange Beside(StoredRequest stored, DateTimeOffset now)
    {
        var change = new RequestChange(stored.Request, now);
        change._actions.Add(new(TableTransactionActionType.UpdateReplace, RequestRow.Write(stored.Request), stored.ETag));
        return change;
    }

    /// <summary>A second step at the same moment.</summary>
    public RequestChange Then(CoachingRequest after, RequestEvent happened, string by, string? detail)
    {
        Request = after;
        Index(happened);
        _actions[RequestAction] = new(TableTransactionActionType.UpdateReplace, RequestRow.Write(after), _actions[RequestAction].ETag);
        AddHistory(happened.Name, by, detail);
        return this;
    }

    /// <param name="notBefore">When the work may begin; null is now.</param>
    public RequestChange Owes<T>(string work, string queue, T message, DateTimeOffset? notBefore = null) =>
        Owes(OutboxMessage.For(_partition, work, queue, message) with { NotBefore = notBefore });

    /// <summary>Somebody looks for its next coach.</summary>
    public RequestChange OwesMatch() => Owes(RequestKeys.MatchWork(Request.Reference, Request.Matches + 1), QueueNames.MatchRequests, new MatchDue(Request.Reference.ToString()));

    /// <summary>Staff hear of it, once for the alert's id.</summary>
    public RequestChange Alerts(StaffAlert alert) => Owes(StaffAlertDue.Owed(TableNames.Requests, _partition, $"{Request.Reference}_alert_{alert.Id}", alert));

    /// <summary>Emails that leave together, as one batch; one for later waits there alone.</summary>
    /// <param name="batch">One of <see cref="EmailBatches"/>.</param>
    public RequestChange OwesEmails(string batch, params ReadOnlySpan<OwedEmail> emails)
    {
        var due = new EmailsDue(RequestEmails.Owner, Request.Reference.ToString(), batch);
        DateTimeOffset? first = emails[0].NotBefore;
        foreach (var email in emails)
        {
            var row = EmailRow.For(_partition, due.Key, due.Batch, email.Name, [email.To], email.ReplyTo, email.Email, At, email.NotBefore);
            _actions.AddRange([new(TableTransactionActionType.Add, row), MailLogRow.Of(row)]);
            first = email.NotBefore < first ? email.NotBefore : email.NotBefore is null ? null : first;
        }
        return Owes(due.OutboxKey, QueueNames.OutgoingEmail, due, first);
    }

    private RequestChange Owes(OutboxMessage owed)
    {
        _actions.Add(owed.Add(At));
        _messages.Add(owed);
        return this;
    }

    public RequestChange Finishes(string work)
    {
        _actions.Add(OutboxMessage.Done(_partition, work));
        return this;
    }

    public RequestChange Also(TableTransactionAction action)
    {
        _actions.Add(action);
        return this;
    }

    /// <summary>A new contact has other words; no other step changes what a request is found by.</summary>
    private void Index(RequestEvent happened)
    {
        if (happened is RequestEvent.ContactCorrected)
            _index = RequestIndexRow.Whole;
        else if (_index != RequestIndexRow.Whole)
            _index = RequestIndexRow.Moved;
    }

    private void AddHistory(string happened, string by, string? detail)
    {
        _history = new(_partition, RequestKeys.History(Request.Reference, Request.Events))
        {
            ["Event"] = happened,
            ["At"] = At,
            ["State"] = Request.State.ToString(),
            ["By"] = by,
            ["Detail"] = detail,
            ["Moment"] = Request.Moments is [.., var last] ? JsonSerializer.Serialize(last, DomainJson.Options) : null,
        };
        _actions.Add(new(TableTransactionActionType.Add, _history));
    }

    private void KeepWaitingRow(bool waitedBefore)
    {
        var waiting = new TableEntity(_partition, RequestKeys.Waiting(Request.Reference))
        {
            ["Data"] = JsonSerializer.Serialize(Ask.Of(Request), DomainJson.Options),
            ["Place"] = $"{Request.Place.Name}, {Request.Place.State.Code}",
            ["Because"] = Request.WaitingBecause,
        };
        if (Request.State == RequestState.Waiting)
            _actions.Add(new(TableTransactionActionType.UpsertReplace, waiting));
        else if (waitedBefore)
            _actions.Add(new(TableTransactionActionType.Delete, waiting, ETag.All));
    }
}
