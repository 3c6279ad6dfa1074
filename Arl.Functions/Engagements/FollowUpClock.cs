using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;

namespace Arl.Functions.Engagements;

/// <summary>The follow-ups of a request by the calendars of its own coach and place.</summary>
public sealed class FollowUpClock(CoachesTable coaches, FollowUpRules rules, TimeProvider clock)
{
    /// <summary>What comes next if nobody does anything.</summary>
    public async Task<PlannedFollowUp?> Next(CoachingRequest request, CancellationToken cancel)
    {
        var coach = request.Match is { } match ? await coaches.Get(match.CoachId, cancel) : null;
        return Of(request, coach?.Load.Coach).Next(request, clock.GetUtcNow());
    }

    /// <param name="coach">Of the match in force; null where there is none.</param>
    public FollowUps Of(CoachingRequest request, Coach? coach) => new(rules, coach?.Zone() ?? TimeZones.Of(request.Place.State), TimeZones.Of(request.Place.State));
}
