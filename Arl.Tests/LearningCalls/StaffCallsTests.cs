using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>The weekly call on the staff's console.</summary>
public sealed class StaffCallsTests
{
    private static readonly (string, string)[] s_form =
        [("do", "save"), ("weekday", "Tuesday"), ("time", "15:00"), ("zone", "America/New_York"), ("minutes", "60"), ("link", "https://meet.example/learning-call"), ("host_name", "Robin Vale"), ("host_email", "robin.vale@arl.example")];

    private static readonly DateOnly s_week = new(2026, 12, 1);

    [Fact]
    public async Task Staff_set_the_call_change_it_and_end_it()
    {
        await using var staff = await Staff();
        var first = await StaffForms.Open(staff, "/staff/calls");
        Assert.Contains("There is no weekly call yet.", first.Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal("/staff/calls?done=saved", (await StaffForms.Send(staff, first, s_form)).Location);
        var set = (await Calls(staff).Series(Site.Cancel))!.Series;
        Assert.Equal((s_week, 0, CallFacts.Of(Series)), (set.FirstDate, set.Sequence, CallFacts.Of(set)));
        var page = await StaffForms.Open(staff, "/staff/calls?done=saved");
        Assert.Contains("Every Tuesday at 3:00 PM Eastern Time, 60 minutes.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(6, page.QuerySelectorAll("table[class] tbody tr").Length);

        Assert.Equal("/staff/calls?done=saved", (await Send(staff, "/staff/calls", "save", ("weekday", "Thursday"))).Location);
        Assert.Equal("/staff/calls?done=stopped", (await Send(staff, "/staff/calls", "stop", ("sure", "yes"))).Location);
        var ended = (await Calls(staff).Series(Site.Cancel))!.Series;
        Assert.Equal((set.Uid, 2, false, new(2026, 11, 26)), (ended.Uid, ended.Sequence, ended.IsOn, ended.FirstDate));
    }

    [Fact]
    public async Task What_is_wrong_is_said_first_and_nothing_typed_is_lost()
    {
        await using var staff = await Staff();

        var answer = await StaffForms.Send(staff, "/staff/calls", [("do", "save"), ("weekday", ""), ("time", "3 pm"), ("zone", "Mars/Olympus"), ("minutes", "5"), ("link", "http://meet.example"), ("host_name", ""), ("host_email", "robin")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        PageRules.AreKept(answer.Page);
        Assert.Equal(7, answer.Page.QuerySelectorAll("#errors li").Length);
        Assert.Equal("http://meet.example", answer.Page.QuerySelector<IHtmlInputElement>("#link")!.Value);
        Assert.Null(await Calls(staff).Series(Site.Cancel));
    }

    [Fact]
    public async Task To_end_it_takes_a_tick()
    {
        await using var staff = await Staff(Series);

        var answer = await Send(staff, "/staff/calls", "stop");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        PageRules.AreKept(answer.Page);
        Assert.True((await Calls(staff).Series(Site.Cancel))!.Series.IsOn);
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_later_is_told_and_a_form_sent_twice_is_one_change()
    {
        await using var staff = await Staff(Series);
        var (kim, sam) = (await StaffForms.Open(staff, "/staff/calls"), await StaffForms.Open(staff, "/staff/calls"));

        await Send(staff, kim, "save", ("time", "16:00"));
        Assert.Equal("/staff/calls?done=saved", (await Send(staff, kim, "save", ("time", "16:00"))).Location);
        var late = await Send(staff, sam, "save", ("time", "10:00"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        PageRules.AreKept(late.Page);
        Assert.Contains("Somebody changed the calls since you opened this page", late.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((new TimeOnly(16, 0), 1), ((await Calls(staff).Series(Site.Cancel))!.Series.Time, (await Calls(staff).Series(Site.Cancel))!.Series.Sequence));
    }

    [Fact]
    public async Task One_week_is_skipped_moved_and_put_back()
    {
        await using var staff = await Staff(Series);

        Assert.Equal("/staff/calls/2026-12-01?done=skip", (await Send(staff, "/staff/calls/2026-12-01", "skip")).Location);
        Assert.Contains("no call", (await StaffForms.Open(staff, "/staff/calls")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff/calls/2026-12-01?done=move", (await Send(staff, "/staff/calls/2026-12-01", "move", ("day", "2026-12-03"), ("time", "09:30"))).Location);
        Assert.Equal(At("2026-12-03T14:30Z"), (await Calls(staff).Get(s_week, Site.Cancel))!.StartsAt);
        Assert.Equal("/staff/calls/2026-12-01?done=put-back", (await Send(staff, "/staff/calls/2026-12-01?done=move", "put-back")).Location);

        Assert.Equal(CallState.Planned, (await Calls(staff).Get(s_week, Site.Cancel))!.State);
        Assert.Equal(3, (await Calls(staff).Series(Site.Cancel))!.Series.Sequence);
    }

    [Theory]
    [InlineData("2026-12-07", "09:30")] // the next week
    [InlineData("2026-11-29", "09:30")]
    [InlineData("2026-12-03", "")]
    [InlineData("soon", "09:30")]
    public async Task It_is_moved_within_its_week_alone(string day, string time)
    {
        await using var staff = await Staff(Series);

        var answer = await Send(staff, "/staff/calls/2026-12-01", "move", ("day", day), ("time", time));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        PageRules.AreKept(answer.Page);
        Assert.Equal(0, (await Calls(staff).Series(Site.Cancel))!.Series.Sequence);
    }

    [Fact]
    public async Task What_has_begun_is_not_changed_and_a_day_without_a_call_is_no_page()
    {
        await using var staff = await Staff(Series);
        staff.Network.Clock.SetUtcNow(At("2026-12-01T19:00Z"));
        var page = await StaffForms.Open(staff, "/staff/calls/2026-12-01");
        staff.Network.Clock.SetUtcNow(At("2026-12-01T20:00Z"));

        var answer = await Send(staff, page, "skip");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        PageRules.AreKept(answer.Page);
        Assert.Contains("too late", answer.Page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await StaffForms.Get(staff, "/staff/calls/2026-12-02")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await StaffForms.Get(staff, "/staff/calls/soon")).Status);
    }

    [Fact]
    public async Task Staff_see_who_comes_and_correct_who_came_and_what_a_coach_says_meanwhile_stays()
    {
        await using var staff = await Staff(Series);
        await staff.Network.Coaches.Import([InvitedNetwork.Jo, InvitedNetwork.Ana, InvitedNetwork.Jo with { Id = "coach-3", Name = "Al Dorn", TimeZone = "America/Denver" }], Site.Cancel);
        staff.Network.Clock.SetUtcNow(At("2026-11-27T18:00Z"));
        await staff.Network.Get<CallRun>().All(Site.Cancel);
        await Calls(staff).Answer(s_week, "coach-1", CallAnswer.Yes, Site.Cancel);
        var before = (await StaffForms.Open(staff, "/staff/calls/2026-12-01")).Body!.TextContent;
        Assert.Contains("Yes (1)", before, StringComparison.Ordinal);
        Assert.Contains("Not answered yet (2)", before, StringComparison.Ordinal);
        staff.Network.Clock.SetUtcNow(At("2026-12-01T21:30Z"));
        await Calls(staff).Came(s_week, "coach-1", came: true, Site.Cancel);
        var page = await StaffForms.Open(staff, "/staff/calls/2026-12-01");
        Assert.Contains("1 coach came", page.Body!.TextContent, StringComparison.Ordinal);

        await Calls(staff).Came(s_week, "coach-3", came: true, Site.Cancel); // while staff look
        await Send(staff, page, "came", ("came", "coach-2"), ("came", "nobody")); // coach-1 is unticked

        Assert.Equal([("coach-1", false), ("coach-2", true), ("coach-3", true)], (await Calls(staff).Attendees(s_week, Site.Cancel)).Select(one => (one.CoachId, one.Came == true)));
        Assert.Contains("2 coaches came", (await StaffForms.Open(staff, "/staff/calls/2026-12-01")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Held", (await StaffForms.Open(staff, "/staff/calls")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_call_has_begun_and_not_before_staff_may_tick_every_active_coach()
    {
        await using var staff = await Staff(Series);
        await staff.Network.Coaches.Import([InvitedNetwork.Jo, InvitedNetwork.Ana, InvitedNetwork.Jo with { Id = "coach-3", Name = "Al Dorn", Active = false }], Site.Cancel);
        staff.Network.Clock.SetUtcNow(At("2026-12-01T19:59Z"));
        var early = await StaffForms.Open(staff, "/staff/calls/2026-12-01");
        foreach (var form in early.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Skip(1).ToList())
            form.Remove();

        await StaffForms.Send(staff, early, ("do", "came"), ("came", "coach-1"));
        Assert.Empty(await Calls(staff).Attendees(s_week, Site.Cancel));
        await Calls(staff).Announce((await Calls(staff).Series(Site.Cancel))!, (await Calls(staff).Calendar(Site.Cancel))!.Value.Calendar, s_week, Site.Cancel);
        staff.Network.Clock.SetUtcNow(At("2026-12-01T20:01Z"));
        var page = await StaffForms.Open(staff, "/staff/calls/2026-12-01");
        Assert.Equal(["coach-1", "coach-2"], page.QuerySelectorAll<IHtmlInputElement>("input[name=came]").Select(box => box.Value).Order(StringComparer.Ordinal));
        await Send(staff, page, "came", ("came", "coach-2"), ("came", "coach-3"));

        Assert.Equal([("coach-2", true)], (await Calls(staff).Attendees(s_week, Site.Cancel)).Select(one => (one.CoachId, one.Came == true)));
    }

    [Theory]
    [InlineData("Eastern Standard Time", HttpStatusCode.BadRequest)] // Windows' name of it
    [InlineData("America/Indiana/Knox", HttpStatusCode.SeeOther)]
    public async Task A_zone_is_one_that_calendars_know(string zone, HttpStatusCode status)
    {
        await using var staff = await Staff();

        Assert.Equal(status, (await StaffForms.Send(staff, "/staff/calls", [.. s_form.Select(field => field.Item1 == "zone" ? ("zone", zone) : field)])).Status);
    }

    private static CallsTable Calls(StaffSite staff) => staff.Network.Get<CallsTable>();

    /// <summary>On Wednesday, November 25.</summary>
    private async Task<StaffSite> Staff(CallSeries? series = null)
    {
        var staff = await StaffSite.Start();
        staff.Network.Clock.SetUtcNow(At("2026-11-25T15:00Z"));
        if (series is not null)
            await Calls(staff).Change(null, series, new(CallChangeKind.Set), null, Site.Cancel);
        return staff;
    }

    private static async Task<StaffForms.Answer> Send(StaffSite staff, string path, string what, params (string Name, string Value)[] fields) => await Send(staff, await StaffForms.Open(staff, path), what, fields);

    /// <summary>Sends the form with this button, with what it holds but for these fields.</summary>
    private static async Task<StaffForms.Answer> Send(StaffSite staff, IHtmlDocument page, string what, params (string Name, string Value)[] fields)
    {
        var button = page.QuerySelector<IHtmlButtonElement>($"button[name=do][value={what}]")!;
        foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Where(form => form != button.Form).ToList())
            form.Remove();
        return await StaffForms.Send(staff, page, [("do", what), .. fields]);
    }
}
