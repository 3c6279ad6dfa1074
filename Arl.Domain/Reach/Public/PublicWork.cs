using Arl.Domain.Engagements;
using Arl.Domain.Requests;

namespace Arl.Domain.Reach.Public;

/// <summary>A number that is made of requests.</summary>
/// <param name="IsHidden">They are too few: it would tell the story of single ones.</param>
/// <param name="Value">Null where it is hidden, and where no request had a part in it.</param>
public sealed record PublicLine(bool IsHidden, double? Value)
{
    internal static PublicLine Of(int requests, double? value) => requests is > 0 and < SmallCells.FewestRequests ? new(true, null) : new(false, value);
}

/// <summary>What the public may see of the work in a span of time: each line only if enough requests had a part in it (docs/small-cells.md). Five sessions can be those of one school.</summary>
public sealed record PublicWork(PublicLine Received, PublicLine Introduced, PublicLine DaysToIntroduction, PublicLine DaysToCoaching, PublicLine Sessions, PublicLine Minutes, PublicLine SchoolRating)
{
    /// <param name="from">After this moment.</param>
    /// <param name="to">Up to and including this one.</param>
    public static PublicWork Of(IReadOnlyCollection<RequestRecord> requests, DateTimeOffset from, DateTimeOffset to)
    {
        var work = WorkFigures.Of(requests, from, to);
        int With(Predicate<RequestMoment> part) => requests.Count(request => request.Moments.Any(moment => moment.At > from && moment.At <= to && part(moment)));
        var coached = With(moment => moment.Minutes is not null);
        return new(
            PublicLine.Of(work.Received, work.Received),
            PublicLine.Of(work.Introduced, work.Introduced),
            PublicLine.Of(work.Introduced, work.MedianDaysToIntroduction),
            PublicLine.Of(work.CoachingBegan, work.MedianDaysToCoaching),
            PublicLine.Of(coached, work.Sessions),
            PublicLine.Of(coached, work.Minutes),
            PublicLine.Of(With(moment => moment.By == Side.School && moment.Score is not null), work.SchoolCheckIns.Mean));
    }
}
