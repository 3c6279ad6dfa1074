using Arl.Domain.Engagements;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach.Public;

public sealed class PublicWorkTests
{
    private static readonly DateTimeOffset s_day = Some.Moment;
    private static readonly PublicLine s_hidden = new(true, null);

    [Fact]
    public void Of_fewer_than_five_requests_no_line_is_shown()
    {
        var work = Of(Coached(4));

        Assert.All(Lines(work), line => Assert.Equal(s_hidden, line));
    }

    [Fact]
    public void Of_five_requests_every_line_is_shown()
    {
        var work = Of(Coached(5));

        Assert.Equal([5, 5, 2, 3, 5, 225, 4], Lines(work).Select(line => line.Value));
        Assert.DoesNotContain(Lines(work), line => line.IsHidden);
    }

    [Fact]
    public void Many_sessions_and_answers_of_few_requests_are_not_shown()
    {
        var often = Coached(1)[0];

        var work = Of([often with { Moments = [.. Enumerable.Repeat(often.Moments, 6).SelectMany(moments => moments)] }]);

        Assert.Equal((s_hidden, s_hidden, s_hidden), (work.Sessions, work.Minutes, work.SchoolRating));
    }

    [Fact]
    public void What_never_happened_is_shown_as_none()
    {
        var work = Of([]);

        Assert.Equal([0, 0, null, null, 0, 0, null], Lines(work).Select(line => line.Value));
        Assert.DoesNotContain(Lines(work), line => line.IsHidden);
    }

    [Fact]
    public void A_span_of_time_begins_after_its_first_moment_and_ends_with_its_last()
    {
        var answered = s_day.AddDays(5);

        Assert.Equal(new(false, null), PublicWork.Of(Coached(4), answered, answered.AddDays(1)).SchoolRating);
        Assert.Equal(s_hidden, PublicWork.Of(Coached(4), answered.AddDays(-1), answered).SchoolRating);
    }

    private static PublicWork Of(IReadOnlyCollection<RequestRecord> requests) => PublicWork.Of(requests, s_day.AddDays(-1), s_day.AddDays(30));

    private static PublicLine[] Lines(PublicWork work) => [work.Received, work.Introduced, work.DaysToIntroduction, work.DaysToCoaching, work.Sessions, work.Minutes, work.SchoolRating];

    private static RequestRecord[] Coached(int requests) =>
    [
        .. Enumerable.Range(1, requests).Select(number => new RequestRecord(Reference.Create(number, 4711), UsState.Parse("NM"), s_day,
        [
            new(s_day.AddDays(2), "IntroductionSent", RequestState.Introduced),
            new(s_day.AddDays(3), "CoachingStarted", RequestState.Coaching),
            new(s_day.AddDays(4), "SessionLogged", RequestState.Coaching) { On = new(2026, 11, 20), Minutes = 45 },
            new(s_day.AddDays(5), "CheckInAnswered", RequestState.Coaching) { By = Side.School, Score = 4 },
        ])),
    ];
}
