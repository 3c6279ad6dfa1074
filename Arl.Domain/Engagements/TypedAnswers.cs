using System.Globalization;

namespace Arl.Domain.Engagements;

/// <summary>What people type after the introduction, checked: either the answer or everything wrong with it, by field.</summary>
public static class TypedAnswers
{
    public const int LongestTopic = 100;
    public const int LongestWords = 1_000;
    public const int MostMinutes = 600;

    private static readonly HandBackReason[] s_reasons = [HandBackReason.NoTime, HandBackReason.NotMyArea, HandBackReason.Conflict, HandBackReason.Other];

    /// <summary>The reasons that a coach may give; the others are the network's own.</summary>
    public static IReadOnlyList<HandBackReason> Reasons => s_reasons;

    /// <param name="id">The form's key: a form sent twice is one session.</param>
    /// <param name="today">By the coach's calendar; a session lies in the year before it, or on it.</param>
    public static Result<Session> Session(string id, string on, string minutes, string topic, DateOnly today)
    {
        var problems = new List<Problem>();
        var day = Day("on", on, today.AddYears(-1), today, "Choose the day of the session, today or in the past year.", problems);
        if (!int.TryParse(minutes.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > MostMinutes)
            problems.Add(new("minutes", $"Write how many minutes it took, from 1 to {MostMinutes}."));
        var what = TypedText.OneLine(topic);
        if (what.Length is 0 or > LongestTopic || what.Any(char.IsControl))
            problems.Add(new("topic", $"Write in a few words what it was about, at most {LongestTopic} characters."));
        return problems.Count > 0 ? new Result<Session>.Invalid(problems) : new Result<Session>.Ok(new(id, day!.Value, length, what));
    }

    public static Result<HandBackReason> Reason(string text) =>
        Enum.TryParse<HandBackReason>(text, ignoreCase: true, out var reason) && s_reasons.Contains(reason) && !char.IsAsciiDigit(text[0])
            ? new Result<HandBackReason>.Ok(reason)
            : new Result<HandBackReason>.Invalid([new("reason", "Choose the reason that comes closest.")]);

    /// <summary>The first day on which requests may come again; null where nothing was chosen.</summary>
    /// <param name="today">By the coach's calendar.</param>
    public static Result<DateOnly?> PauseUntil(string text, DateOnly today)
    {
        if (text.Trim().Length == 0)
            return new Result<DateOnly?>.Ok(null);
        var problems = new List<Problem>();
        var day = Day("pauseUntil", text, today.AddDays(1), today.AddYears(1), "Choose a day from tomorrow to one year from now, or leave it empty.", problems);
        return problems.Count > 0 ? new Result<DateOnly?>.Invalid(problems) : new Result<DateOnly?>.Ok(day);
    }

    /// <param name="score">1–5.</param>
    public static Result<CheckInAnswer> CheckIn(string score, string changed, string next)
    {
        var problems = new List<Problem>();
        if (score is not ("1" or "2" or "3" or "4" or "5"))
            problems.Add(new("score", "Choose how helpful it has been so far, from 1 to 5.") { Code = "Score" });
        var (what, then) = (TypedText.Text("changed", changed, LongestWords, problems), TypedText.Text("next", next, LongestWords, problems));
        return problems.Count > 0 ? new Result<CheckInAnswer>.Invalid(problems) : new Result<CheckInAnswer>.Ok(new(score[0] - '0', what, then));
    }

    private static DateOnly? Day(string field, string text, DateOnly first, DateOnly last, string otherwise, List<Problem> problems)
    {
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= first && day <= last)
            return day;
        problems.Add(new(field, otherwise));
        return null;
    }
}

/// <summary>A side's answer at the check-in. Free text of a person: kept in a row of its own, never logged.</summary>
/// <param name="Score">How helpful so far, 1–5.</param>
/// <param name="Changed">At most 1,000 characters; empty where nothing was said.</param>
public sealed record CheckInAnswer(int Score, string Changed, string Next)
{
    public override string ToString() => $"a check-in, {Score} of 5";
}
