using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>What each part of a fit is worth, as docs/matching.md says it.</summary>
public sealed class FitTests
{
    [Theory]
    [InlineData("family-engagement multilingual-learners", 45), InlineData("family-engagement", 30), InlineData("multilingual-learners", 15), InlineData("literacy", 0)]
    public void The_first_need_counts_twice(string covered, double points) => Assert.Equal(points, Of(Some.Coach with { Needs = covered.Split(' ').ToHashSet() }).Needs);

    [Fact]
    public void A_need_that_is_not_on_the_list_is_covered_by_nobody() =>
        Assert.Equal(15, new CoachPool([Some.Load(Some.Coach with { Needs = new HashSet<string> { "family-engagement", "juggling" } })], FitWeights.Default).FitOf(Some.Ask with { Needs = ["juggling", "family-engagement"] }, "coach-1").Needs);

    [Theory]
    [InlineData(LocaleType.Rural, 15), InlineData(LocaleType.Town, 0), InlineData(null, 7.5)]
    public void A_kind_of_place_that_staff_name_counts_whole_another_not_at_all_and_all_kinds_half(LocaleType? stated, double points) =>
        Assert.Equal(points, Of(Some.Coach with { Locales = stated is { } one ? [one] : new HashSet<LocaleType>() }).Locale);

    [Fact]
    public void Work_through_the_network_proves_a_kind_of_place_and_where_the_place_is_not_known_nobody_gets_points_for_it()
    {
        var worked = Some.Load(Some.Coach with { Locales = new HashSet<LocaleType> { LocaleType.Town } }) with { Experience = Experience.None.With(null, LocaleType.Rural) };

        Assert.Equal(15, new CoachPool([worked], FitWeights.Default).FitOf(Some.Ask, "coach-1").Locale);
        Assert.Equal(0, new CoachPool([worked], FitWeights.Default).FitOf(Some.Ask with { Locale = null }, "coach-1").Locale);
    }

    [Theory]
    [InlineData("America/Denver", 10), InlineData("America/Los_Angeles", 8), InlineData("America/New_York", 6), InlineData("Pacific/Honolulu", 4), InlineData("Pacific/Pago_Pago", 2), InlineData("Atlantic/Azores", 0), InlineData("Pacific/Guam", 0)]
    public void Each_hour_between_the_clocks_takes_a_fifth_and_from_five_on_there_are_no_points(string zone, double points) => Assert.Equal(points, Of(Some.Coach with { TimeZone = zone }).TimeZone);

    [Theory]
    [InlineData(-7, -5, 2), InlineData(-10, 10, 4), InlineData(10, -10, 4), InlineData(-12, 12, 0), InlineData(0, 12, 12), InlineData(-11, 2, 11)]
    public void Two_clocks_are_apart_the_short_way_round_the_day(double one, double other, double hours) => Assert.Equal(hours, TimeZones.Apart(one, other));

    [Fact]
    public void Every_state_has_a_clock_of_its_own() =>
        Assert.All(UsState.All, state => Assert.Equal(TimeZones.Of(state).BaseUtcOffset.TotalHours, TimeZones.HoursOf(state)));

    [Fact]
    public void Free_places_count_by_their_share_of_the_coach_and_of_the_active_coaches_of_the_organization()
    {
        CoachLoad[] coaches =
        [
            new(Some.Coach with { Capacity = 4 }, Taken: 1), new(Some.Coach with { Id = "b", Capacity = 6 }, Taken: 5), new(Some.Coach with { Id = "gone", Capacity = 9, Active = false }, Taken: 0),
            new(Some.Coach with { Id = "none", Organization = "Bright Harbor", Capacity = 0 }, Taken: 2),
        ];
        var pool = new CoachPool(coaches, FitWeights.Default);

        Assert.Equal((7.5, 4), (pool.FitOf(Some.Ask, "coach-1").CoachRoom, pool.FitOf(Some.Ask, "coach-1").OrganizationRoom));
        Assert.Equal((0, 0), (pool.FitOf(Some.Ask, "none").CoachRoom, pool.FitOf(Some.Ask, "none").OrganizationRoom));
    }

    [Fact]
    public void Work_with_the_district_counts_whole()
    {
        CoachLoad[] coaches = [Some.Load(Some.Coach), Some.Load(Some.Coach with { Id = "knows" }) with { Experience = Experience.None.With(Some.Ask.District, null) }];
        var pool = new CoachPool(coaches, FitWeights.Default);

        Assert.Equal((10, 0), (pool.FitOf(Some.Ask, "knows").Continuity, pool.FitOf(Some.Ask, "coach-1").Continuity));
        Assert.Equal(0, pool.FitOf(Some.Ask with { District = null }, "knows").Continuity);
    }

    [Theory]
    [InlineData(45, 15, 10, 10, 10, 10, true), InlineData(100, 0, 0, 0, 0, 0, true), InlineData(45, 15, 10, 10, 10, 9, false), InlineData(110, -10, 0, 0, 0, 0, false)]
    public void Weights_are_sound_where_none_is_negative_and_all_together_are_a_hundred(double needs, double locale, double continuity, double zone, double coach, double organization, bool sound) =>
        Assert.Equal(sound, new FitWeights { Needs = needs, Locale = locale, Continuity = continuity, TimeZone = zone, CoachRoom = coach, OrganizationRoom = organization }.AreSound);

    private static Fit Of(Coach coach) => new CoachPool([Some.Load(coach)], FitWeights.Default).FitOf(Some.Ask, coach.Id);
}
