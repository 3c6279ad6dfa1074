using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Coaches;

/// <summary>A coach as staff describe them. An empty set means "all" (<c>*</c> in the import), except for <see cref="Needs"/>, where all are listed.</summary>
public sealed record Coach
{
    /// <summary>Stable id given by staff: 1–40 of a–z, 0–9, dash.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required EmailAddress Email { get; init; }

    public required string Organization { get; init; }

    /// <summary>Ids of <see cref="Need.All"/>, at least one.</summary>
    public required IReadOnlySet<string> Needs { get; init; }

    public IReadOnlySet<UsState> States { get; init; } = new HashSet<UsState>();

    public IReadOnlySet<SchoolLevel> Levels { get; init; } = new HashSet<SchoolLevel>();

    /// <summary>Languages the coach works in. English is not implied.</summary>
    public IReadOnlySet<Language> Languages { get; init; } = new HashSet<Language>();

    /// <summary>Kinds of places the coach has experience with: a strength, not a limit.</summary>
    public IReadOnlySet<LocaleType> Locales { get; init; } = new HashSet<LocaleType>();

    /// <summary>IANA time zone id, e.g. <c>America/Denver</c>.</summary>
    public required string TimeZone { get; init; }

    public TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>How many schools or districts the coach can work with at one time, 0–100.</summary>
    public required int Capacity { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Staff say that the coach works for a school system: never offered to a request whose contact writes from the coach's own email domain.</summary>
    public bool NotForOwnDomain { get; init; }

    /// <summary>Where a school chooses a time with the coach by itself; https. Null where the coach has none.</summary>
    public Uri? BookingUrl { get; init; }
}

/// <summary>A coach and how many of their places are taken at this moment.</summary>
public sealed record CoachLoad(Coach Coach, int Taken)
{
    public Experience Experience { get; init; } = Experience.None;

    /// <summary>While it is set the coach gets no request; the first day on which they do again.</summary>
    public DateOnly? PausedUntil { get; init; }

    public int Free => Coach.Active && PausedUntil is null ? Math.Max(0, Coach.Capacity - Taken) : 0;
}
