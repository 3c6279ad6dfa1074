using System.Globalization;

namespace Arl.Domain.Introductions;

/// <summary>The promise in the words that staff read.</summary>
public static class PromiseWords
{
    /// <summary><c>19 hours</c>, <c>3 days</c>: whole ones, as they pass.</summary>
    public static string Age(TimeSpan taken) => taken < TimeSpan.FromHours(48) ? InWords.Count((long)taken.TotalHours, "hour") : InWords.Count((long)taken.TotalDays, "day");

    /// <summary>Of one request, as a sentence.</summary>
    public static string Sentence(PromiseClock clock, TimeZoneInfo zone) => clock.State switch
    {
        PromiseState.Kept => $"Kept: introduced {(clock.Taken < TimeSpan.FromHours(1) ? "within the hour" : "after " + Age(clock.Taken))}.",
        PromiseState.NotCounted => "Not counted: it ended before the 24 hours were over.",
        PromiseState.OnHold => $"On hold while the request is paused or waits for its contact’s click, after {Age(clock.Taken)}.",
        PromiseState.Running => $"Running: {Age(clock.Taken)} of 24, until {When(clock.BreaksAt, zone)}.",
        PromiseState.AboutToBreak => $"About to break: {Age(clock.Taken)} of 24, until {When(clock.BreaksAt, zone)}.",
        PromiseState.Broken => $"Broken since {When(clock.BreaksAt, zone)}.",
        _ => throw new ArgumentOutOfRangeException(nameof(clock)),
    };

    /// <summary>The share kept, for the reach email; empty where there is nothing to say yet.</summary>
    public static string Share(PromiseFigures promise) => promise.Share is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"{share}% of the requests received in the last 12 months were introduced to a coach within 24 hours, as promised ({promise.Kept:N0} of {promise.Kept + promise.Broken:N0}).")
        : "";

    /// <summary>The subject of the email of the day, e.g. <c>24-hour promise: 2 requests about to break it, 1 request broke it</c>.</summary>
    public static string Title(PromiseBoard board)
    {
        string[] parts =
        [
            board.AboutToBreak.Count > 0 ? $"{InWords.Count(board.AboutToBreak.Count, "request")} about to break it" : "",
            board.Broken.Count > 0 ? $"{InWords.Count(board.Broken.Count, "request")} broke it" : "",
        ];
        return $"24-hour promise: {string.Join(", ", parts.Where(part => part.Length > 0))}";
    }

    /// <summary>The lines of that email: what can still be saved first.</summary>
    public static IReadOnlyList<string> Lines(PromiseBoard board, TimeZoneInfo zone) =>
    [
        .. board.AboutToBreak.Select(line => $"About to break it, at {When(line.Clock.BreaksAt, zone)}: {Who(line)}"),
        .. board.Running.Select(line => $"Breaks it at {When(line.Clock.BreaksAt, zone)} if nothing happens: {Who(line)}"),
        .. board.Broken.OrderByDescending(line => line.Clock.BreaksAt).Select(line => $"Broke it at {When(line.Clock.BreaksAt, zone)}, no introduction yet: {Who(line)}"),
    ];

    private static string Who(PromiseLine line) => $"{line.Request.Reference}, {line.Request.Place}. {line.Request.Why}".TrimEnd();

    private static string When(DateTimeOffset? at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at!.Value, zone).ToString("MMM d, h:mm tt", CultureInfo.InvariantCulture);
}
