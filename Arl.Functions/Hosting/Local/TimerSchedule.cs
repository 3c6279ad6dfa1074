using NCrontab;

namespace Arl.Functions.Hosting.Local;

/// <summary>Six fields with seconds first (<c>0 */5 * * * *</c>), or five without.</summary>
internal static class TimerSchedule
{
    /// <exception cref="LocalStartException">It is none.</exception>
    public static CrontabSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var schedule = fields is 5 or 6 ? CrontabSchedule.TryParse(text, new() { IncludingSeconds = fields == 6 }) : null;
        return schedule ?? throw new LocalStartException($"its schedule '{text}' is no NCrontab expression of six fields: {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of week}}.");
    }

    /// <summary>Whether any of its next five steps is shorter than a minute.</summary>
    public static bool IsMoreOftenThanMinutely(CrontabSchedule schedule)
    {
        var ticks = schedule.GetNextOccurrences(DateTime.UnixEpoch, DateTime.MaxValue).Take(6).ToList();
        return ticks.Zip(ticks.Skip(1)).Any(pair => pair.Second - pair.First < TimeSpan.FromMinutes(1));
    }
}
