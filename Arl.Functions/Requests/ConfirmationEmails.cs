using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Introductions;
using Arl.Pages.Emails;
using Arl.Pages.Requests;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests;

/// <summary>The emails of the wait for the contact's click. They belong to the request's owner of emails (<see cref="IntroductionEmails"/>).</summary>
public sealed class ConfirmationEmails(EmailRenderer renderer, ActionLinks actions, StatusLinks status, IStringLocalizer<RequestsTexts> texts, IOptions<SiteOptions> site)
{
    /// <summary>The acknowledgement of such a request: it says that one click is still needed.</summary>
    public Task OweQuestion(RequestChange change, string batch, CancellationToken cancel) => Owe(change, batch, () => texts["Confirm.Subject", change.Request.Reference], isReminder: false, change.Request.ConfirmBy!.Value, cancel);

    /// <param name="endsAt">When it is withdrawn without a click.</param>
    public Task OweReminder(RequestChange change, DateTimeOffset endsAt, CancellationToken cancel) => Owe(change, EmailBatches.ConfirmReminder, () => texts["Confirm.SubjectAgain", change.Request.Reference], isReminder: true, endsAt, cancel);

    /// <summary>Nobody clicked: the request is withdrawn, and may be asked for again.</summary>
    public async Task OweEnd(RequestChange change, CancellationToken cancel) =>
        Owe(change, EmailBatches.NotConfirmed, await renderer.Render<NotConfirmedEmail>(change.Request.Contact.Language, () => texts["NotConfirmed.Subject", change.Request.Reference], new()
        {
            [nameof(NotConfirmedEmail.Request)] = change.Request,
            [nameof(NotConfirmedEmail.FormUrl)] = new Uri(site.Value.UrlOf("/")),
        }, cancel));

    private async Task Owe(RequestChange change, string batch, Func<string> subject, bool isReminder, DateTimeOffset endsAt, CancellationToken cancel)
    {
        var request = change.Request;
        Owe(change, batch, await renderer.Render<ConfirmEmail>(request.Contact.Language, subject, new()
        {
            [nameof(ConfirmEmail.Request)] = request,
            [nameof(ConfirmEmail.Confirm)] = actions.Create(change, LinkPurpose.Confirm, request.ConfirmAddress, endsAt),
            [nameof(ConfirmEmail.StatusUrl)] = new Uri(status.UrlOf(request.Reference)),
            [nameof(ConfirmEmail.IsReminder)] = isReminder,
            [nameof(ConfirmEmail.Until)] = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(endsAt, TimeZones.Of(request.Place.State)).DateTime).AddDays(-1),
        }, cancel));
    }

    private static void Owe(RequestChange change, string batch, RenderedEmail email) =>
        change.OwesEmails(IntroductionEmails.BatchOf(change.Request, batch), new OwedEmail("contact", change.Request.Contact.Email, ReplyTo: null, email));
}
