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
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>The emails that leave of their own accord as time passes. They are owned by <see cref="RequestEmails"/>.</summary>
public sealed class FollowUpEmails(EmailRenderer renderer, ActionLinks actions, StatusLinks status, CoachPageLinks coachPages, IStringLocalizer<EngagementsTexts> texts, IOptions<SiteOptions> site, IOptions<StaffRecipientOptions> staff, FollowUpRules rules)
{
    /// <summary>To the coach who has not answered. Where the two were introduced an answer goes to the school.</summary>
    public async Task OweReminder(RequestChange change, Coach coach, DateTimeOffset nextCoachAt, CancellationToken cancel)
    {
        var (request, zone) = (change.Request, coach.Zone());
        var introduced = request.State == RequestState.Introduced;
        var email = await renderer.Render<ReminderEmail>(introduced ? $"Are you in touch with {request.Place.Name}?" : $"Can you coach {request.Place.Name}?", new()
        {
            [nameof(ReminderEmail.Request)] = request,
            [nameof(ReminderEmail.Coach)] = coach,
            [nameof(ReminderEmail.Accept)] = actions.Create(change, LinkPurpose.Accept, request.Match!.Number),
            [nameof(ReminderEmail.Decline)] = actions.Create(change, LinkPurpose.Decline, request.Match.Number),
            [nameof(ReminderEmail.ToldOn)] = LocalTime.DayOf(request.Engagement.AskedAt!.Value, zone),
            [nameof(ReminderEmail.NextCoachOn)] = LocalTime.DayOf(nextCoachAt, zone),
        }, cancel);
        change.OwesEmails(EmailBatches.Reminder(request.Match.Number), ToCoach(coach, introduced ? request.Contact.Email : null, email) with { NotBefore = rules.Quiet.NextAllowed(change.At, zone) });
    }

    /// <summary>To the coach who stayed silent, of the match that is over. An answer reaches the staff.</summary>
    public async Task OweTakenBack(RequestChange change, Match over, Coach coach, bool introduced, CancellationToken cancel)
    {
        var email = await renderer.Render<SilenceEmail>($"Another coach will help {change.Request.Place.Name}", new()
        {
            [nameof(SilenceEmail.Request)] = change.Request,
            [nameof(SilenceEmail.Match)] = over,
            [nameof(SilenceEmail.Introduced)] = introduced,
        }, cancel);
        change.OwesEmails(EmailBatches.TakenBack(over.Number), ToCoach(coach, staff.Value.Recipients()[0], email));
    }

    /// <summary>To both: how is it going? Each answers by a link of their own.</summary>
    public async Task OweCheckIn(RequestChange change, Coach coach, CancellationToken cancel)
    {
        var match = change.Request.Match!;
        var introducedAt = change.Request.Introductions.Last(one => one.MatchNumber == match.Number).At;
        Task<RenderedEmail> To(Side side, LinkPurpose purpose, Uri page) => Render<CheckInEmail>(change, side, () => texts["CheckIn.Subject"], new()
        {
            [nameof(CheckInEmail.Answer)] = actions.Create(change, purpose, match.Number),
            [nameof(CheckInEmail.Page)] = page,
            [nameof(CheckInEmail.IntroducedOn)] = LocalTime.DayOf(introducedAt, ZoneOf(change, coach, side)),
        }, cancel);
        OweBoth(change, EmailBatches.CheckIn(match.Number), coach,
            await To(Side.School, LinkPurpose.CheckInSchool, new(status.UrlOf(change.Request.Reference))),
            await To(Side.Coach, LinkPurpose.CheckInCoach, coachPages.UrlOf(change.Request.Reference, match.Number)));
    }

    /// <summary>To both: it will be closed, unless one click keeps it open.</summary>
    public async Task OweQuietNotice(RequestChange change, Coach coach, DateTimeOffset heardAt, DateTimeOffset closesAt, CancellationToken cancel)
    {
        var match = change.Request.Match!;
        Task<RenderedEmail> To(Side side, LinkPurpose purpose, string other) => Render<QuietNoticeEmail>(change, side, () => texts["Quiet.Subject", other], new()
        {
            [nameof(QuietNoticeEmail.KeepOpen)] = actions.Create(change, purpose, match.Number),
            [nameof(QuietNoticeEmail.HeardOn)] = LocalTime.DayOf(heardAt, ZoneOf(change, coach, side)),
            [nameof(QuietNoticeEmail.ClosesOn)] = LocalTime.DayOf(closesAt, ZoneOf(change, coach, side)),
        }, cancel);
        OweBoth(change, EmailBatches.Quiet(match.Number, change.Request.Engagement.QuietNotices), coach,
            await To(Side.School, LinkPurpose.KeepOpenSchool, match.CoachName),
            await To(Side.Coach, LinkPurpose.KeepOpenCoach, change.Request.Place.Name));
    }

    /// <summary>To both: it is closed. An answer of one reaches the other.</summary>
    public async Task OweQuietEnd(RequestChange change, Coach coach, CancellationToken cancel)
    {
        var match = change.Request.Match!;
        Task<RenderedEmail> To(Side side, Func<string> subject) => Render<QuietEndEmail>(change, side, subject, new() { [nameof(QuietEndEmail.FormUrl)] = new Uri(site.Value.UrlOf("/")) }, cancel);
        OweBoth(change, EmailBatches.Closed(match.Number), coach,
            await To(Side.School, () => texts["QuietEnd.Subject", match.CoachName]),
            await To(Side.Coach, () => $"Your coaching of {change.Request.Place.Name} is closed"));
    }

    private Task<RenderedEmail> Render<TEmail>(RequestChange change, Side to, Func<string> subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TEmail : IComponent
    {
        parameters["Request"] = change.Request;
        parameters["Match"] = change.Request.Match;
        parameters["To"] = to;
        return renderer.Render<TEmail>(to == Side.School ? change.Request.Contact.Language : Language.English, subject, parameters, cancel);
    }

    private void OweBoth(RequestChange change, string batch, Coach coach, RenderedEmail toSchool, RenderedEmail toCoach)
    {
        var contact = change.Request.Contact.Email;
        change.OwesEmails(batch,
            new OwedEmail("school", contact, coach.Email, toSchool) { NotBefore = rules.Quiet.NextAllowed(change.At, ZoneOf(change, coach, Side.School)) },
            ToCoach(coach, contact, toCoach) with { NotBefore = rules.Quiet.NextAllowed(change.At, ZoneOf(change, coach, Side.Coach)) });
    }

    private static OwedEmail ToCoach(Coach coach, EmailAddress? replyTo, RenderedEmail email) => new("coach", coach.Email, replyTo, email);

    private static TimeZoneInfo ZoneOf(RequestChange change, Coach coach, Side side) => side == Side.School ? TimeZones.Of(change.Request.Place.State) : coach.Zone();
}
