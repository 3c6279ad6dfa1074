using Arl.Domain.Matching;

namespace Arl.Domain.Requests;

/// <summary>
/// What is left of a request when its people are erased: where it was about, what was asked for, what happened and when. Every figure goes by that, so every figure stays as it is.
/// It is no event of its life: that is over, and nothing else may happen to it.
/// </summary>
public static class Erasure
{
    /// <summary>What stands for a coach whose name was erased.</summary>
    public const string NoName = "(erased)";

    /// <summary>Without the contact, and without all that people wrote.</summary>
    /// <exception cref="InvalidOperationException">It is still open: somebody works with it.</exception>
    public static CoachingRequest OfContact(CoachingRequest request, DateTimeOffset at) => request.IsOpen
        ? throw new InvalidOperationException($"{request.Reference} is open; only what has ended is erased.")
        : request with
        {
            Contact = Contact.Erased with { Language = request.Contact.Language },
            Goals = "",
            Engagement = request.Engagement with { Sessions = [.. request.Engagement.Sessions.Select(session => session with { Topic = "" })] },
            ErasedAt = request.ErasedAt ?? at,
        };

    /// <summary>Without this coach's name and what they wrote; their id and organization stay.</summary>
    public static CoachingRequest OfCoach(CoachingRequest request, string coachId) => request.Match is null ? request : request with
    {
        Match = OfCoach(request.Match, coachId),
        Engagement = request.Match.CoachId == coachId ? request.Engagement with { Sessions = [.. request.Engagement.Sessions.Select(session => session with { Topic = "" })] } : request.Engagement,
    };

    public static Match OfCoach(Match match, string coachId) => match with
    {
        CoachName = match.CoachId == coachId ? NoName : match.CoachName,
        Next = [.. match.Next.Select(next => next.CoachId == coachId ? next with { CoachName = NoName } : next)],
    };
}
