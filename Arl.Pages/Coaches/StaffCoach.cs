using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Pages.Coaches;

/// <summary>One coach, as staff see and change them.</summary>
/// <param name="Ended">Requests that ended while they were with this coach.</param>
public sealed record StaffCoach(
    CoachLoad Load, IReadOnlyList<StaffCoach.School> Now, IReadOnlyList<StaffCoach.School> Ended, IReadOnlyList<StaffCoach.Change> Changes, TimeZoneInfo Zone, bool SampleDirectory)
{
    public Coach Coach => Load.Coach;

    /// <summary>What a button just did, in a sentence.</summary>
    public string? Done { get; init; }

    public StaffCoachTyped Typed { get; init; } = new(new Dictionary<string, string>(), []);

    /// <param name="Since">When it was received, or for one that ended, when.</param>
    public sealed record School(string Reference, string Place, RequestState State, DateTimeOffset Since);

    public sealed record Change(DateTimeOffset At, string By, string What, string Why);
}

/// <summary>A form about a coach as it was typed, and what is wrong with it.</summary>
public sealed record StaffCoachTyped(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<Problem> Problems)
{
    public string Of(string field) => Fields.GetValueOrDefault(field, "");
}
