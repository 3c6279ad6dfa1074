namespace Arl.Domain.Reach;

/// <summary>A learning call that took place.</summary>
/// <param name="Came">Ids of the coaches who are known to have come.</param>
public sealed record HeldCall(DateTimeOffset EndedAt, IReadOnlyList<string> Came);

/// <param name="EndedAt">When that day was over, by the network's clocks.</param>
/// <param name="Opened">How often resources were opened on it.</param>
public sealed record LibraryDay(DateTimeOffset EndedAt, int Opened);

/// <summary>The calls and the library as figures see them: what happened and when, nobody's name.</summary>
/// <param name="Calls">Those that took place.</param>
/// <param name="Shared">When each resource that staff listed was shared.</param>
public sealed record LearningRecord(IReadOnlyList<HeldCall> Calls, IReadOnlyList<DateTimeOffset> Shared, IReadOnlyList<LibraryDay> Days)
{
    public static LearningRecord None { get; } = new([], [], []);
}

/// <summary>What the coaches learned from each other in a span of time.</summary>
public sealed record LearningFigures
{
    public static LearningFigures None { get; } = new();

    public int Calls { get; init; }

    /// <summary>Distinct coaches who came to at least one of these calls.</summary>
    public int Coaches { get; init; }

    /// <summary>How many came, of the calls of which it is known of anybody; null where it is of none.</summary>
    public double? CoachesPerCall { get; init; }

    public int Shared { get; init; }

    public int Opened { get; init; }

    public bool IsNothing => Calls == 0 && Shared == 0 && Opened == 0;

    /// <param name="from">After this moment.</param>
    /// <param name="to">Up to and including this one.</param>
    public static LearningFigures Of(LearningRecord record, DateTimeOffset from, DateTimeOffset to)
    {
        bool In(DateTimeOffset at) => at > from && at <= to;
        var calls = record.Calls.Where(call => In(call.EndedAt)).ToList();
        var attended = calls.Select(call => call.Came.Distinct(StringComparer.Ordinal).Count()).Where(came => came > 0).ToList();
        return new()
        {
            Calls = calls.Count,
            Coaches = calls.SelectMany(call => call.Came).Distinct(StringComparer.Ordinal).Count(),
            CoachesPerCall = attended.Count == 0 ? null : attended.Average(),
            Shared = record.Shared.Count(In),
            Opened = record.Days.Where(day => In(day.EndedAt)).Sum(day => day.Opened),
        };
    }
}
