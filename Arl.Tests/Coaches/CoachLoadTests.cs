using Arl.Domain.Coaches;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Coaches;

public sealed class CoachLoadTests
{
    private static readonly LeaId s_mesa = LeaId.Parse("3590001");

    [Theory]
    [InlineData(3, 0, 3), InlineData(3, 2, 1), InlineData(3, 3, 0), InlineData(1, 3, 0)]
    public void Free_is_what_is_not_taken_and_never_less_than_none(int capacity, int taken, int free) => Assert.Equal(free, new CoachLoad(Some.Coach with { Capacity = capacity }, taken).Free);

    [Fact]
    public void Who_is_not_active_or_pauses_has_no_place_free()
    {
        Assert.Equal(0, Some.Load(Some.Coach with { Active = false }).Free);
        Assert.Equal(0, (Some.Load(Some.Coach) with { PausedUntil = Some.Today }).Free);
    }

    [Fact]
    public void Experience_counts_each_request_of_a_district_and_of_a_kind_of_place()
    {
        var experience = Experience.None.With(s_mesa, LocaleType.Rural).With(s_mesa, LocaleType.Town).With(null, LocaleType.Rural);

        Assert.Equal((2, 2, 1), (experience.Districts[s_mesa], experience.Places[LocaleType.Rural], experience.Places[LocaleType.Town]));
    }

    [Fact]
    public void What_came_to_nothing_leaves_no_trace()
    {
        var once = Experience.None.With(s_mesa, LocaleType.Rural);

        Assert.Equal((1, 1), (once.With(s_mesa, LocaleType.Rural).Without(s_mesa, LocaleType.Rural).Districts[s_mesa], once.Places[LocaleType.Rural]));
        Assert.Empty(once.Without(s_mesa, LocaleType.Rural).Districts);
        Assert.Empty(once.Without(s_mesa, LocaleType.Rural).Places);
        Assert.Empty(Experience.None.Without(s_mesa, null).Districts);
    }
}
