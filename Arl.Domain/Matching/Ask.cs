using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>What matching goes by of a request: facts of the place and of what is asked for, nothing that names a person.</summary>
public sealed record Ask
{
    public required Reference Reference { get; init; }

    /// <summary>Ids of <see cref="Need"/>, the most important first; 1–5.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>One of them must be spoken; none asks for no special one.</summary>
    public IReadOnlyList<Language> Languages { get; init; } = [];

    public required UsState State { get; init; }

    public IReadOnlyList<SchoolLevel> Levels { get; init; } = [];

    public Locale? Locale { get; init; }

    public LeaId? District { get; init; }

    /// <summary>Where the contact's email lives, e.g. <c>mesaschools.org</c>: tells the school's own staff among the coaches.</summary>
    public string? EmailDomain { get; init; }

    /// <summary>Ids of coaches who handed it back.</summary>
    public IReadOnlyList<string> ExcludedCoaches { get; init; } = [];

    /// <summary>The coach whom staff chose: nobody else may have it, and of the hard rules only that the coach is active holds.</summary>
    public string? PreferredCoachId { get; init; }

    /// <summary>While set nobody may have it; the first day on which it goes on.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>0–100, see <see cref="Matching.NeedIndex"/>.</summary>
    public required double NeedIndex { get; init; }

    /// <summary>Since when it waits for a coach: received, or confirmed where its contact had to.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public static Ask Of(CoachingRequest request) => new()
    {
        Reference = request.Reference,
        Needs = request.Needs,
        Languages = request.Languages,
        State = request.Place.State,
        Levels = request.Place.Levels,
        Locale = request.Place.Locale,
        District = request.Place.District,
        EmailDomain = request.Contact.Email.Domain,
        ExcludedCoaches = request.ExcludedCoaches,
        PreferredCoachId = request.PreferredCoachId,
        PausedUntil = request.PausedUntil,
        NeedIndex = request.NeedIndex.Total,
        ReceivedAt = request.ConfirmedAt ?? request.ReceivedAt,
    };
}
