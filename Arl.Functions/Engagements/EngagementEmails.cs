using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Functions.Introductions;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Pages.Emails;
using Arl.Pages.Engagements;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>The emails of a request after the introduction. They are owned by <see cref="RequestEmails"/>.</summary>
public sealed class EngagementEmails(EmailRenderer renderer, StatusLinks status, ActionLinks actions, CoachPageLinks pages, IStringLocalizer<EngagementsTexts> texts, IOptions<SiteOptions> site, IOptions<StaffRecipientOptions> staff)
{
    /// <summary>To the school: the coach it has heard of cannot go on, another is looked for.</summary>
    public Task OweNewCoach(RequestChange change, Match over, CancellationToken cancel) =>
        OweSchool<NewCoachEmail>(change, EmailBatches.NewCoach(over.Number), change.Request.Contact.Email, replyTo: null, () => texts["NewCoach.Subject"], new()
        {
            [nameof(NewCoachEmail.Request)] = change.Request,
            [nameof(NewCoachEmail.Match)] = over,
            [nameof(NewCoachEmail.StatusUrl)] = new Uri(status.UrlOf(change.Request.Reference)),
        }, cancel);

    /// <summary>To the coach: staff have given the request to another, or into another.</summary>
    public Task OweTakenByStaff(RequestChange change, Match over, Coach coach, CancellationToken cancel) =>
        OweCoach<TakenByStaffEmail>(change, EmailBatches.TakenBack(over.Number), coach.Email, $"You need do nothing more for {change.Request.Place.Name}", new()
        {
            [nameof(TakenByStaffEmail.Request)] = change.Request,
            [nameof(TakenByStaffEmail.Coach)] = coach,
        }, cancel);

    /// <summary>To the contact of a request that goes on under another's reference.</summary>
    public async Task OweMerged(RequestChange change, CancellationToken cancel)
    {
        var request = change.Request;
        var email = await renderer.Render<MergedEmail>(request.Contact.Language, () => texts["Merged.Subject", request.Reference, request.MergedInto!], new() { [nameof(MergedEmail.Request)] = request }, cancel);
        change.OwesEmails(EmailBatches.Merged, new OwedEmail("contact", request.Contact.Email, ReplyTo: null, email));
    }

    /// <summary>To the coach: the school has withdrawn.</summary>
    public Task OweWithdrawn(RequestChange change, Match over, EmailAddress coach, CancellationToken cancel) =>
        OweCoach<WithdrawnEmail>(change, EmailBatches.Withdrawn(over.Number), coach, $"{change.Request.Place.Name} has withdrawn its request", new()
        {
            [nameof(WithdrawnEmail.Request)] = change.Request,
            [nameof(WithdrawnEmail.Match)] = over,
        }, cancel);

    /// <summary>To the school: thanks, the coach says it is complete.</summary>
    public Task OweClosed(RequestChange change, EmailAddress? coach, CancellationToken cancel) =>
        OweSchool<ClosedEmail>(change, EmailBatches.Closed(change.Request.Match!.Number), change.Request.Contact.Email, coach, () => texts["Closed.Subject"], new()
        {
            [nameof(ClosedEmail.Request)] = change.Request,
            [nameof(ClosedEmail.Match)] = change.Request.Match,
            [nameof(ClosedEmail.FormUrl)] = new Uri(site.Value.UrlOf("/")),
        }, cancel);

    /// <summary>To the address that was the contact's until now; an answer reaches the staff.</summary>
    public Task OweContactChanged(RequestChange change, EmailAddress before, CancellationToken cancel) =>
        OweSchool<ContactChangedEmail>(change, EmailBatches.ContactChanged(change.Request.Events), before, staff.Value.Recipients()[0], () => texts["ContactChanged.Subject", change.Request.Reference], new()
        {
            [nameof(ContactChangedEmail.Reference)] = change.Request.Reference,
            [nameof(ContactChangedEmail.On)] = change.Request.DayAt(change.At),
        }, cancel);

    /// <summary>A link of this purpose for the match in force, to its reader.</summary>
    public Task OweFreshLink(RequestChange change, LinkPurpose purpose, EmailAddress reader, CancellationToken cancel) =>
        Owe<FreshLinkEmail>(change, EmailBatches.FreshLink(change.At), purpose.ReaderOf(), reader, replyTo: null, () => texts["FreshLink.Subject", change.Request.Reference], new()
        {
            [nameof(FreshLinkEmail.Reference)] = change.Request.Reference,
            [nameof(FreshLinkEmail.Label)] = ReaderCulture.In(LanguageOf(change, purpose.ReaderOf()), () => LabelOf(purpose)),
            [nameof(FreshLinkEmail.Url)] = actions.Create(change, purpose, change.Request.Match!.Number),
            [nameof(FreshLinkEmail.PageUrl)] = purpose.ReaderOf() == Side.Coach ? pages.UrlOf(change.Request.Reference, change.Request.Match.Number) : null,
            [nameof(FreshLinkEmail.Until)] = change.Request.DayAt(change.At + ActionLinks.Lifetime).AddDays(-1),
        }, cancel);

    private Task OweSchool<TEmail>(
        RequestChange change, string batch, EmailAddress address, EmailAddress? replyTo, Func<string> subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TEmail : IComponent =>
        Owe<TEmail>(change, batch, Side.School, address, replyTo, subject, parameters, cancel);

    private Task OweCoach<TEmail>(RequestChange change, string batch, EmailAddress address, string subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TEmail : IComponent =>
        Owe<TEmail>(change, batch, Side.Coach, address, replyTo: null, () => subject, parameters, cancel);

    private async Task Owe<TEmail>(
        RequestChange change, string batch, Side to, EmailAddress address, EmailAddress? replyTo, Func<string> subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TEmail : IComponent =>
        change.OwesEmails(batch, new OwedEmail(to == Side.School ? "school" : "coach", address, replyTo, await renderer.Render<TEmail>(LanguageOf(change, to), subject, parameters, cancel)));

    /// <summary>Coaches are written to in English.</summary>
    private static Language LanguageOf(RequestChange change, Side to) => to == Side.School ? change.Request.Contact.Language : Language.English;

    private string LabelOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Accept => "Yes, I will coach them",
        LinkPurpose.Decline => "I can't take this",
        LinkPurpose.Met => "We have met",
        LinkPurpose.KeepOpenSchool or LinkPurpose.KeepOpenCoach => texts["FreshLink.StillWorking"],
        _ => texts["FreshLink.Tell"],
    };
}
