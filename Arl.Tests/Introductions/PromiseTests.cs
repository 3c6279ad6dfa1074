using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Introductions;

public sealed class PromiseTests
{
    private static readonly DateTimeOffset s_received = Some.Moment;

    private static readonly Promised s_promised = new(s_received, IntroducedAt: null, EndedAt: null, Held: TimeSpan.Zero, PausedAt: null);

    [Theory]
    [InlineData(0, PromiseState.Running), InlineData(17.99, PromiseState.Running)]
    [InlineData(18, PromiseState.AboutToBreak), InlineData(24, PromiseState.AboutToBreak)]
    [InlineData(24.01, PromiseState.Broken), InlineData(500, PromiseState.Broken)]
    public void Without_an_introduction_it_runs_then_is_about_to_break_then_is_broken(double hours, PromiseState state) =>
        Assert.Equal(state, At(s_promised, hours).State);

    [Theory]
    [InlineData(0.1, PromiseState.Kept), InlineData(24, PromiseState.Kept), InlineData(24.01, PromiseState.Broken)]
    public void An_introduction_within_24_hours_keeps_it_whatever_comes_of_it(double hours, PromiseState state) =>
        Assert.Equal(state, At(s_promised with { IntroducedAt = s_received.AddHours(hours), EndedAt = s_received.AddHours(600) }, 1000).State);

    [Theory]
    [InlineData(23, PromiseState.NotCounted), InlineData(25, PromiseState.Broken)]
    public void A_request_withdrawn_in_time_does_not_count_and_one_withdrawn_later_was_broken(double hours, PromiseState state) =>
        Assert.Equal(state, At(s_promised with { EndedAt = s_received.AddHours(hours) }, 1000).State);

    [Fact]
    public void While_it_is_paused_the_clock_stands_still()
    {
        var paused = s_promised with { PausedAt = s_received.AddHours(20) };
        var resumed = s_promised with { Held = TimeSpan.FromHours(100) };

        Assert.Equal((PromiseState.OnHold, TimeSpan.FromHours(20), null), Parts(At(paused, 500)));
        Assert.Equal((PromiseState.AboutToBreak, TimeSpan.FromHours(21), s_received.AddHours(124)), Parts(At(resumed, 121)));
        Assert.Equal(PromiseState.Broken, At(s_promised with { PausedAt = s_received.AddHours(30) }, 31).State);
    }

    [Fact]
    public void The_life_of_a_request_tells_its_pauses()
    {
        var request = Lived(
            (0, new RequestEvent.NoCoachFits("full")), (20, new RequestEvent.Paused(new(2027, 1, 11))), (30, new RequestEvent.Paused(new(2027, 2, 1))), (1000, new RequestEvent.Paused(null)),
            (1001, new RequestEvent.CoachFound(Some.Match())), (1002, new RequestEvent.IntroductionSent(1)), (1003, new RequestEvent.Paused(new(2027, 3, 1))), (1100, new RequestEvent.Paused(null)));

        Assert.Equal((PromiseState.Kept, TimeSpan.FromHours(22), null), Parts(At(Promised.Of(request), 2000)));
    }

    [Fact]
    public void An_introduction_that_left_while_it_was_being_paused_is_counted_to_the_pause()
    {
        var during = Lived((0, new RequestEvent.CoachFound(Some.Match())), (20, new RequestEvent.Paused(new(2027, 1, 11))), (30, new RequestEvent.IntroductionSent(1)));
        var after = Lived((0, new RequestEvent.CoachFound(Some.Match())), (20, new RequestEvent.Paused(new(2027, 1, 11))), (30, new RequestEvent.IntroductionSent(1)), (1000, new RequestEvent.Paused(null)));

        Assert.Equal(TimeSpan.FromHours(20), At(Promised.Of(during), 500).Taken);
        Assert.Equal(TimeSpan.FromHours(20), At(Promised.Of(after), 2000).Taken);
    }

    [Fact]
    public void A_request_that_ends_while_it_is_paused_had_only_the_time_before() =>
        Assert.Equal((PromiseState.NotCounted, TimeSpan.FromHours(20), null), Parts(At(Promised.Of(Lived((20, new RequestEvent.Paused(new(2027, 1, 11))), (90, new RequestEvent.WithdrawnBySchool()))), 500)));

    [Fact]
    public void Once_broken_or_kept_it_stays_so() =>
        Gen.Select(Gen.Double[0, 60], Gen.Bool, Gen.Double[0, 60], Gen.Double[0, 60]).Sample((end, introduced, hours, later) =>
        {
            var promised = introduced ? s_promised with { IntroducedAt = s_received.AddHours(end) } : s_promised;
            var before = At(promised, hours).State;
            return introduced || before != PromiseState.Broken || At(promised, hours + later).State == PromiseState.Broken;
        });

    [Fact]
    public void It_breaks_at_the_moment_that_the_clock_names() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 23]).Sample((held, hours) =>
        {
            var promised = s_promised with { Held = TimeSpan.FromHours(held) };
            var breaks = At(promised, held + hours).BreaksAt!.Value;
            return Promise.Of(promised, breaks).State == PromiseState.AboutToBreak && Promise.Of(promised, breaks.AddTicks(1)).State == PromiseState.Broken;
        });

    [Fact]
    public void The_share_counts_what_was_kept_and_broken_and_rounds_down()
    {
        var kept = s_promised with { IntroducedAt = s_received.AddHours(1) };
        var broken = s_promised with { IntroducedAt = s_received.AddHours(25) };
        var withdrawn = s_promised with { EndedAt = s_received.AddHours(1) };

        var figures = PromiseFigures.Of([.. Enumerable.Repeat(kept, 399), broken, withdrawn, s_promised with { ReceivedAt = s_received.AddHours(40) }], s_received.AddHours(41));

        Assert.Equal((399, 1, 99), (figures.Kept, figures.Broken, figures.Share));
        Assert.Null(PromiseFigures.None.Share);
    }

    private static PromiseClock At(Promised promised, double hours) => Promise.Of(promised, s_received.AddHours(hours));

    private static (PromiseState State, TimeSpan Taken, DateTimeOffset? BreaksAt) Parts(PromiseClock clock) => (clock.State, clock.Taken, clock.BreaksAt);

    private static CoachingRequest Lived(params (double Hours, RequestEvent Happened)[] events) =>
        events.Aggregate(Some.Request, (request, one) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, one.Happened, s_received.AddHours(one.Hours))).Request);
}
