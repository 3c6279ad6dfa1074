using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using CsCheck;
using Microsoft.Extensions.Options;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>The calendar files, as a parser reads them that shares nothing with the library that wrote them.</summary>
public sealed class CallFileTests
{
    private static readonly CallGuest s_jo = new("Jo Reyes", EmailAddress.Parse("jo.reyes@learning-partners.example"));
    private static readonly DateTimeOffset s_now = At("2026-11-27T14:00Z");

    [Fact]
    public async Task The_invitation_is_of_one_reader_from_the_network_and_asks_for_no_answer_by_calendar()
    {
        var read = await Read(File().Request(Calendar(Series with { Sequence = 3 }), s_jo, s_now));

        var entry = Assert.Single(read.Entries);
        Assert.Equal(("REQUEST", "America/New_York"), (read.Method, Assert.Single(read.Zones)));
        Assert.Equal((Series.Uid, 3, "CONFIRMED", "2026-11-27T14:00:00Z"), (entry.Uid, entry.Sequence, entry.Status, entry.Stamp));
        Assert.Equal(new("mailto:network@arl.example", "ARL Coaching Network", null), Assert.Single(entry.Organizer));
        Assert.Equal(new("mailto:jo.reyes@learning-partners.example", "Jo Reyes", "FALSE"), Assert.Single(entry.Attendees));
        Assert.Equal(("Weekly learning call", "https://meet.example/learning-call"), (entry.Summary, entry.Location));
        Assert.Contains("Join at https://meet.example/learning-call\nHost: Robin Vale", entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/New_York", "2027-03-09", "2027-03-09T20:00:00Z", "2027-03-16T19:00:00Z")] // the clocks go forward between
    [InlineData("America/New_York", "2027-11-02", "2027-11-02T19:00:00Z", "2027-11-09T20:00:00Z")] // and back
    [InlineData("America/Denver", "2027-03-09", "2027-03-09T22:00:00Z", "2027-03-16T21:00:00Z")]
    [InlineData("America/Phoenix", "2027-03-09", "2027-03-09T22:00:00Z", "2027-03-16T22:00:00Z")] // no clock changes
    [InlineData("Australia/Sydney", "2027-03-30", "2027-03-30T04:00:00Z", "2027-04-06T05:00:00Z")]
    public async Task Across_a_change_of_the_clocks_a_calendar_shows_what_we_mean(string zone, string first, string before, string after)
    {
        var calendar = Calendar(Series with { TimeZone = zone, FirstDate = Day(first) });

        var read = await Read(File().Request(calendar, s_jo, s_now), occurrences: 60);

        Assert.Equal([before, after], read.Occurrences.Take(2).Select(one => one.Start));
        Assert.Equal(calendar.Next(At("2027-01-01T00:00Z")).Take(60).Select(call => Text(call.StartsAt)), read.Occurrences.Select(one => one.Start));
    }

    [Fact]
    public async Task In_whichever_season_it_begins_and_wherever_in_the_country()
    {
        string[] zones = ["America/Chicago", "America/Los_Angeles", "America/Anchorage", "America/Adak", "Pacific/Honolulu", "Pacific/Guam", "America/Puerto_Rico", "America/Phoenix"];
        var calendars = zones.SelectMany(zone => new[] { "2026-12-29", "2027-03-16", "2027-11-02", "2028-06-27" }, (zone, first) => Calendar(Series with { TimeZone = zone, FirstDate = Day(first) })).ToList();

        var file = string.Concat(calendars.Select(calendar => File().Request(calendar, s_jo, s_now).Content.ToString()));

        Assert.Equal(calendars.Select(calendar => string.Join(' ', calendar.Next(At("2026-12-01T00:00Z")).Take(55).Select(call => Text(call.StartsAt)))), (await ReadCalendar.All(file, 55)).Select(read => string.Join(' ', read.Occurrences.Select(one => one.Start))));
    }

    [Fact]
    public async Task A_skipped_week_is_left_out_and_a_moved_one_is_where_it_was_moved_also_in_the_week_of_the_change()
    {
        var calendar = Calendar(Series with { FirstDate = new(2027, 3, 2), Sequence = 2 }, new(new(2027, 3, 9), null), new(new(2027, 3, 16), new DateTime(2027, 3, 18, 9, 30, 0)));

        var read = await Read(File().Request(calendar, s_jo, s_now), occurrences: 3);

        Assert.Equal(
            [new("2027-03-02T20:00:00Z", "2027-03-02T21:00:00Z", "2027-03-02T20:00:00Z"), new("2027-03-18T13:30:00Z", "2027-03-18T14:30:00Z", "2027-03-16T19:00:00Z"), new("2027-03-23T19:00:00Z", "2027-03-23T20:00:00Z", "2027-03-23T19:00:00Z")],
            read.Occurrences);
        Assert.Equal([(2, Series.Uid), (2, Series.Uid)], read.Entries.Select(entry => (entry.Sequence, entry.Uid)));
        Assert.All(read.Entries, entry => Assert.Equal(("mailto:network@arl.example", "mailto:jo.reyes@learning-partners.example"), (Assert.Single(entry.Organizer).Value, Assert.Single(entry.Attendees).Value)));
    }

    [Fact]
    public async Task One_week_is_canceled_by_its_time_and_the_others_are_not_named()
    {
        var read = await Read(File().CancelWeek(Calendar(Series with { Sequence = 4 }, new CallException(new(2027, 3, 16), null)), new(2027, 3, 16), s_jo, s_now));

        var entry = Assert.Single(read.Entries);
        Assert.Equal(("CANCEL", "CANCELLED", Series.Uid, 4, "2027-03-16T19:00:00Z"), (read.Method, entry.Status, entry.Uid, entry.Sequence, entry.RecurrenceId));
    }

    [Fact]
    public async Task All_weeks_are_canceled_by_the_UID_alone()
    {
        var read = await Read(File().CancelAll(Calendar(Series with { Sequence = 5, IsOn = false }), s_jo, s_now));

        var entry = Assert.Single(read.Entries);
        Assert.Equal(("CANCEL", "CANCELLED", Series.Uid, 5, null), (read.Method, entry.Status, entry.Uid, entry.Sequence, entry.RecurrenceId));
    }

    [Fact]
    public void No_name_adds_a_line_to_the_file() =>
        Gen.Select(Gen.OneOf("Jo\r\nATTENDEE:mailto:x@y.example", "Jo\nMETHOD:PUBLISH", "Jo \" ; : , \\ ^n", "\u2028Jo\u0085", "J\u202Eo", "学校 é 😀", "=?utf-8?b?QmNj?="), Gen.String[0, 40]).Sample((name, more) =>
        {
            var series = Series with { HostName = name + more };
            var plain = Lines(File(networkName: "ARL").Request(Calendar(Series), new("Jo", s_jo.Email), s_now));

            var typed = Lines(File(networkName: name + more).Request(Calendar(series), new(name + more, s_jo.Email), s_now));

            Assert.Equal(plain.Select(line => line.Split(':', ';')[0]), typed.Select(line => line.Split(':', ';')[0]));
        }, iter: 200);

    [Fact]
    public async Task Names_with_marks_of_their_own_are_read_as_they_are()
    {
        var entry = (await Read(File().Request(Calendar(Series with { HostName = "Ro; \"V\", é 学" }), new("Jo; \"R\", é 学", s_jo.Email), s_now))).Entries[0];

        Assert.Equal("Jo; 'R', é 学", entry.Attendees[0].Name);
        Assert.Contains("Host: Ro; \"V\", é 学\n", entry.Description, StringComparison.Ordinal);
    }

    private static CallFile File(string networkName = "ARL Coaching Network") => new(Options.Create(new MailOptions { From = "network@arl.example", FromName = networkName }));

    /// <summary>Unfolded (RFC 5545 §3.1).</summary>
    private static string[] Lines(MailAttachment file) => file.Content.ToString().Replace("\r\n ", "", StringComparison.Ordinal).Split(["\r\n", "\n", "\r"], StringSplitOptions.RemoveEmptyEntries);

    private static Task<ReadCalendar> Read(MailAttachment file, int occurrences = 5) => ReadCalendar.Of(file.Content.ToString(), occurrences);

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
