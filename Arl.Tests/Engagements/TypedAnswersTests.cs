using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
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
        Assert.Equal([HandBackReason.NoTime, HandBackReason.NotMyArea, HandBackReason.Conflict, HandBackReason.Other], TypedAnswers.Reasons);
        Assert.All(TypedAnswers.Reasons, reason => Assert.IsType<Result<HandBackReason>.Ok>(TypedAnswers.Reason(reason.ToString())));
        Assert.All(new[] { "Silence", "Staff", "0", "4", "" }, reason => Assert.IsType<Result<HandBackReason>.Invalid>(TypedAnswers.Reason(reason)));
    }

    [Theory]
    [InlineData("2026-11-24", null), InlineData("2025-11-24", null), InlineData("2025-11-23", "on"), InlineData("2026-11-25", "on"), InlineData("yesterday", "on")]
    public void A_session_lies_in_the_past_year_or_today(string on, string? field) => Assert.Equal(field, FieldOf(TypedAnswers.Session("s1", on, "45", "Literacy", Some.Today)));

    [Theory]
    [InlineData("1", null), InlineData(" 600 ", null), InlineData("0", "minutes"), InlineData("601", "minutes"), InlineData("-5", "minutes"), InlineData("an hour", "minutes")]
    public void A_session_takes_1_to_600_minutes(string minutes, string? field) => Assert.Equal(field, FieldOf(TypedAnswers.Session("s1", "2026-11-24", minutes, "Literacy", Some.Today)));

    [Theory]
    [InlineData(100, null), InlineData(101, "topic"), InlineData(0, "topic")]
    public void A_session_is_about_something_in_a_hundred_characters(int length, string? field) => Assert.Equal(field, FieldOf(TypedAnswers.Session("s1", "2026-11-24", "45", new string('x', length), Some.Today)));

    [Fact]
    public void What_was_typed_of_a_session_is_kept_in_one_line()
    {
        Assert.Equal(new Session("s1", new(2026, 11, 20), 45, "Family nights"), Assert.IsType<Result<Session>.Ok>(TypedAnswers.Session("s1", " 2026-11-20", "45", " Family \n nights ", Some.Today)).Value);
        Assert.Equal("topic", FieldOf(TypedAnswers.Session("s1", "2026-11-20", "45", "Family\u0007nights", Some.Today)));
    }

    [Theory]
    [InlineData("", null), InlineData("  ", null), InlineData("2026-12-24", null), InlineData("Christmas", "pauseUntil")]
    public void Who_chooses_no_day_does_not_pause(string until, string? field) => Assert.Equal(field, FieldOf(TypedAnswers.PauseUntil(until, Some.Today)));

    [Theory]
    [InlineData("1", 1_000, null), InlineData("5", 0, null), InlineData("0", 5, "score"), InlineData("6", 5, "score"), InlineData("", 5, "score"), InlineData("4", 1_001, "changed")]
    public void A_check_in_is_a_score_of_1_to_5_and_two_texts_of_a_thousand_characters(string score, int length, string? field) => Assert.Equal(field, FieldOf(TypedAnswers.CheckIn(score, new string('x', length), "")));

    [Fact]
    public void What_was_written_at_a_check_in_keeps_its_lines_and_printing_it_says_none_of_it()
    {
        var answer = Assert.IsType<Result<CheckInAnswer>.Ok>(TypedAnswers.CheckIn("4", " More families\r\ncome ", "Go on")).Value;

        Assert.Equal(new CheckInAnswer(4, "More families\ncome", "Go on"), answer);
        Assert.Equal("a check-in, 4 of 5", answer.ToString());
        Assert.Equal("next", FieldOf(TypedAnswers.CheckIn("4", "", "Go\u0001on")));
        Assert.Equal(["1,000", "1,001"], Assert.Single(Assert.IsType<Result<CheckInAnswer>.Invalid>(TypedAnswers.CheckIn("4", new string('x', 1_001), "")).Problems).Arguments);
    }

    /// <summary>Null where nothing is wrong.</summary>
    private static string? FieldOf<T>(Result<T> result) => result is Result<T>.Invalid(var problems) ? Assert.Single(problems).Field : null;
}
