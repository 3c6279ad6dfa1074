using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Pages.Staff;

namespace Arl.Pages.Privacy;

/// <summary>All that the network keeps of one address.</summary>
/// <param name="Coached">Reference and words of the requests that they have or had as a coach.</param>
public sealed record PersonModel(string Address, IReadOnlyList<CoachingRequest> Requests, IReadOnlyList<CoachLoad> Coaches, IReadOnlyList<(string Reference, string Words)> Coached, IReadOnlyList<PersonModel.Email> Emails, IReadOnlyList<PersonModel.Answer> Answers, Domain.Suppression Suppression, TimeZoneInfo Zone)
{
    /// <param name="Reference">Null where it is no request's.</param>
    public sealed record Email(DateTimeOffset At, string Subject, string State, string? Reference);

    public sealed record Answer(string Reference, Side Side, DateTimeOffset At, int Score, string Words);

    /// <param name="What">Its link, or its file's name.</param>
    public sealed record Resource(DateTimeOffset At, string Title, string What, string State, string Note);

    /// <summary>What they shared in the library, as a coach.</summary>
    public IReadOnlyList<Resource> Shared { get; init; } = [];

    /// <summary>They are named as who hosts the weekly call.</summary>
    public bool HostsCalls { get; init; }

    public bool IsNobody => Requests.Count + Coaches.Count + Emails.Count == 0 && !HostsCalls && Suppression == Domain.Suppression.None;

    public string When(DateTimeOffset at) => Moments.Day(at, Zone);
}
