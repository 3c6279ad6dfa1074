using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Mail;
using Arl.Pages.Emails;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Reports;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Reach.Reports;

public sealed class LearningFiguresTests
{
    private static readonly LearningRecord s_record = new(
        [new(Day(0), ["a", "b", "c"]), new(Day(7), ["b", "b"]), new(Day(14), []), new(Day(21), ["d", "a", "b"])],
        [Day(1), Day(8), Day(22)],
        [new(Day(1), 5), new(Day(8), 3), new(Day(22), 9)]);

    [Fact]
    public void A_coach_who_came_to_three_calls_is_one_coach()
    {
        var all = LearningFigures.Of(s_record, DateTimeOffset.MinValue, Day(30));

        Assert.Equal((4, 4, 3, 17), (all.Calls, all.Coaches, all.Shared, all.Opened));
    }

    [Fact]
    public void A_call_of_which_nobody_said_who_came_is_held_and_does_not_lower_the_mean() =>
        Assert.Equal((3, (double?)2), (LearningFigures.Of(s_record, DateTimeOffset.MinValue, Day(14)).Calls, LearningFigures.Of(s_record, DateTimeOffset.MinValue, Day(14)).CoachesPerCall)); // 3 and 1

    [Fact]
    public void Where_nobody_said_who_came_to_any_call_the_mean_is_not_known() => Assert.Null(LearningFigures.Of(s_record, Day(7), Day(14)).CoachesPerCall);

    [Fact]
    public void What_happens_at_the_first_moment_of_a_span_belongs_to_the_one_before() =>
        Assert.Equal((1, 1, 3), (LearningFigures.Of(s_record, Day(1), Day(8)).Calls, LearningFigures.Of(s_record, Day(1), Day(8)).Shared, LearningFigures.Of(s_record, Day(1), Day(8)).Opened));

    [Fact]
    public void Spans_side_by_side_sum_to_the_whole() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30]).Sample((one, other) =>
        {
            var (first, second, whole) = (LearningFigures.Of(s_record, DateTimeOffset.MinValue, Day(Math.Min(one, other))), LearningFigures.Of(s_record, Day(Math.Min(one, other)), Day(30)), LearningFigures.Of(s_record, DateTimeOffset.MinValue, Day(30)));

            return (first.Calls + second.Calls, first.Shared + second.Shared, first.Opened + second.Opened) == (whole.Calls, whole.Shared, whole.Opened);
        });

    [Fact]
    public void Before_the_first_call_and_the_first_resource_the_email_says_nothing_of_them() => Assert.Empty(LearningLines.Of(PreviewData.Report with { Figures = PreviewData.Report.Figures with { Learning = LearningFigures.None } }));

    [Fact]
    public async Task In_the_email_they_read_so()
    {
        var week = PreviewData.Report.New!;
        var report = PreviewData.Report with
        {
            Figures = PreviewData.Report.Figures with { Learning = LearningFigures.Of(s_record, DateTimeOffset.MinValue, Day(30)) },
            New = week with { New = week.New with { Learning = LearningFigures.Of(s_record, Day(15), Day(22)) }, Before = week.Before with { Learning = LearningFigures.Of(s_record, Day(8), Day(15)) } },
        };

        var email = await Section(report);
        var asked = await Section(report with { New = null });

        Approved.Text("Section", email.Text);
        Approved.Html("Section", email.Html);
        Approved.Text("WithoutPeriod", asked.Text);
    }

    private static Task<RenderedEmail> Section(ReachReport report) => Emails.Render<ReachReportEmail>(
        "ARL reach", (nameof(ReachReportEmail.Report), report), (nameof(ReachReportEmail.Zone), PreviewData.Zone), (nameof(ReachReportEmail.StaffUrl), PreviewData.StaffUrl), (nameof(ReachReportEmail.Sections), (IReadOnlyList<ReachSection>)[ReachSection.Learning]));

    private static DateTimeOffset Day(int day) => Some.Moment.AddDays(day);
}
