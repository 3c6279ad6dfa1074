using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Reach;
using Arl.Tests.Reach;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class LearningForReachTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_weeks_call_and_what_was_shared_and_opened_stand_in_its_report()
    {
        await using var network = await ReachNetwork.Open();
        var series = await Held(network, new DateOnly(2026, 11, 25));
        await Share(network, "one", ResourceState.Listed);
        await Share(network, "two", ResourceState.Proposed);
        await network.Get<ResourceUses>().Count("one", Cancel);
        await Task.WhenAll(network.Get<ResourceUses>().Count("one", Cancel), network.Get<ResourceUses>().Count("two", Cancel));
        await network.Tick();
        network.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 30, 13, 2, 0, TimeSpan.Zero));

        await network.Tick();

        var text = Assert.Single(await network.Emails()).GetString("Text");
        Assert.Contains(string.Join('\n', "- Calls held: 1 (the week before: 0; in all: 1)", "- Coaches who came: 2 (the week before: 0; in all: 2)", "- Coaches per call: 2 (the week before: not known; in all: 2)",
            "- Resources shared: 1 (the week before: 0; in all: 1)", "- Resources opened: 3 (the week before: 0; in all: 3)"), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skipped_week_is_no_call_and_the_day_that_is_not_over_has_not_been_counted()
    {
        await using var network = await ReachNetwork.Open();
        var calls = network.Get<CallsTable>();
        await Held(network, new DateOnly(2026, 11, 25));
        var (stored, _) = (await calls.Calendar(Cancel))!.Value;
        Assert.True(await calls.Change(stored, stored.Series with { Sequence = 1 }, new(CallChangeKind.Skipped, new(2026, 12, 2)), new(new(2026, 12, 2), null), Cancel));
        network.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 3, 20, 0, 0, TimeSpan.Zero));
        await network.Get<ResourceUses>().Count("one", Cancel);

        var now = (await network.Get<ReachRecount>().Now(Cancel)).Learning;
        network.Clock.Advance(TimeSpan.FromHours(12));
        var morning = (await network.Get<ReachRecount>().Now(Cancel)).Learning;

        Assert.Equal((1, 0, 1), (now.Calls, now.Opened, morning.Opened));
    }

    /// <summary>A call on Wednesdays at noon in New York, whose first one two of three coaches came to.</summary>
    private static async Task<CallSeries> Held(ReachNetwork network, DateOnly date)
    {
        var calls = network.Get<CallsTable>();
        var series = SomeCalls.Series with { Weekday = date.DayOfWeek, FirstDate = date };
        Assert.True(await calls.Change(null, series, new(CallChangeKind.Set), null, Cancel));
        var (stored, calendar) = (await calls.Calendar(Cancel))!.Value;
        Assert.True(await calls.Announce(stored, calendar, date, Cancel));
        await calls.Came(date, "jo", true, Cancel);
        await calls.Came(date, "ana", true, Cancel);
        await calls.Came(date, "kim", false, Cancel);
        return series;
    }

    private static async Task Share(ReachNetwork network, string id, ResourceState state) =>
        Assert.True(await network.Get<ResourcesTable>().Add(new()
        {
            Id = id,
            Title = "Family nights",
            Link = new("https://example.org/nights"),
            Needs = new HashSet<string>(["family-engagement"]),
            SharedAt = Some.Moment,
            State = state,
            FirstListedAt = state == ResourceState.Listed ? Some.Moment : null,
        }, "jo", Cancel));
}
