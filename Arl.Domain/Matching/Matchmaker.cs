using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

public abstract record Choice
{
    private Choice() { }

    public sealed record Chosen(CoachLoad Coach, Fit Fit) : Choice;

    /// <param name="Because">In words, what stands in the way, e.g. "3 coaches fit, but all are full".</param>
    public sealed record Nobody(string Because) : Choice;
}

/// <summary>Picks the best coach with room for one request. Same input, same answer, whatever the order of the coaches.</summary>
public static class Matchmaker
{
    public static Choice Choose(CoachingRequest request, IReadOnlyCollection<CoachLoad> coaches)
    {
        (CoachLoad Coach, Fit Fit)? best = null;
        foreach (var coach in coaches.Where(coach => coach.Free > 0 && Obstacle(request, coach.Coach) is null))
        {
            var fit = Fit.Of(request, coach);
            if (best is not { } leader || fit.Score > leader.Fit.Score
                || (fit.Score.Equals(leader.Fit.Score) && string.CompareOrdinal(coach.Coach.Id, leader.Coach.Coach.Id) < 0))
                best = (coach, fit);
        }
        return best is { } winner ? new Choice.Chosen(winner.Coach, winner.Fit) : new Choice.Nobody(WhyNobody(request, coaches));
    }

    /// <summary>No hard rule keeps this coach from this request; room is another question.</summary>
    public static bool MayCoach(CoachingRequest request, Coach coach) => Obstacle(request, coach) is null;

    /// <summary>The first hard rule that keeps this coach from this request, room aside; null where none does.</summary>
    private static Rule? Obstacle(CoachingRequest request, Coach coach) =>
        !coach.Active ? Rule.Active
        : !request.Needs.Any(coach.Needs.Contains) ? Rule.Needs
        : coach.States.Count > 0 && !coach.States.Contains(request.Place.State) ? Rule.State
        : !ServesLevels(coach, request.Place.Levels) ? Rule.Level
        : request.Languages.Count > 0 && coach.Languages.Count > 0 && !request.Languages.Any(coach.Languages.Contains) ? Rule.Language
        : request.ExcludedCoaches.Contains(coach.Id) ? Rule.HandedBack
        : null;

    private enum Rule { Active, Needs, State, Level, Language, HandedBack }

    /// <summary>A district needs one level that the coach serves. Secondary (grades 7–12) is served by who serves middle or high schools.</summary>
    private static bool ServesLevels(Coach coach, IReadOnlyList<SchoolLevel> levels) =>
        coach.Levels.Count == 0 || levels.Count == 0 || levels.Any(level => coach.Levels.Contains(level)
            || (level == SchoolLevel.Secondary && (coach.Levels.Contains(SchoolLevel.Middle) || coach.Levels.Contains(SchoolLevel.High)))
            || level is SchoolLevel.Ungraded or SchoolLevel.Other);

    private static string WhyNobody(CoachingRequest request, IReadOnlyCollection<CoachLoad> coaches)
    {
        var left = coaches.Select(coach => Obstacle(request, coach.Coach)).ToList();
        var needs = InWords.List([.. request.Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], "or");
        var full = left.Count(obstacle => obstacle is null);
        if (full > 0)
            return full == 1 ? "One coach fits, but has no free place." : $"{full} coaches fit, but all are full.";
        return left.Max() switch
        {
            null => "There are no coaches yet.",
            Rule.Active => "No coach is active.",
            Rule.Needs => $"No coach covers {needs}.",
            Rule.State => $"No coach who covers {needs} serves {request.Place.State.Name}.",
            Rule.Level => $"No coach who covers {needs} in {request.Place.State.Name} serves schools of this level.",
            Rule.Language => $"No coach who covers {needs} in {request.Place.State.Name} works in {InWords.List([.. request.Languages.Select(l => l.Name)], "or")}.",
            _ => "Every coach who fits has handed this request back.",
        };
    }
}
