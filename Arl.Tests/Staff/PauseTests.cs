using System.Net;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class PauseTests
{
    [Fact]
    public async Task A_paused_request_is_not_matched_while_a_coach_is_free_and_is_when_staff_resume_it()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        await staff.Do(reference, "pause", ("until", "2027-01-04"), ("why", "Exams."));
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Settle();
        await staff.Network.Function<PlanEachNight>().Run(new TimerInfo(), Site.Cancel);

        var paused = await staff.Stored(reference);
        var resumed = await staff.Do(reference, "resume");
        await staff.Network.Settle();

        Assert.Equal((RequestState.Waiting, "Paused by staff until January 4, 2027."), (paused.State, paused.WaitingBecause));
        Assert.Equal((HttpStatusCode.SeeOther, RequestState.Introduced), (resumed.Status, (await staff.Stored(reference)).State));
        Assert.Equal([("staff: Kim Osei", "until January 4, 2027", "Exams."), ("staff: Kim Osei", null, "The school called.")],
            (await staff.History(reference)).Where(entry => entry.Event == nameof(RequestEvent.Paused)).Select(entry => (entry.By, entry.Detail, entry.Why)));
    }

    [Fact]
    public async Task A_request_paused_before_anybody_looked_for_a_coach_waits_and_its_message_ends()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Settle();
        var reference = Reference.Parse((await staff.Site.Post(SomeJson.Request)).Reference!);
        await staff.Do(reference, "pause", ("until", "2027-01-04"));

        await staff.Network.Settle();

        Assert.Equal((RequestState.Waiting, 0), ((await staff.Stored(reference)).State, await staff.Taken("coach-1")));
        Assert.DoesNotContain(await staff.Site.Rows("Requests"), row => row.Contains("/outbox_", StringComparison.Ordinal));
        Assert.Contains("is paused until January 4, 2027", await staff.Site.Http.GetStringAsync(new Uri(staff.Network.Get<StatusLinks>().PathOf(reference), UriKind.Relative), Site.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_was_taken_for_it_as_it_was_paused_goes_back()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Coaches.Reserve(Assert.Single(await staff.Network.Coaches.All(Site.Cancel)), Some.Ask with { Reference = reference }, match: 1, Site.Cancel);
        await staff.Do(reference, "pause", ("until", "2027-01-04"));

        await staff.Network.Settle();

        Assert.Equal((RequestState.Waiting, 0), ((await staff.Stored(reference)).State, await staff.Taken("coach-1")));
    }

    [Fact]
    public async Task A_place_is_not_given_back_under_a_request_that_goes_on_and_uses_it()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Matching.Waiting.Ask(network, "ana@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach], Site.Cancel);
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Site.Cancel)), Some.Ask with { Reference = reference }, match: 1, Site.Cancel);
        var held = (await network.Coaches.PlaceOf(reference, Site.Cancel))!;

        await network.Get<MatchOne>().Run(reference, Site.Cancel);
        await network.Coaches.Free(reference, held, Site.Cancel);

        Assert.Equal((RequestState.Matched, 1), ((await network.Requests.Get(reference, Site.Cancel))!.Request.State, Assert.Single(await network.Coaches.All(Site.Cancel)).Load.Taken));
    }

    [Fact]
    public async Task When_the_day_begins_at_the_place_the_request_goes_on_by_itself()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        await staff.Do(reference, "pause", ("until", "2026-11-26"));
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        staff.Network.Clock.Advance(new DateTimeOffset(2026, 11, 26, 6, 30, 0, TimeSpan.Zero) - Some.Moment); // In New Mexico still the day before.
        await staff.Network.Function<FollowUp>().Run(new TimerInfo(), Site.Cancel);
        await staff.Network.Settle();
        var before = await staff.Stored(reference);

        staff.Network.Clock.Advance(TimeSpan.FromHours(1));
        await staff.Network.Function<FollowUp>().Run(new TimerInfo(), Site.Cancel);
        await staff.Network.Settle();

        Assert.Equal((RequestState.Waiting, RequestState.Introduced), (before.State, (await staff.Stored(reference)).State));
        Assert.Contains(await staff.History(reference), entry => entry is { Event: nameof(RequestEvent.Paused), By: "system" });
    }

    [Theory]
    [InlineData("", "Give the day on which it goes on, for example 2027-01-04.")]
    [InlineData("2026-11-24", "Choose a day after today, within a year.")]
    [InlineData("2028-01-01", "Choose a day after today, within a year.")]
    public async Task A_wrong_day_is_said_with_a_missing_reason_and_nothing_is_done(string until, string message)
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();

        var answer = await staff.Do(reference, "pause", ("until", until), ("why", " "));

        Assert.Equal((HttpStatusCode.BadRequest, message + " Say why, in a few words: the history keeps it for your colleagues."), (answer.Status, answer.Errors));
        Assert.NotNull(answer.Page.QuerySelector("details.act[open] form[action$='/pause']"));
        PageRules.AreKept(answer.Page);
        Assert.Null((await staff.Stored(reference)).PausedUntil);
    }
}
