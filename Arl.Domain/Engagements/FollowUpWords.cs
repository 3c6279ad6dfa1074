using System.Globalization;

namespace Arl.Domain.Engagements;

/// <summary>What comes next for a request, in words for staff.</summary>
public static class FollowUpWords
{
    /// <param name="zone">Whose days and hours are said.</param>
    public static string Sentence(PlannedFollowUp next, TimeZoneInfo zone) => next.Act switch
    {
        FollowUpAct.Resume => $"It goes on when its pause ends, on {Day(next.At, zone)}.",
        FollowUpAct.RemindToConfirm remind => $"If the contact does not confirm it, they are reminded on {When(next.At, zone)}, and it is withdrawn on {When(remind.EndsAt, zone)}.",
        FollowUpAct.EndUnconfirmed => $"If the contact does not confirm it, it is withdrawn on {When(next.At, zone)}.",
        FollowUpAct.RemindCoach remind => $"If the coach does not answer, they are reminded on {When(next.At, zone)}, and another coach is asked on {When(remind.NextCoachAt, zone)}.",
        FollowUpAct.NextCoach => $"If the coach does not answer, another coach is asked on {When(next.At, zone)}.",
        FollowUpAct.CheckIn => $"Both are asked how it goes on {When(next.At, zone)}.",
        FollowUpAct.QuietNotice notice => $"If nothing is heard of it, both are told on {Day(next.At, zone)} that it will be closed, and it is closed on {Day(notice.ClosesAt, zone)}.",
        FollowUpAct.QuietEnd => $"It is closed on {Day(next.At, zone)}, unless one of them says that they are still working together.",
        _ => throw new ArgumentOutOfRangeException(nameof(next)),
    };

    private static string When(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMM d, h:mm tt");

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMM d, yyyy");

    private static string Local(DateTimeOffset at, TimeZoneInfo zone, string format) => TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
}
