namespace Arl.Domain.LearningCalls;

/// <summary>Moved: its day by the rhythm stays its key.</summary>
public enum CallState { Planned, Skipped, Moved }

public enum CallAnswer { Yes, No, Maybe }

/// <summary>One week that is not as the rhythm says.</summary>
/// <param name="Date">The day that the rhythm gives it.</param>
/// <param name="MovedTo">Day, in the same week, and time by the clocks of the series' zone; null: it is skipped.</param>
public sealed record CallException(DateOnly Date, DateTime? MovedTo)
{
    /// <summary>It differed and is as the rhythm says again: calendars that keep what it was are told so.</summary>
    public bool IsPutBack { get; init; }

    public bool IsSkipped => MovedTo is null && !IsPutBack;
}

/// <summary>The call of one week.</summary>
/// <param name="Date">The day the rhythm gives it, by the calendar of the series' zone: its key, also where it is moved.</param>
/// <param name="StartsAt">In UTC; of a skipped call when it would have begun.</param>
/// <param name="EndsAt">In UTC.</param>
public sealed record LearningCall(DateOnly Date, CallState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>What one coach said of one call. Nothing is known of who has no such record but that they were not asked.</summary>
/// <param name="InvitedAt">When the email with the week's invitation was owed to them.</param>
/// <param name="Answer">To the time that the call has now: what they said of another time counts no more.</param>
/// <param name="Came">What they, or staff after them, said of it; null: nobody has said anything.</param>
public sealed record CallAttendee(string CoachId, DateTimeOffset? InvitedAt, DateTimeOffset? RemindedAt, CallAnswer? Answer, DateTimeOffset? AnsweredAt, bool? Came)
{
    public static CallAttendee Unknown(string coachId) => new(coachId, null, null, null, null, null);

    /// <summary>When the call was to begin that they were invited to.</summary>
    public DateTimeOffset? InvitedOf { get; init; }

    /// <summary>When the call was to begin that they were last reminded of.</summary>
    public DateTimeOffset? RemindedOf { get; init; }
}
