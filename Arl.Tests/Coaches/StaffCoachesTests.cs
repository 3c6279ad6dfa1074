using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;
using static Arl.Tests.Staff.StaffForms;

namespace Arl.Tests.Coaches;

public sealed class StaffCoachesTests
{
    private static readonly Coach s_far = Some.Coach with { Id = "sam-lee", Name = "Sam Lee", Organization = "Bright Harbor", States = new HashSet<UsState>([UsState.Parse("ME")]), Capacity = 1 };

    [Fact]
    public async Task The_list_is_sifted_by_organization_state_and_room()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach, s_far, Some.Coach with { Id = "off", Name = "Al Off", Active = false }, Some.Coach with { Id = "full", Name = "Fay Full", Capacity = 0 }], Site.Cancel);
        await staff.Network.Coaches.Pause("sam-lee", new(2027, 1, 4), Site.Cancel);

        Assert.Equal(["Sam Lee", "Al Off", "Fay Full", "Jo Reyes"], await Names(staff, ""));
        Assert.Equal(["Sam Lee"], await Names(staff, "?organization=Bright+Harbor"));
        Assert.Equal(["Al Off", "Fay Full", "Jo Reyes"], await Names(staff, "?state=NM"));
        Assert.Equal(["Jo Reyes"], await Names(staff, "?room=yes"));
        Assert.Empty(await Names(staff, "?organization=Nobody&page=99999999999"));
        Assert.Contains("Paused until January 4, 2027", (await Open(staff, "/staff/coaches")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_thousand_coaches_are_listed_a_hundred_at_a_time_in_no_time()
    {
        var all = Enumerable.Range(0, 2_000).Select(number => Some.Load(Some.Coach with { Id = $"coach-{number}", Name = $"Coach {number:D4}" }, number % 4)).ToList();
        var started = Stopwatch.GetTimestamp();

        var page = Arl.Pages.Coaches.CoachList.Of(all, new("", "NM", HasRoom: true), 3);

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1));
        Assert.Equal((1_500, 15, 100, 3), (page.Found, page.Pages, page.Shown.Count, page.Page));
        Assert.Equal("/staff/coaches?state=NM&room=yes&page=4", page.Asked.Address(4));
    }

    [Fact]
    public async Task A_coachs_page_has_the_schools_of_now_and_what_ended()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var (now, ended) = (await staff.Ask(), await staff.Ask("someone.else@mesaschools.example"));
        await staff.Network.Get<Arl.Functions.Engagements.CoachActs>().Complete(ended, 1, Site.Cancel);
        await staff.Network.Settle();

        var page = await Open(staff, "/staff/coaches/coach-1");

        Assert.Equal(now.ToString(), page.QuerySelector("[aria-label='Schools now'] tbody a")!.TextContent);
        Assert.Equal(ended.ToString(), page.QuerySelector("[aria-label='What ended with them'] tbody a")!.TextContent);
        Assert.Contains("1 place of 3 taken", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(staff, "/staff/coaches/nobody")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(staff, "/staff/coaches/A%23b'c/edit")).Status);
    }

    [Fact]
    public async Task More_places_are_saved_with_who_and_why_and_whoever_waits_gets_one()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Capacity = 0 }], Site.Cancel);
        var waiting = await staff.Ask();
        Assert.Equal(RequestState.Waiting, (await staff.Stored(waiting)).State);

        var saved = await Send(staff, "/staff/coaches/coach-1/edit", ("capacity", "2"), ("why", "Jo has time again."));
        await staff.Network.Settle();

        Assert.Equal((HttpStatusCode.SeeOther, "/staff/coaches/coach-1?done=saved"), (saved.Status, saved.Location));
        Assert.Equal(RequestState.Introduced, (await staff.Stored(waiting)).State);
        var change = Assert.Single(await staff.Network.Get<CoachEdits>().Of("coach-1", 10, Site.Cancel));
        Assert.Equal(("Kim Osei", "capacity: 0 → 2", "Jo has time again."), (change.By, change.What, change.Why));
        Assert.Contains("capacity: 0 → 2", (await Open(staff, saved.Location!)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_from_older_facts_overwrites_nothing_and_a_place_taken_meanwhile_is_no_newer_fact()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var opened = await Open(staff, "/staff/coaches/coach-1/edit");
        await staff.Ask();
        var first = await Send(staff, opened, ("capacity", "5"), ("why", "More time."));
        var second = await Send(staff, opened, ("name", "Jo Q. Reyes"), ("why", "Full name."));
        var again = await Send(staff, opened, ("capacity", "5"), ("why", "More time."));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict, HttpStatusCode.SeeOther), (first.Status, second.Status, again.Status));
        Assert.Contains("capacity: 3 → 5", second.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Jo Q. Reyes", second.Page.QuerySelector<IHtmlInputElement>("#name")!.Value);
        PageRules.AreKept((IDocument)second.Page);
        var stored = (await staff.Network.Coaches.Get("coach-1", Site.Cancel))!.Load;
        Assert.Equal(("Jo Reyes", 5, 1), (stored.Coach.Name, stored.Coach.Capacity, stored.Taken));
        Assert.Single(await staff.Network.Get<CoachEdits>().Of("coach-1", 10, Site.Cancel));
    }

    [Fact]
    public async Task Boxes_are_the_lists_of_the_file_and_none_ticked_is_all()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);

        await Send(staff, "/staff/coaches/coach-1/edit", ("needs", "literacy"), ("needs", "attendance"), ("levels", "high"), ("why", "New work."));
        var some = (await staff.Network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach;
        var again = await Open(staff, "/staff/coaches/coach-1/edit");
        var none = await Send(staff, again, ("needs", "nonsense"), ("why", "Wrong."));

        Assert.Equal(["attendance", "literacy"], some.Needs.Order(StringComparer.Ordinal));
        Assert.Equal((SchoolLevel.High, 0), (Assert.Single(some.Levels), some.Locales.Count));
        Assert.Equal(["needs-literacy", "needs-attendance", "levels-high"], again.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]").Where(box => box.IsChecked).Select(box => box.Id!));
        Assert.Contains("is not a need id", none.Page.QuerySelector("#needs-wrong")!.TextContent, StringComparison.Ordinal);
        PageRules.AreKept(none.Page);
    }

    [Fact]
    public async Task A_file_from_before_the_edit_that_is_applied_late_leaves_it_alone()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], new ImportStamp(Some.Moment.AddHours(-2), "a"), Site.Cancel);
        await network.Get<CoachEdits>().Save(Some.Coach with { Capacity = 7 }, CoachEdits.VersionOf(Some.Coach), "Kim", "Because.", Site.Cancel);

        await network.Coaches.Import([Some.Coach], new ImportStamp(Some.Moment.AddHours(-1), "b"), Site.Cancel);
        Assert.Equal(7, (await network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach.Capacity);
        await network.Coaches.Import([Some.Coach], new ImportStamp(Some.Moment.AddHours(1), "c"), Site.Cancel);
        Assert.Equal(3, (await network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach.Capacity);
    }

    [Fact]
    public async Task Mistakes_are_said_beside_their_fields_as_the_file_says_them_and_nothing_is_saved()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);

        var wrong = await Send(staff, "/staff/coaches/coach-1/edit", ("email", "jo"), ("capacity", "101"), ("states", "NM;XX"), ("why", " "));
        var pause = await Send(staff, "/staff/coaches/coach-1", ("until", "2026-11-01"), ("do", "pause"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(["capacity-wrong", "email-wrong", "states-wrong", "why-wrong"], wrong.Page.QuerySelectorAll(".usa-error-message").Select(problem => problem.Id!).Order(StringComparer.Ordinal));
        Assert.Contains("“XX” is not a two-letter state.", wrong.Page.QuerySelector("#states-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "NM;XX"), (pause.Status, wrong.Page.QuerySelector<IHtmlInputElement>("#states")!.Value));
        PageRules.AreKept(wrong.Page);
        PageRules.AreKept(pause.Page);
        Assert.Equal(CoachEdits.VersionOf(Some.Coach), CoachEdits.VersionOf((await staff.Network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach));
    }

    [Fact]
    public async Task Staff_pause_a_coach_and_end_the_pause_with_a_reason()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);

        var paused = await Send(staff, "/staff/coaches/coach-1", ("until", "2027-01-04"), ("do", "pause"), ("why", "Parental leave."));
        var waiting = await staff.Ask();
        var state = (await staff.Stored(waiting)).State;
        var resumed = await Send(staff, "/staff/coaches/coach-1", ("do", "resume"), ("why", "Back early."));
        await staff.Network.Settle();

        Assert.Equal(("/staff/coaches/coach-1?done=paused", "/staff/coaches/coach-1?done=resumed"), (paused.Location, resumed.Location));
        Assert.Equal((RequestState.Waiting, RequestState.Introduced), (state, (await staff.Stored(waiting)).State));
        Assert.Equal([("pause ended", "Back early."), ("paused until 2027-01-04", "Parental leave.")], (await staff.Network.Get<CoachEdits>().Of("coach-1", 10, Site.Cancel)).Select(change => (change.What, change.Why)).Order());
    }

    private static async Task<IReadOnlyList<string>> Names(StaffSite staff, string query) =>
        [.. (await Open(staff, "/staff/coaches" + query)).QuerySelectorAll("tbody th a").Select(link => link.TextContent)];
}
