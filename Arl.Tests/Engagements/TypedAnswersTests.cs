using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Introductions;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class TypedAnswersTests
{
    [Fact]
    public void Whatever_is_typed_is_an_answer_within_bounds_or_a_problem_of_a_field() =>
        Gen.Select(Gen.String, Gen.OneOf(Gen.String, Gen.Const("45")), Gen.OneOf(Gen.String, Gen.Const("2026-11-23"))).Sample((words, number, day) =>
        {
            var session = TypedAnswers.Session("key", day, number, words, Some.Today) is not Result<Session>.Ok(var logged) || (logged.Minutes is >= 1 and <= 600 && logged.Topic.Length is >= 1 and <= 100 && logged.On <= Some.Today && !logged.Topic.Any(char.IsControl));
            var pause = TypedAnswers.PauseUntil(day, Some.Today) is not Result<DateOnly?>.Ok({ } until) || (until > Some.Today && until <= Some.Today.AddYears(1));
            var checkIn = TypedAnswers.CheckIn(number, words, words) is not Result<CheckInAnswer>.Ok(var answer) || (answer.Score is >= 1 and <= 5 && answer.Changed.Length <= 1_000);
            return session && pause && checkIn;
        });

    [Theory]
    [InlineData("2026-11-24", false), InlineData("2026-11-25", true), InlineData("2027-11-24", true), InlineData("2027-11-25", false)]
    public void A_pause_lasts_from_a_day_to_a_year(string until, bool fits) =>
        Assert.Equal(fits, TypedAnswers.PauseUntil(until, Some.Today) is Result<DateOnly?>.Ok);

    [Fact]
    public void A_coach_gives_none_of_the_networks_own_reasons()
    {
        Assert.All(TypedAnswers.Reasons, reason => Assert.IsType<Result<HandBackReason>.Ok>(TypedAnswers.Reason(reason.ToString())));
        Assert.All(new[] { "Silence", "Staff", "0", "4", "" }, reason => Assert.IsType<Result<HandBackReason>.Invalid>(TypedAnswers.Reason(reason)));
    }

    [Fact]
    public void A_match_ends_with_the_first_event_after_it_that_ends_one()
    {
        var history = new[] { "Received", "CoachFound", "IntroductionSent", "HandedBack", "CoachFound", "CoachingStarted", "WithdrawnBySchool" }.Select((name, n) => (name, Some.Moment.AddDays(n))).ToList();

        Assert.Equal(("HandedBack", Some.Moment.AddDays(3)), MatchEnd.Of(history, 1));
        Assert.Equal(("WithdrawnBySchool", Some.Moment.AddDays(6)), MatchEnd.Of(history, 2));
        Assert.Null(MatchEnd.Of(history.Take(6), 2));
        Assert.Null(MatchEnd.Of(history, 3));
    }

    [Theory]
    [InlineData("introduction-1", 1), InlineData("introduction-12-again-2", 12), InlineData("ask-3", 3), InlineData("check-in-2", 2), InlineData("reminder-1", 1), InlineData("quiet-1", 1)]
    [InlineData("new-coach-1", null), InlineData("closed-1", null), InlineData("withdrawn-2", null), InlineData("acknowledgement", null), InlineData("contact-changed-7", null), InlineData("fresh-link-1795532400", null)]
    public void An_email_that_is_true_only_of_a_match_in_force_is_known_by_its_batch(string batch, int? match) => Assert.Equal(match, EmailBatches.NeedsMatch(batch));
}
