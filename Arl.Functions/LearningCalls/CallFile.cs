using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Pages.Emails;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Options;
using Calendar = Ical.Net.Calendar;

namespace Arl.Functions.LearningCalls;

/// <summary>Whose calendar it goes to.</summary>
public sealed record CallGuest(string Name, EmailAddress Email);

/// <summary>
/// The iCalendar files (RFC 5545, 5546) by which a reader's calendar holds the weekly call: one entry that repeats, known by the series' UID, in which a file of a higher SEQUENCE replaces what was there (decision 25).
/// Each names its one reader and nobody else of those invited. Ical.Net writes line breaks in a name as they are, which could act as lines of their own, so every word is cleaned here.
/// </summary>
public sealed class CallFile(IOptions<MailOptions> mail)
{
    private const string Title = "Weekly learning call";

    /// <summary>Days before the last change after which a week that was moved or put back is told no more, and a calendar shows it where the rhythm has it: nobody looks, and the file stays small.</summary>
    private const int KeepMoved = 60;
    private const string FileName = "learning-call.ics";

    /// <summary>The whole series as it is now, with the weeks that are skipped, moved or put back.</summary>
    /// <param name="stamp">Of two files of one SEQUENCE a calendar takes the later (RFC 5546 §2.1.5): the moment of the series' last change, so that a file that says the same again is the same file.</param>
    public MailAttachment Request(CallCalendar calendar, CallGuest guest, DateTimeOffset stamp)
    {
        var whole = Entry(calendar, guest, stamp);
        Repeat(whole, calendar);
        foreach (var skipped in calendar.Exceptions.Where(one => one.IsSkipped))
            whole.ExceptionDates.Add(Planned(calendar, skipped.Date));
        var kept = DateOnly.FromDateTime(stamp.UtcDateTime).AddDays(-KeepMoved);
        var named = calendar.Exceptions.Where(one => !one.IsSkipped && one.Date >= kept).Select(one => Week(calendar, one.Date, TimeOf(calendar, one), guest, stamp));
        return File(CalendarMethods.Request, calendar, [whole, .. named]);
    }

    /// <summary>One week is at this time; the others stay as they are. A file of the whole series would not bring back a week that a calendar has taken out or moved.</summary>
    public MailAttachment RequestWeek(CallCalendar calendar, DateOnly date, CallGuest guest, DateTimeOffset stamp)
    {
        var at = calendar.Exceptions.FirstOrDefault(one => one.Date == date) is { } exception ? TimeOf(calendar, exception) : date.ToDateTime(calendar.Series.Time);
        return File(CalendarMethods.Request, calendar, [Week(calendar, date, at, guest, stamp)]);
    }

    /// <summary>One week has no call; the others stay as they are.</summary>
    public MailAttachment CancelWeek(CallCalendar calendar, DateOnly date, CallGuest guest, DateTimeOffset stamp)
    {
        var week = Week(calendar, date, date.ToDateTime(calendar.Series.Time), guest, stamp);
        week.Status = EventStatus.Cancelled;
        return File(CalendarMethods.Cancel, calendar, [week]);
    }

    /// <summary>There are no more calls.</summary>
    public MailAttachment CancelAll(CallCalendar calendar, CallGuest guest, DateTimeOffset stamp)
    {
        var whole = Entry(calendar, guest, stamp);
        Repeat(whole, calendar);
        whole.Status = EventStatus.Cancelled;
        return File(CalendarMethods.Cancel, calendar, [whole]);
    }

    private static DateTime TimeOf(CallCalendar calendar, CallException week) => week.MovedTo ?? week.Date.ToDateTime(calendar.Series.Time);

    private static void Repeat(CalendarEvent entry, CallCalendar calendar)
    {
        var series = calendar.Series;
        SetTime(entry, series, series.FirstDate.ToDateTime(series.Time));
        entry.RecurrenceRule = new(FrequencyType.Weekly) { ByDay = [new(series.Weekday)] };
    }

    private CalendarEvent Week(CallCalendar calendar, DateOnly date, DateTime at, CallGuest guest, DateTimeOffset stamp)
    {
        var week = Entry(calendar, guest, stamp);
        SetTime(week, calendar.Series, at);
        week.RecurrenceIdentifier = new(Planned(calendar, date), range: null);
        return week;
    }

    private static void SetTime(CalendarEvent entry, CallSeries series, DateTime local) => (entry.DtStart, entry.DtEnd) = (new(local, series.TimeZone), new(local.AddMinutes(series.Minutes), series.TimeZone));

    /// <summary>By the rhythm: what an exception is known by.</summary>
    private static CalDateTime Planned(CallCalendar calendar, DateOnly date) => new(date.ToDateTime(calendar.Series.Time), calendar.Series.TimeZone);

    private CalendarEvent Entry(CallCalendar calendar, CallGuest guest, DateTimeOffset stamp)
    {
        var series = calendar.Series;
        var entry = new CalendarEvent
        {
            Uid = series.Uid,
            Sequence = series.Sequence,
            DtStamp = new(stamp.UtcDateTime, "UTC"),
            Summary = Title,
            Location = series.Link.AbsoluteUri,
            Url = series.Link,
            Description = $"Join at {series.Link.AbsoluteUri}\nHost: {CleanText.OneLine(series.HostName)}\nThe emails about each week's call say what it is about, and let you say whether you come.",
            Status = EventStatus.Confirmed,
            Transparency = TransparencyType.Opaque,
            // The network and not the host: a calendar takes changes from the organizer it knows alone, and hosts change. Bare, and as the email's own sender, by which Google knows that the email is its organizer's.
            Organizer = new(Address(mail.Value.Sender)) { CommonName = Name(mail.Value.FromName) },
        };
        entry.Attendees.Add(new(Address(guest.Email)) { CommonName = Name(guest.Name), Type = "INDIVIDUAL", Role = ParticipationRole.RequiredParticipant, ParticipationStatus = EventParticipationStatus.NeedsAction, Rsvp = false });
        return entry;
    }

    private static MailAttachment File(string method, CallCalendar calendar, IEnumerable<CalendarEvent> entries)
    {
        var file = new Calendar { Method = method, ProductId = "-//ARL Coaching Network//Learning call//EN" };
        file.AddTimeZone(CallZone.Of(calendar.Series));
        foreach (var entry in entries)
            file.Events.Add(entry);
        return new(FileName, MailAttachment.Calendar, contentId: null, new(new CalendarSerializer().SerializeToString(file)!)) { CalendarMethod = method };
    }

    /// <summary>What stands between quotes (RFC 5545 §3.1).</summary>
    private static string Name(string name) => CleanText.OneLine(name).Replace('"', '\'');

    private static string Address(EmailAddress address) => string.Create(CultureInfo.InvariantCulture, $"mailto:{address.Value}");
}
