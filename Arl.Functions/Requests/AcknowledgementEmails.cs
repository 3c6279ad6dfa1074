using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Introductions;
using Arl.Pages.Emails;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests;

/// <summary>What the contact of a request gets before there is a coach: the acknowledgement, and where one click is needed all that goes with the wait for it. They are owned by <see cref="RequestEmails"/>.</summary>
public sealed class AcknowledgementEmails(EmailRenderer renderer, ActionLinks actions, StatusLinks status, IStringLocalizer<RequestsTexts> texts, IOptions<SiteOptions> site)
{
    public Task Owe(RequestChange change, CancellationToken cancel) => Owe(change, EmailBatches.Acknowledgement, cancel);

    /// <summary>The same once more, to the contact as it is now.</summary>
    public Task OweAgain(RequestChange change, int number, CancellationToken cancel) => Owe(change, EmailBatches.AcknowledgementAgain(number), cancel);

    /// <summary>The same to an address that the request has just got, by its event <see cref="RequestEvent.ContactCorrected"/>.</summary>
    public Task OweToNewAddress(RequestChange change, CancellationToken cancel) => Owe(change, EmailBatches.AcknowledgementNew(change.Request.Events), cancel);

    /// <param name="endsAt">When it is withdrawn without a click.</param>
    public Task OweReminder(RequestChange change, DateTimeOffset endsAt, CancellationToken cancel) => OweQuestion(change, EmailBatches.ConfirmReminder, () => texts["Confirm.SubjectAgain", change.Request.Reference], isReminder: true, endsAt, cancel);

    /// <summary>Nobody clicked: the request is withdrawn, and may be asked for again.</summary>
    public Task OweEnd(RequestChange change, CancellationToken cancel) => Owe<NotConfirmedEmail>(change, EmailBatches.NotConfirmed, () => texts["NotConfirmed.Subject", change.Request.Reference], new()
    {
        [nameof(NotConfirmedEmail.Request)] = change.Request,
        [nameof(NotConfirmedEmail.FormUrl)] = new Uri(site.Value.UrlOf("/")),
    }, cancel);

    /// <summary>Where a click is needed it is asked for.</summary>
    private Task Owe(RequestChange change, string batch, CancellationToken cancel) => change.Request.ConfirmBy is { } endsAt
        ? OweQuestion(change, batch, () => texts["Confirm.Subject", change.Request.Reference], isReminder: false, endsAt, cancel)
        : Owe<AcknowledgementEmail>(change, batch, () => texts["Acknowledgement.Subject", change.Request.Reference], new()
        {
            [nameof(AcknowledgementEmail.Request)] = change.Request,
            [nameof(AcknowledgementEmail.StatusUrl)] = new Uri(status.UrlOf(change.Request.Reference)),
        }, cancel);

    private Task OweQuestion(RequestChange change, string batch, Func<string> subject, bool isReminder, DateTimeOffset endsAt, CancellationToken cancel) => Owe<ConfirmEmail>(change, batch, subject, new()
    {
        [nameof(ConfirmEmail.Request)] = change.Request,
        [nameof(ConfirmEmail.Confirm)] = actions.Create(change, LinkPurpose.Confirm, change.Request.ConfirmAddress, endsAt),
        [nameof(ConfirmEmail.StatusUrl)] = new Uri(status.UrlOf(change.Request.Reference)),
        [nameof(ConfirmEmail.IsReminder)] = isReminder,
        [nameof(ConfirmEmail.Until)] = change.Request.DayAt(endsAt).AddDays(-1),
    }, cancel);

    private async Task Owe<TEmail>(RequestChange change, string batch, Func<string> subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TEmail : IComponent =>
        change.OwesEmails(batch, new OwedEmail("contact", change.Request.Contact.Email, ReplyTo: null, await renderer.Render<TEmail>(change.Request.Contact.Language, subject, parameters, cancel)));
}
