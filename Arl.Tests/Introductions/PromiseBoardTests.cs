using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Introductions;

/// <summary>What staff are shown of the promise at one moment.</summary>
public sealed class PromiseBoardTests
{
    private static readonly DateTimeOffset s_now = Some.Moment.AddDays(40);

    [Fact]
    public void Each_request_stands_in_the_list_of_its_clock_the_oldest_first()
    {
        var board = Board(
            Aged(0.5, 1), Aged(1, 2), Aged(17, 3), Aged(18, 4), Aged(24, 5), Aged(25, 6), Aged(99, 7),
            Aged(30, 8) with { Promised = Promised(30) with { IntroducedAt = s_now.AddHours(-1) } }, Aged(20, 9) with { Promised = Promised(20) with { IntroducedAt = s_now.AddHours(-1) } });

        Assert.Equal(("5 4", "3 2", "7 6", "8"), (Numbers(board.AboutToBreak), Numbers(board.Running), Numbers(board.Broken), Numbers(board.Late)));
    }

    [Fact]
    public void Of_those_received_at_one_moment_the_first_reference_comes_first() => Assert.Equal("1 2", Numbers(Board(Aged(20, 2), Aged(20, 1)).AboutToBreak));

    [Fact]
    public void What_ended_or_was_introduced_too_late_is_shown_for_thirty_days_from_its_receipt()
    {
        PromisedRequest Ended(double days, int number) => Aged(24 * days, number) with { Promised = Promised(24 * days) with { EndedAt = s_now.AddHours(-1) } };

        Assert.Equal("1", Numbers(Board(Ended(30, 1), Ended(30.01, 2)).Late));
        Assert.Empty(Board(Ended(30, 1)).Broken);
    }

    [Fact]
    public void There_is_news_while_one_is_about_to_break_it_and_when_one_broke_it_since()
    {
        Assert.True(Board(Aged(18, 1)).HasNews(s_now));
        Assert.True(Board(Aged(25, 1)).HasNews(s_now.AddHours(-1)));
        Assert.False(Board(Aged(25, 1)).HasNews(s_now.AddMinutes(-59)));
        Assert.False(Board(Aged(17, 1)).HasNews(s_now.AddDays(-9)));
    }

    [Theory]
    [InlineData(0.5, "0 hours"), InlineData(1.9, "1 hour"), InlineData(47.9, "47 hours"), InlineData(48, "2 days"), InlineData(95, "3 days")]
    public void An_age_is_told_in_hours_for_two_days_and_then_in_days(double hours, string words) => Assert.Equal(words, PromiseWords.Age(TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData(0.5, "Kept: introduced within the hour."), InlineData(1, "Kept: introduced after 1 hour."), InlineData(5, "Kept: introduced after 5 hours.")]
    public void A_promise_that_was_kept_says_how_soon(double hours, string sentence) => Assert.Equal(sentence, Sentence(Promised(48) with { IntroducedAt = s_now.AddHours(hours - 48) }));

    [Fact]
    public void A_clock_is_told_in_a_sentence()
    {
        Assert.Equal("Running: 5 hours of 24, until Jan 4, 10:00 AM.", Sentence(Promised(5)));
        Assert.Equal("About to break: 20 hours of 24, until Jan 3, 7:00 PM.", Sentence(Promised(20)));
        Assert.Equal("Broken since Jan 3, 2:00 PM.", Sentence(Promised(25)));
        Assert.Equal("Not counted: it ended before the 24 hours were over.", Sentence(Promised(25) with { EndedAt = s_now.AddHours(-9) }));
        Assert.Equal("On hold while the request is paused or waits for its contact’s click, after 3 hours.", Sentence(Promised(25) with { PausedAt = s_now.AddHours(-22) }));
    }

    [Fact]
    public void The_share_kept_is_told_once_there_is_one()
    {
        Assert.Equal(("", 50), (PromiseWords.Share(PromiseFigures.None), new PromiseFigures(1, 1).Share));
        Assert.Equal("66% of the requests received in the last 12 months were introduced to a coach within 24 hours, as promised (2 of 3).", PromiseWords.Share(new(2, 1)));
    }

    [Fact]
    public void The_email_of_the_day_says_first_what_can_still_be_saved_and_then_what_broke_last()
    {
        var board = Board(Aged(20, 1), Aged(5, 2), Aged(25, 3), Aged(30, 4));

        Assert.Equal("24-hour promise: 1 request about to break it, 2 requests broke it", PromiseWords.Title(board));
        Assert.Equal("24-hour promise: 1 request broke it", PromiseWords.Title(Board(Aged(25, 3))));
        Assert.Equal("24-hour promise: 1 request about to break it", PromiseWords.Title(Board(Aged(20, 1))));
        Assert.EndsWith("School 1.", Assert.Single(PromiseWords.Lines(Board(Aged(20, 1) with { Why = null }), TimeZoneInfo.Utc)), StringComparison.Ordinal);
        Assert.Equal(
            [
                $"About to break it, at Jan 3, 7:00 PM: {Reference.Create(1, 0)}, School 1. All full.",
                $"Breaks it at Jan 4, 10:00 AM if nothing happens: {Reference.Create(2, 0)}, School 2. All full.",
                $"Broke it at Jan 3, 2:00 PM, no introduction yet: {Reference.Create(3, 0)}, School 3. All full.",
                $"Broke it at Jan 3, 9:00 AM, no introduction yet: {Reference.Create(4, 0)}, School 4. All full.",
            ],
            PromiseWords.Lines(board, TimeZoneInfo.Utc));
    }

    private static string Sentence(Promised promised) => PromiseWords.Sentence(Promise.Of(promised, s_now), TimeZoneInfo.Utc);

    private static PromiseBoard Board(params PromisedRequest[] requests) => PromiseBoard.Of(requests, s_now);

    private static Promised Promised(double hoursAgo) => new(s_now.AddHours(-hoursAgo), IntroducedAt: null, EndedAt: null, Held: TimeSpan.Zero, PausedAt: null);

    private static PromisedRequest Aged(double hours, int number) => new(Reference.Create(number, 0), $"School {number}", RequestState.Waiting, "All full.", Promised(hours));

    private static string Numbers(IReadOnlyList<PromiseLine> lines) => string.Join(' ', lines.Select(line => line.Request.Place["School ".Length..]));
}
