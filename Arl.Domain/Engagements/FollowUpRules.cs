using Arl.Domain.Introductions;

namespace Arl.Domain.Engagements;

/// <summary>How long the network waits before it follows up; as staff set it.</summary>
public sealed record FollowUpRules
{
    public static FollowUpRules Default { get; } = new();

    /// <summary>Working days after the coach was told, 1 or more.</summary>
    public int RemindAfterWorkingDays { get; init; } = 2;

    /// <summary>Working days after the coach was told, more than <see cref="RemindAfterWorkingDays"/>.</summary>
    public int NextCoachAfterWorkingDays { get; init; } = 4;

    /// <summary>Days after the introduction.</summary>
    public int CheckInAfterDays { get; init; } = 30;

    /// <summary>Days without a sign of life after which an engagement is closed.</summary>
    public int QuietDays { get; init; } = 120;

    /// <summary>How many of <see cref="QuietDays"/> before the end both sides are told; fewer.</summary>
    public int QuietNoticeDays { get; init; } = 14;

    /// <summary>The days that count where silence is counted.</summary>
    public WorkingDays Days { get; init; } = new(Summer: null);

    /// <summary>When nobody is reminded of anything.</summary>
    public QuietHours Quiet { get; init; } = new(new(18, 0), new(8, 0));
}
