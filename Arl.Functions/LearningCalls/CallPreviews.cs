using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Pages.LearningCalls;

namespace Arl.Functions.LearningCalls;

/// <summary>The emails about the calls for the gallery, with an invented call.</summary>
internal static class CallPreviews
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 27, 14, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly s_week = new(2026, 12, 1);

    private static readonly CallSeries s_series = CallSeries.Begin(
        new(DayOfWeek.Tuesday, new(15, 0), 60, "America/New_York", new("https://meet.example.org/learning-call"), "Robin Vale", EmailAddress.Parse("robin.vale@network.example")), "invented@network.example", s_now);

    private static readonly LearningCall s_held = new(new(2026, 12, 1), CallState.Planned, new(2026, 12, 1, 20, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 21, 0, 0, TimeSpan.Zero));

    private static readonly CallDigest s_digest = new(
        s_held,
        "Kim showed how her school calls families in the first week, before anything is wrong.\n\nWe agreed to try it in two schools each, and to tell each other in January.",
        [new("r1", "Family nights that work", "/library/open/r1"), new("r2", "A first session by video", "/library/open/r2")],
        ["Kim Alvarez helped Jo Reyes: with a script for the first call home"],
        Came: 14);

    public static void Add(EmailPreviews previews)
    {
        var letter = new CallLetter(s_series, Calendar().Of(s_week)!, PreviewData.Coach.Name, PreviewData.Coach.TimeZone, new("https://help.example.org/calls/2026-12-01/jo-reyes/invented"), new("https://help.example.org/library/jo-reyes/20270301/invented"));
        var reminder = "Reminder: learning call on " + letter.When;
        previews.AddEmailPreview<CallInvitationEmail>(CallEmails.Invitation, EmailReader.Coach, "Learning call on " + letter.When, (nameof(CallInvitationEmail.Letter), letter));
        previews.AddEmailPreview<CallReminderEmail>(CallEmails.Reminder, EmailReader.Coach, reminder, (nameof(CallReminderEmail.Letter), letter));
        previews.AddEmailPreview<CallReminderEmail>(CallEmails.Reminder + "-yes", EmailReader.Coach, reminder, (nameof(CallReminderEmail.Letter), letter), (nameof(CallReminderEmail.Answer), CallAnswer.Yes));
        Update(previews, "changed", Calendar(), null);
        Update(previews, "skipped", Calendar(new CallException(s_week, null)), new(CallChangeKind.Skipped, s_week));
        Update(previews, "moved", Calendar(new CallException(s_week, new DateTime(2026, 12, 3, 9, 30, 0))), new(CallChangeKind.Moved, s_week));
        Update(previews, "put-back", Calendar(), new(CallChangeKind.PutBack, s_week));
        Update(previews, "ended", new(s_series.Stop(), []), null);
        Update(previews, "begun-again", Calendar(), new(CallChangeKind.Set));
        previews.AddEmailPreview<CallGoodbyeEmail>(CallEmails.Goodbye, EmailReader.Coach, CallGoodbyeEmail.Title, (nameof(CallGoodbyeEmail.CoachName), PreviewData.Coach.Name), (nameof(CallGoodbyeEmail.HasLeft), true));
        Digest(previews);
    }

    private static void Update(EmailPreviews previews, string kind, CallCalendar calendar, CallChange? change)
    {
        var week = change?.Date is { } date ? calendar.Of(date) : null;
        previews.AddEmailPreview<CallUpdateEmail>("call-update-" + kind, EmailReader.Coach, CallUpdateEmail.TitleOf(calendar.Series, change, week, PreviewData.Coach.TimeZone),
            (nameof(CallUpdateEmail.CoachName), PreviewData.Coach.Name), (nameof(CallUpdateEmail.CoachZone), PreviewData.Coach.Zone()), (nameof(CallUpdateEmail.Series), calendar.Series),
            (nameof(CallUpdateEmail.Change), change), (nameof(CallUpdateEmail.Week), week), (nameof(CallUpdateEmail.Next), calendar.Next(s_now).Take(4).ToList()));
    }

    private static void Digest(EmailPreviews previews) =>
        previews.AddEmailPreview<CallDigestEmail>("call-digest", EmailReader.Coach, CallDigestEmail.SubjectOf(s_digest, PreviewData.Zone),
            (nameof(CallDigestEmail.Digest), s_digest),
            (nameof(CallDigestEmail.CoachName), PreviewData.Coach.Name),
            (nameof(CallDigestEmail.Zone), PreviewData.Zone),
            (nameof(CallDigestEmail.Site), new Uri("https://help.example.org/")),
            (nameof(CallDigestEmail.Library), new Uri("https://help.example.org/library/jo-reyes/20270301/invented")),
            (nameof(CallDigestEmail.Page), new Uri("https://help.example.org/calls/2026-12-01/jo-reyes/invented")),
            (nameof(CallDigestEmail.Next), s_held with { Date = s_held.Date.AddDays(7), StartsAt = s_held.StartsAt.AddDays(7), EndsAt = s_held.EndsAt.AddDays(7) }),
            (nameof(CallDigestEmail.NextPage), new Uri("https://help.example.org/calls/2026-12-08/jo-reyes/invented")));

    private static CallCalendar Calendar(params CallException[] weeks) => new(s_series, weeks);
}
