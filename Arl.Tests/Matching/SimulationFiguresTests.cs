using Arl.Domain.Matching;
using Arl.Domain.Matching.Simulation;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>What is said of a simulation, counted by hand.</summary>
public sealed class SimulationFiguresTests
{
    private static readonly SimulatedPeriod s_weeks = new(new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), 2);

    /// <summary>The first is served at once; the second after four days, and again two days after its coach handed it back; the third waits since the tenth.</summary>
    private static readonly SimulationResult s_result = new(SimulationPolicy.Greedy, s_weeks, Capacity: 3,
    [
        new(SomeSimulation.Request(1, 0, 90), [new(Day(0), Day(0))], [new("a", Day(0), Day(7), 80, HandedBack: false)]),
        new(SomeSimulation.Request(2, 1, 50), [new(Day(1), Day(5)), new(Day(6), Day(8))], [new("b", Day(5), Day(6), 60, HandedBack: true), new("a", Day(8), Day(20), 70, HandedBack: false)]),
        new(SomeSimulation.Request(3, 10, 20), [new(Day(10), null)], []),
    ], OutOfReach: 0);

    [Fact]
    public void Places_are_used_within_the_weeks_alone()
    {
        Assert.Equal((6.0, 1), (s_result.PlaceWeeksAvailable, s_result.HandBacks));
        Assert.Equal(2, s_result.PlaceWeeksUsed, 9);
        Assert.Equal(1 / 3.0, s_result.ShareUsed, 9);
        Assert.Equal(0, (s_result with { Capacity = 0 }).ShareUsed);
        Assert.Equal(0, (s_result with { Period = new(s_weeks.Start.AddDays(-8), 2) }).HandBacks);
    }

    [Fact]
    public void The_places_of_some_coaches_are_measured_by_the_active_ones()
    {
        Assert.Equal(13 / 7.0 / 4, s_result.ShareUsedBy([Some.Coach with { Id = "a", Capacity = 2 }]), 9);
        Assert.Equal(1 / 7.0 / 2, s_result.ShareUsedBy([Some.Coach with { Id = "b", Capacity = 1 }, Some.Coach with { Id = "gone", Active = false }]), 9);
        Assert.Equal(0, s_result.ShareUsedBy([Some.Coach with { Id = "a", Active = false }]));
    }

    [Theory]
    [InlineData(0, 0, 1), InlineData(1, 1, 1), InlineData(4.9, 1, 1), InlineData(5, 0, 2), InlineData(6, 1, 1), InlineData(7, 1, 0), InlineData(8, 0, 1), InlineData(10, 1, 1), InlineData(14, 1, 1)]
    public void At_a_moment_a_request_waits_from_its_coming_until_its_match_and_a_place_is_taken_until_its_end(double day, int waiting, int taken) =>
        Assert.Equal((waiting, taken), (s_result.WaitingAt(Day(day)), s_result.PlacesTakenAt(Day(day))));

    [Fact]
    public void Waits_are_counted_of_served_and_waiting_ones_alike()
    {
        Assert.Equal(new SimulationFigures(3, 2, 4, 6, 6, 140, 70), SimulationFigures.Of(s_result));
        Assert.Equal((1, 2 / 3.0), (SimulationFigures.Of(s_result).Waiting, SimulationFigures.Of(s_result).ShareServed));
    }

    [Fact]
    public void A_group_counts_its_members_and_of_nobody_nothing_is_said()
    {
        SimulationGroup Group(params int[] members) => new("x", "y", members.Select(at => s_result.Outcomes[at].Request.Ask.Reference).ToHashSet());

        Assert.Equal(new SimulationFigures(2, 2, 3, 6, 6, 140, 70), SimulationFigures.Of(s_result, Group(0, 1)));
        Assert.Equal(new SimulationFigures(1, 0, 4, 4, 4, 0, null), SimulationFigures.Of(s_result, Group(2)));
        Assert.Equal((new SimulationFigures(0, 0, null, null, null, 0, null), null), (SimulationFigures.Of(s_result, Group()), SimulationFigures.Of(s_result, Group()).ShareServed));
    }

    [Fact]
    public void Nineteen_of_twenty_waited_as_long_as_the_95th_percentile_or_less()
    {
        SimulationResult Of(int requests) => s_result with { Outcomes = [.. Enumerable.Range(1, requests).Select(n => new SimulatedOutcome(SomeSimulation.Request(n % 31, 0, 0), [new(Day(0), Day(n))], []))] };

        Assert.Equal((19, 20, 20), (SimulationFigures.Of(Of(20)).P95Days, SimulationFigures.Of(Of(21)).P95Days, SimulationFigures.Of(Of(20)).LongestDays));
    }

    [Fact]
    public void Requests_are_grouped_by_place_by_poverty_by_thirds_of_need_and_by_the_states_asked_for()
    {
        var directory = Some.Directory([.. Enumerable.Range(1, 4).Select(n => Some.School with { Id = NcesSchoolId.FromNumber(359_000_100_000 + n), Students = 100, FreeOrReducedLunch = 20 * n })]);
        SimulatedRequest Request(int number, double need, string state, int? locale, double? poverty) => SomeSimulation.Request(number, number, need) with
        {
            Ask = SomeSimulation.Request(number, number, need).Ask with { State = UsState.Parse(state), Locale = locale is { } code ? Locale.FromCode(code) : null },
            PovertyShare = poverty,
        };
        SimulatedRequest[] requests = [Request(4, 30, "NM", 43, 0.9), Request(1, 10, "NM", 43, 0.1), Request(2, 20, "AZ", 12, 0.45), Request(3, 30, "TX", null, null)];

        var groups = SimulationGroup.Of(requests, directory, [UsState.Parse("NM"), UsState.Parse("AZ"), UsState.Parse("NM"), UsState.Parse("VT")]);

        Assert.Equal(
            [
                "Locale: City 2", "Locale: Rural 14", "Locale: Not known 3", "Poverty: Lowest quarter 1", "Poverty: Third quarter 2", "Poverty: Highest quarter 4", "Poverty: Not known 3",
                "Need index: Lowest third 12", "Need index: Middle third 3", "Need index: Highest third 4", "State: Arizona 2", "State: New Mexico 14",
            ],
            groups.Select(group => $"{group.Dimension}: {group.Name} {string.Concat(requests.Where(request => group.Members.Contains(request.Ask.Reference)).Select(request => (request.Ask.ReceivedAt - SomeSimulation.Weeks26.Start).Days).Order())}"));
        Assert.Equal(["Locale: Not known"], SimulationGroup.Of([requests[3]], SchoolDirectory.Empty, []).Where(group => group.Dimension == "Locale").Select(group => $"{group.Dimension}: {group.Name}"));
    }

    [Fact]
    public void A_period_has_its_nights_and_the_ends_of_its_weeks()
    {
        Assert.Equal((Day(14), true, true, false, false), (s_weeks.End, s_weeks.Contains(Day(0)), s_weeks.Contains(Day(14).AddTicks(-1)), s_weeks.Contains(Day(14)), s_weeks.Contains(Day(0).AddTicks(-1))));
        Assert.Equal((14, Day(0).AddHours(8), Day(13).AddHours(8)), (s_weeks.Nights.Count(), s_weeks.Nights.First(), s_weeks.Nights.Last()));
        Assert.Equal([Day(7), Day(14)], s_weeks.WeekEnds);
    }

    [Theory]
    [InlineData(CoachingEnds.Day, 3, 3), InlineData(CoachingEnds.Friday, 3, 4), InlineData(CoachingEnds.Friday, 4, 4), InlineData(CoachingEnds.Friday, 5, 11)]
    public void Coaching_ends_at_eleven_at_night_of_its_last_day_or_of_that_weeks_Friday(CoachingEnds ends, int days, int lastDay)
    {
        var outcome = SomeSimulation.Run(SimulationPolicy.Planned, [Some.Coach], [SomeSimulation.Request(1, 0.4, 50, days)], SomeSimulation.Weeks26 with { CoachingEnds = ends }).Outcomes.Single();

        Assert.Equal(SomeSimulation.Weeks26.Start.AddDays(lastDay).AddHours(23), outcome.Places.Single().Until); // It came on a Monday.
    }

    [Fact]
    public void A_run_tells_how_far_it_has_come_and_what_nobody_can_take()
    {
        var told = new List<double>();
        SimulatedRequest[] requests = [SomeSimulation.Request(1, 0, 50), SomeSimulation.Request(2, 3.5, 50, 70, "scheduling")];

        var result = new Simulator([Some.Coach, Some.Coach with { Id = "gone", Active = false, Capacity = 9 }], requests, s_weeks with { Start = SomeSimulation.Weeks26.Start }, MatchingRules.Default, _ => []).Run(SimulationPolicy.FirstCome, told.Add);

        Assert.Equal((3, 1, SimulationPolicy.FirstCome), (result.Capacity, result.OutOfReach, result.Policy));
        Assert.Equal(told.Order(), told);
        Assert.Equal((0.0, true), (told[0], told.Contains(0.25)));
        Assert.All(told, share => Assert.InRange(share, 0, 1));
    }

    private static DateTimeOffset Day(double day) => s_weeks.Start.AddDays(day);
}
