using Arl.Domain.Requests;

namespace Arl.Domain.Reach;

/// <summary>
/// What is new in a span, beside the span before it. A school is new in the span in which it was first introduced, by that day, whenever the network learned of it;
/// what was done with requests counts by the moment.
/// </summary>
public sealed record ReachProgress(ReportSpan Span, ReachFigures New, ReachFigures Before)
{
    /// <param name="schools">As they were known at the end of the span.</param>
    /// <param name="before">The span that it is compared with.</param>
    public static ReachProgress Of(IReadOnlyList<ServedSchool> schools, IReadOnlyCollection<RequestRecord> requests, LearningRecord learning, ReachBackdrop backdrop, ReportSpan span, ReportSpan before) =>
        new(span, In(schools, requests, learning, backdrop, span), In(schools, requests, learning, backdrop, before));

    private static ReachFigures In(IReadOnlyList<ServedSchool> schools, IReadOnlyCollection<RequestRecord> requests, LearningRecord learning, ReachBackdrop backdrop, ReportSpan span) =>
        ReachFigures.Of(schools.Where(school => span.Days.Contains(school.IntroducedOn)), RequestCounts.At(requests, span.To), span.To, backdrop.Poverty) with
        {
            Work = WorkFigures.Of(requests, span.After, span.To),
            Learning = LearningFigures.Of(learning, span.After, span.To),
        };
}
