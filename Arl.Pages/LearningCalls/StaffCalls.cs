using Arl.Domain;
using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <summary>A call as the staff's pages about it head themselves.</summary>
/// <param name="When">By the clocks of the series: <c>Tuesday, December 1, 2026, 3:00 PM</c>.</param>
public sealed record CallHead(DateOnly Date, string When)
{
    public string Path => PathOf(Date);

    public static string PathOf(DateOnly date) => $"/staff/calls/{date:yyyy-MM-dd}";
}

/// <summary>What was typed into a form about the calls, and what is wrong with it.</summary>
public sealed record CallTyped(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<Problem> Problems)
{
    public static CallTyped Nothing { get; } = new(new Dictionary<string, string>(), []);

    public string Of(string field) => Fields.GetValueOrDefault(field, "");

    public static CallTyped Of(CallSeries series) => new(new Dictionary<string, string>
    {
        ["weekday"] = series.Weekday.ToString(),
        ["time"] = series.Time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        ["minutes"] = series.Minutes.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["zone"] = series.TimeZone,
        ["link"] = series.Link.AbsoluteUri,
        ["host_name"] = series.HostName,
        ["host_email"] = series.HostEmail.Value,
    }, []);
}

/// <summary>A call of the list, with how many said what.</summary>
public sealed record CallCounts(LearningCall Call, int Yes, int Maybe, int No, int Invited, int Came);

/// <summary>A coach of a call's page.</summary>
public sealed record CallPerson(string Id, string Name, CallAttendee Said);

/// <param name="Seen">The series' state that the forms are made from; -1 where there is none.</param>
/// <param name="Meanwhile">Somebody changed it since: nothing was done.</param>
public sealed record StaffCallsModel(CallSeries? Series, IReadOnlyList<CallCounts> Next, IReadOnlyList<CallCounts> Held, CallTyped Typed, bool SampleDirectory)
{
    public int Seen => Series?.Sequence ?? -1;

    public string? Done { get; init; }

    public bool Meanwhile { get; init; }
}

/// <param name="Zone">Of the series, IANA id.</param>
public sealed record StaffCallModel(LearningCall Call, string Zone, int Seen, bool HasBegun, bool IsOver, IReadOnlyList<CallPerson> People, CallTyped Typed, bool SampleDirectory)
{
    public string? Done { get; init; }

    public bool Meanwhile { get; init; }

    public string Path => CallHead.PathOf(Call.Date);
}
