using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class MatchmakerTests
{
    private static readonly Gen<Coach> AnyCoach =
        from id in Gen.Int[1, 40]
        from needs in Gen.OneOf("family-engagement", "multilingual-learners", "literacy", "attendance").Array[1, 4]
        from states in Gen.OneOf("NM", "AZ", "TX").Array[0, 2]
        from levels in Gen.OneOf(SchoolLevel.Elementary, SchoolLevel.High).Array[0, 2]
        from locales in Gen.OneOf(LocaleType.Rural, LocaleType.City).Array[0, 2]
        from zone in Gen.OneOf("America/Denver", "America/New_York", "Pacific/Honolulu")
        from capacity in Gen.Int[0, 4]
        from active in Gen.Frequency((5, true), (1, false))
        select Some.Coach with
        {
            Id = $"coach-{id}",
            Needs = needs.ToHashSet(),
            States = states.Select(UsState.Parse).ToHashSet(),
            Levels = levels.ToHashSet(),
            Locales = locales.ToHashSet(),
            TimeZone = zone,
            Capacity = capacity,
            Active = active,
        };

    private static readonly Gen<CoachLoad[]> Coaches =
        Gen.Select(AnyCoach, Gen.Int[0, 4], (coach, taken) => new CoachLoad(coach, taken)).Array[0, 12].Select(loads => loads.DistinctBy(load => load.Coach.Id).ToArray());

    [Fact]
    public void The_order_of_coaches_never_changes_the_choice() =>
        Gen.Select(Coaches, Gen.Int).Sample((coaches, seed) =>
            Outcome(Matchmaker.Choose(Some.Request, coaches)) == Outcome(Matchmaker.Choose(Some.Request, [.. coaches.OrderBy(coach => HashCode.Combine(coach.Coach.Id, seed))])));

    [Fact]
    public void Whoever_is_chosen_is_active_has_room_and_covers_a_need_in_the_state() =>
        Coaches.Sample(coaches => Matchmaker.Choose(Some.Request, coaches) is not Choice.Chosen { Coach: var chosen }
            || (chosen.Coach.Active && chosen.Taken < chosen.Coach.Capacity && Some.Request.Needs.Any(chosen.Coach.Needs.Contains)
                && (chosen.Coach.States.Count == 0 || chosen.Coach.States.Contains(Some.School.State))));

    [Fact]
    public void A_coach_who_handed_back_is_never_offered_the_same_request() =>
        Coaches.Sample(coaches =>
        {
            var request = Some.Request with { ExcludedCoaches = [.. coaches.Take(coaches.Length / 2).Select(coach => coach.Coach.Id)] };
            return Matchmaker.Choose(request, coaches) is not Choice.Chosen chosen || !request.ExcludedCoaches.Contains(chosen.Coach.Coach.Id);
        });

    [Fact]
    public void Nobody_is_chosen_only_where_nobody_may_and_has_room() =>
        Coaches.Sample(coaches => Matchmaker.Choose(Some.Request, coaches) is Choice.Chosen || !coaches.Any(coach => coach.Free > 0 && Matchmaker.MayCoach(Some.Request, coach.Coach)));

    [Fact]
    public void The_score_is_the_sum_of_its_parts_between_0_and_100() =>
        Gen.Select(AnyCoach, Gen.Int[0, 4]).Where((coach, _) => Matchmaker.MayCoach(Some.Request, coach)).Sample((coach, taken) =>
        {
            var fit = Fit.Of(Some.Request, new(coach, taken));
            return fit.Score is >= 0 and <= 100 && Math.Abs(fit.Score - (fit.Needs + fit.Locale + fit.TimeZone + fit.Room)) < 0.01;
        });

    [Fact]
    public void The_first_need_counts_more_than_the_second()
    {
        var first = Some.Coach with { Id = "z", Needs = new HashSet<string> { Some.Request.Needs[0] } };
        var second = Some.Coach with { Id = "a", Needs = new HashSet<string> { Some.Request.Needs[1] } };

        Assert.Equal("z", Chosen(first, second));
    }

    [Fact]
    public void A_tie_goes_to_the_first_id() => Assert.Equal("a", Chosen(Some.Coach with { Id = "b" }, Some.Coach with { Id = "a" }));

    [Fact]
    public void A_coach_with_more_free_places_goes_first() =>
        Assert.Equal("z", ((Choice.Chosen)Matchmaker.Choose(Some.Request, [new(Some.Coach with { Id = "a" }, 2), new(Some.Coach with { Id = "z" }, 0)])).Coach.Coach.Id);

    [Fact]
    public void A_language_asked_for_must_be_spoken()
    {
        var request = Some.Request with { Languages = [Language.Parse("es")] };
        var english = Some.Coach with { Languages = new HashSet<Language> { Language.English } };

        Assert.Contains("works in Spanish", Because(request, english), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_network_says_how_many_would_fit() =>
        Assert.Equal("2 coaches fit, but all are full.", ((Choice.Nobody)Matchmaker.Choose(Some.Request, [new(Some.Coach, 3), new(Some.Coach with { Id = "b", Capacity = 0 }, 0)])).Because);

    [Fact]
    public void The_reason_names_the_last_thing_that_is_missing()
    {
        var elsewhere = Some.Coach with { States = new HashSet<UsState> { UsState.Parse("AZ") } };
        var other = Some.Coach with { Id = "b", Needs = new HashSet<string> { "literacy" } };

        Assert.Equal("No coach who covers family engagement or multilingual learners serves New Mexico.", Because(Some.Request, elsewhere, other));
        Assert.Equal("No coach covers family engagement or multilingual learners.", Because(Some.Request, other));
        Assert.Equal("There are no coaches yet.", Because(Some.Request));
    }

    [Fact]
    public void School_and_coach_are_told_why_in_their_own_words()
    {
        var coach = Some.Coach with { Locales = new HashSet<LocaleType> { LocaleType.Rural } };

        var reasons = Fit.Of(Some.Request, new(coach, 0)).Reasons;

        Assert.Equal(["covers both needs you named", "has experience with rural schools like yours", "works in your time zone"], reasons.ForSchool);
        Assert.Equal(["you cover both needs they named", "you know rural schools", "they are in your time zone"], reasons.ForCoach);
    }

    [Fact]
    public void A_coach_for_some_of_the_needs_is_told_so_in_a_sentence()
    {
        var three = Some.Request with { Needs = ["family-engagement", "multilingual-learners", "literacy"] };
        var one = Some.Coach with { Needs = new HashSet<string> { "multilingual-learners" } };

        Assert.Equal("covers multilingual learners, one of the three needs you named", Fit.Of(three, new(one, 0)).Reasons.ForSchool[0]);
        Assert.Equal("you cover two of the three needs they named: family engagement, multilingual learners", Fit.Of(three, new(Some.Coach, 0)).Reasons.ForCoach[0]);
        Assert.Equal("covers multilingual learners, the need you named", Fit.Of(three with { Needs = ["multilingual-learners"] }, new(one, 0)).Reasons.ForSchool[0]);
    }

    private static string Chosen(params Coach[] coaches) =>
        Assert.IsType<Choice.Chosen>(Matchmaker.Choose(Some.Request, [.. coaches.Select(coach => Some.Load(coach))])).Coach.Coach.Id;

    private static string Because(CoachingRequest request, params Coach[] coaches) =>
        Assert.IsType<Choice.Nobody>(Matchmaker.Choose(request, [.. coaches.Select(coach => Some.Load(coach))])).Because;

    private static string Outcome(Choice choice) => choice switch
    {
        Choice.Chosen chosen => chosen.Coach.Coach.Id,
        Choice.Nobody nobody => nobody.Because,
        _ => "",
    };
}
