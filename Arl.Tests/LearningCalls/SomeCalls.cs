using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>A weekly call, and moments in short.</summary>
internal static class SomeCalls
{
    /// <summary>Tuesdays at 3 pm in New York, from December 1, 2026.</summary>
    public static CallSeries Series { get; } = new()
    {
        Weekday = DayOfWeek.Tuesday,
        Time = new(15, 0),
        Minutes = 60,
        TimeZone = "America/New_York",
        Link = new("https://meet.example/learning-call"),
        HostName = "Robin Vale",
        HostEmail = EmailAddress.Parse("robin.vale@arl.example"),
        FirstDate = new(2026, 12, 1),
        Uid = "5b0c3c1f6f0e4f0f9a53c4a7f3f1a001@arl.example",
        Sequence = 0,
    };

    public static CallCalendar Calendar(CallSeries? series = null, params CallException[] exceptions) => new(series ?? Series, exceptions);

    public static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);
}
