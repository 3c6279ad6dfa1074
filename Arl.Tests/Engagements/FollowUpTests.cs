using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;
using static Arl.Tests.Engagements.FollowUpNetwork;
using static Arl.Tests.Matching.Waiting;

namespace Arl.Tests.Engagements;

public sealed class FollowUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coach_who_never_answers_is_reminded_once_and_then_another_is_asked_and_the_school_gets_one_kind_email()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Introduced(network);

        Assert.Empty(await network.Tick("2026-11-26T16:00Z", times: 2)); // Thanksgiving.
        Assert.Empty(await network.Tick("2026-11-27T14:50Z"));
        var reminded = await network.Tick("2026-11-27T15:00Z", beside: 2, times: 5);
        Assert.Empty(await network.Tick("2026-12-01T14:50Z", beside: 2));
        var taken = await network.Tick("2026-12-01T15:00Z", beside: 2, times: 5);

        Assert.Equal(["reminder-1_coach"], reminded.Names());
        Assert.Equal(["introduction-2_coach", "introduction-2_school", "new-coach-1_school", "taken-back-1_coach"], taken.Names());
        var request = await Stored(network, reference);
        Assert.Equal((RequestState.Introduced, "coach-2"), (request.State, request.Match!.CoachId));
        Assert.Equal(["coach-1"], request.ExcludedCoaches);
        Assert.Equal([("coach-1", 0), ("coach-2", 1)], (await network.Coaches.All(Cancel)).Select(coach => (coach.Load.Coach.Id, coach.Load.Taken)));
        Assert.Equal("jo.reyes@learning-partners.example", Assert.Single(Assert.Single(taken, mail => mail.Id.Contains("taken-back", StringComparison.Ordinal)).To).Value);
    }

    [Fact]
    public async Task The_second_coach_has_a_clock_of_their_own_and_with_nobody_left_the_request_waits()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Introduced(network);
        await network.Tick("2026-11-27T15:00Z");
        await network.Tick("2026-12-01T15:00Z");

        Assert.Empty(await network.Tick("2026-12-03T14:50Z"));
        Assert.Equal(["reminder-2_coach"], (await network.Tick("2026-12-03T15:00Z")).Names());
        Assert.Equal(["new-coach-2_school", "taken-back-2_coach"], (await network.Tick("2026-12-07T15:00Z")).Names());

        Assert.Equal(RequestState.Waiting, (await Stored(network, reference)).State);
    }

    [Fact]
    public async Task After_a_week_without_the_timer_the_coach_is_reminded_first_and_has_a_working_day()
    {
        await using var network = await TestNetwork.Start();
        await Introduced(network);

        Assert.Equal(["reminder-1_coach"], (await network.Tick("2026-12-07T19:00Z", times: 3)).Names());
        Assert.Empty(await network.Tick("2026-12-08T18:50Z"));
        Assert.Contains("new-coach-1_school", (await network.Tick("2026-12-08T19:00Z")).Names());
    }

    [Fact]
    public async Task An_answer_ends_the_clock()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Introduced(network);
        await network.Tick("2026-11-27T15:00Z");
        await network.Happens(reference, new RequestEvent.CoachAccepted(1));

        Assert.Empty(await network.Tick("2026-12-01T15:00Z"));
        Assert.Empty(await network.Tick("2026-12-20T15:00Z"));
    }

    [Fact]
    public async Task An_answer_in_the_moment_of_the_reminder_wins()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Introduced(network);
        network.Clock.SetUtcNow(new(2026, 11, 27, 15, 0, 0, TimeSpan.Zero));

        network.Clock.BeforeNextLook(() => network.Happens(reference, new RequestEvent.CoachAccepted(1)), looksBefore: 2); // Each of the two coaches is read at a moment; the third is that of the act.
        var sent = await network.Tick("2026-11-27T15:00Z", times: 2);

        Assert.NotNull((await Stored(network, reference)).Engagement.AcceptedAt);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task Nobody_is_reminded_in_the_summer()
    {
        await using var network = await TestNetwork.Start();
        network.Clock.SetUtcNow(new(2027, 6, 17, 15, 0, 0, TimeSpan.Zero)); // A Thursday; Juneteenth is kept on the Friday.
        await Introduced(network);

        foreach (var day in (string[])["2027-06-21", "2027-07-06", "2027-08-05"])
            Assert.Empty(await network.Tick(day + "T15:00Z"));
        Assert.Equal(["check-in-1_coach", "check-in-1_school"], (await network.Tick("2027-08-06T15:00Z")).Names()); // It came due in July.
        Assert.Empty(await network.Tick("2027-08-09T14:50Z"));
        Assert.Equal(["reminder-1_coach"], (await network.Tick("2027-08-09T15:00Z")).Names());
    }

    [Fact]
    public async Task A_paused_request_sleeps_and_goes_on_by_itself()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Introduced(network);
        await network.Happens(reference, new RequestEvent.Paused(new(2027, 1, 11)));

        Assert.Empty(await network.Tick("2026-12-15T15:00Z"));
        Assert.Empty(await network.Tick("2027-01-11T06:50Z")); // 23:50 in New Mexico.
        Assert.NotNull((await Stored(network, reference)).PausedUntil);
        Assert.Empty(await network.Tick("2027-01-11T07:00Z", beside: 2));
        Assert.Null((await Stored(network, reference)).PausedUntil);
    }

    [Fact]
    public async Task A_request_that_was_paused_while_it_waited_is_matched_when_the_pause_is_over()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Ask(network, "ana@mesa.example");
        await network.Settle();
        await network.Happens(reference, new RequestEvent.Paused(new(2027, 1, 11)));

        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Settle();
        Assert.Equal(RequestState.Waiting, (await Stored(network, reference)).State);

        await network.Tick("2027-01-11T07:00Z");

        Assert.Equal(RequestState.Introduced, (await Stored(network, reference)).State);
    }

    [Fact]
    public async Task One_request_that_cannot_be_followed_up_does_not_keep_the_others_from_it()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Introduced(network);
        var other = await Ask(network, "second@mesa.example", Some.Neighbor);
        await network.Settle();
        Assert.Equal("coach-2", (await Stored(network, other)).Match!.CoachId);
        await network.Storage.Table(TableNames.Coaches).DeleteEntityAsync("coaches", "coach_coach-1", Azure.ETag.All, Cancel);
        network.Clock.SetUtcNow(new(2026, 11, 30, 18, 0, 0, TimeSpan.Zero));

        var fault = await Assert.ThrowsAsync<AggregateException>(() => network.Tick("2026-11-30T18:00Z"));
        await network.Settle();

        Assert.Contains(reference.ToString(), Assert.Single(fault.InnerExceptions).Message, StringComparison.Ordinal);
        Assert.NotNull((await Stored(network, other)).Engagement.RemindedAt);
    }

    [Fact]
    public async Task A_coach_whose_pause_is_over_owes_a_plan_once()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Coaches.Pause("coach-1", new(2026, 12, 1), Cancel);
        await network.Settle();
        var reference = await Ask(network, "ana@mesa.example");
        await network.Settle();
        Assert.Equal(RequestState.Waiting, (await Stored(network, reference)).State);

        await network.Tick("2026-12-01T06:50Z"); // 23:50 in Denver.
        Assert.Equal(RequestState.Waiting, (await Stored(network, reference)).State);
        await network.Tick("2026-12-01T07:00Z", beside: 2, times: 2);

        Assert.Equal(RequestState.Introduced, (await Stored(network, reference)).State);
        Assert.Single(network.Logs.Lines, line => line.Contains("Planned 1 waiting requests: 1 matched", StringComparison.Ordinal));
    }
}
