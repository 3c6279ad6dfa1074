using System.Globalization;

namespace Arl.Domain.LearningCalls;

/// <summary>What staff say of the series; the rest of it follows.</summary>
public sealed record CallFacts(DayOfWeek Weekday, TimeOnly Time, int Minutes, string TimeZone, Uri Link, string HostName, EmailAddress HostEmail)
{
    public const int LongestName = 100;
    public const int LongestLink = 300;

    public static CallFacts Of(CallSeries series) => new(series.Weekday, series.Time, series.Minutes, series.TimeZone, series.Link, series.HostName, series.HostEmail);

    /// <summary>As typed into a form; the fields of the problems are its names.</summary>
    public static Result<CallFacts> Read(Func<string, string> typed)
    {
        var problems = new List<Problem>();
        if (!Enum.TryParse<DayOfWeek>(typed("weekday"), out var weekday) || !Enum.IsDefined(weekday))
            problems.Add(new("weekday", "Choose a day of the week."));
        if (!TimeOnly.TryParseExact(typed("time"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            problems.Add(new("time", "Say when it begins, for example 15:00."));
        if (!CallZones.All.Any(zone => zone.Id == typed("zone")) && !(TimeZoneInfo.TryFindSystemTimeZoneById(typed("zone"), out var other) && other.HasIanaId))
            problems.Add(new("zone", "Choose the time zone by whose clocks that is."));
        if (!int.TryParse(typed("minutes"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < CallSeries.FewestMinutes or > CallSeries.MostMinutes)
            problems.Add(new("minutes", $"Say how many minutes it takes, {CallSeries.FewestMinutes} to {CallSeries.MostMinutes}."));
        var link = LinkOf(typed("link"));
        if (link is null)
            problems.Add(new("link", $"Give the address of the call, which starts with https:// and has at most {LongestLink} characters."));
        if (typed("host_name") is not { Length: > 0 and <= LongestName } host || host.Any(char.IsControl))
            problems.Add(new("host_name", $"Give the host’s name, at most {LongestName} characters."));
        if (!EmailAddress.TryParse(typed("host_email"), out var email))
            problems.Add(new("host_email", "Give the host’s email address: answers to the invitations go there."));
        return problems.Count > 0 ? new Result<CallFacts>.Invalid(problems) : new Result<CallFacts>.Ok(new(weekday, time, minutes, typed("zone"), link!, typed("host_name"), email!));
    }

    private static Uri? LinkOf(string text) =>
        text.Length <= LongestLink && Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0 ? link : null;
}
