namespace Arl.Domain.Engagements;

/// <summary>Why a coach gives a request back, or why it is taken from them.</summary>
public enum HandBackReason { NoTime, NotMyArea, Conflict, Other, Silence, Staff }

/// <summary>Why an engagement ended well.</summary>
public enum CompletedBecause { CoachSaidSo, Quiet, Staff }

/// <summary>The two sides of an engagement.</summary>
public enum Side { School, Coach }

/// <summary>One meeting of school and coach, as the coach logged it.</summary>
/// <param name="Id">Chosen when the form is shown, so that a form sent twice is one session.</param>
/// <param name="Minutes">1–600.</param>
/// <param name="Topic">The coach's words, at most 100 characters.</param>
public sealed record Session(string Id, DateOnly On, int Minutes, string Topic);

/// <summary>What a side answered at the check-in. The words that go with it are kept in a row of their own.</summary>
/// <param name="Score">1–5.</param>
public sealed record CheckInScore(Side By, int Score, DateTimeOffset At);

/// <summary>What has happened between a school and the coach of the match in force. It begins anew with each match.</summary>
public sealed record Engagement
{
    /// <summary>Most sessions that one engagement keeps.</summary>
    public const int MostSessions = 100;

    public static Engagement None { get; } = new();

    /// <summary>When the coach was first told by email: the introduction or, where coaches confirm first, the question.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the coach who had not answered was reminded.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    public DateTimeOffset? MetAt { get; init; }

    public IReadOnlyList<Session> Sessions { get; init; } = [];

    /// <summary>When the two were asked how it goes.</summary>
    public DateTimeOffset? CheckInSentAt { get; init; }

    public IReadOnlyList<CheckInScore> CheckIns { get; init; } = [];

    /// <summary>When both were told that it will be closed because nothing was heard of it.</summary>
    public DateTimeOffset? QuietNoticeAt { get; init; }

    /// <summary>How often both were told so; a notice that somebody answered leaves room for another, months later.</summary>
    public int QuietNotices { get; init; }

    /// <summary>When the school said that it had heard nothing from its coach; null where it has not.</summary>
    public DateTimeOffset? NothingHeardAt { get; init; }

    /// <summary>How often the introduction was sent once more.</summary>
    public int Resends { get; init; }

    /// <summary>The last sign of life of either side.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>The coach has shown that they are there: said yes, met, or logged a session.</summary>
    public bool CoachAnswered => AcceptedAt is not null || MetAt is not null || Sessions.Count > 0;
}
