using Arl.Domain.Engagements;

namespace Arl.Domain.Requests;

/// <summary>
/// One event of a request's life, as far as figures go by it: no name, no address, nobody's words. What a request was at any past moment is a fold over these (<see cref="RequestRecord"/>),
/// so figures of a past date can be made again.
/// </summary>
/// <param name="Event">As in the history: <see cref="RequestEvent.Name"/>, or <see cref="ReceivedEvent"/>.</param>
/// <param name="State">After the event.</param>
public sealed record RequestMoment(DateTimeOffset At, string Event, RequestState State)
{
    public const string ReceivedEvent = "Received";

    /// <summary>True while nothing may be done with it, by a pause or because its contact has to confirm it; null where it is neither.</summary>
    public bool? Paused { get; init; }

    /// <summary>Of the match in force, where there is one.</summary>
    public string? Organization { get; init; }

    /// <summary>Of a session: its day and its length, 1–600 minutes.</summary>
    public DateOnly? On { get; init; }

    public int? Minutes { get; init; }

    /// <summary>Who answered the check-in, and how, 1–5.</summary>
    public Side? By { get; init; }

    public int? Score { get; init; }

    public static RequestMoment Of(CoachingRequest after, RequestEvent happened, DateTimeOffset at)
    {
        var session = (happened as RequestEvent.SessionLogged)?.Session;
        var answer = happened as RequestEvent.CheckInAnswered;
        return new(at, happened.Name, after.State)
        {
            Paused = after.PausedUntil is null && !after.AwaitsConfirmation ? null : true,
            Organization = after.Match?.Organization,
            On = session?.On,
            Minutes = session?.Minutes,
            By = answer?.By,
            Score = answer?.Score,
        };
    }
}
