using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.Engagements.FollowUpNetwork;
using static Arl.Tests.Matching.Waiting;

namespace Arl.Tests.Engagements;

/// <summary>What is asked of an engagement that goes on, and how one ends of which nothing is heard.</summary>
public sealed class QuietTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_are_asked_once_how_it_goes_and_told_before_it_is_closed()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Coaching(network);

        Assert.Empty(await network.Tick("2026-12-24T14:50Z"));
        var asked = await network.Tick("2026-12-24T15:00Z", beside: 2, times: 3);
        Assert.Empty(await network.Tick("2027-03-10T14:50Z"));
        var told = await network.Tick("2027-03-10T15:00Z", beside: 2, times: 3);
        Assert.Empty(await network.Tick("2027-03-24T14:50Z"));
        var closed = await network.Tick("2027-03-24T15:00Z", beside: 2, times: 3);

        Assert.Equal(["check-in-1_coach", "check-in-1_school"], asked.Names());
        Assert.All(asked, mail => Assert.NotNull(mail.Unsubscribe));
        Assert.Equal(["quiet-1_coach", "quiet-1_school"], told.Names());
        Assert.Equal(["closed-1_coach", "closed-1_school"], closed.Names());
        Assert.Equal(RequestState.Completed, (await Stored(network, reference)).State);
        var load = (await network.Coaches.Get("coach-1", Cancel))!.Load;
        Assert.Equal((0, 1), (load.Taken, load.Experience.Districts[Some.School.District]));
    }

    [Fact]
    public async Task Who_says_that_they_are_still_at_work_is_asked_again_months_later()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Coaching(network);
        await network.Tick("2026-12-24T15:00Z");
        await network.Tick("2027-03-10T15:00Z");
        network.Clock.SetUtcNow(new(2027, 3, 12, 15, 0, 0, TimeSpan.Zero));
        await network.Happens(reference, new RequestEvent.KeptOpen(1, Side.School));

        Assert.Empty(await network.Tick("2027-03-24T15:00Z"));
        Assert.Equal(["quiet-1-again-1_coach", "quiet-1-again-1_school"], (await network.Tick("2027-08-06T15:00Z")).Names()); // It was due in the summer break.

        Assert.Equal(RequestState.Coaching, (await Stored(network, reference)).State);
    }

    private static async Task<Reference> Coaching(TestNetwork network)
    {
        var reference = await Introduced(network);
        await network.Happens(reference, new RequestEvent.CoachingStarted(1));
        return reference;
    }
}
