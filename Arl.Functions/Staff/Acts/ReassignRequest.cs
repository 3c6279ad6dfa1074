using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/reassign</c>: to a coach of the staff's choice, or (field <c>coach</c> is <c>best</c>) to whoever fits best.</summary>
public sealed class ReassignRequest(StaffDoor door, StaffActs acts, CoachesTable coaches, MatchEndings endings)
{
    private const string Best = "best";

    [Function(nameof(ReassignRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/reassign")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ReassignRequest), reference), member => acts.Do(http, reference, "reassign", member, Decide, cancel));

    private async Task<Decision> Decide(StaffAct act, CancellationToken cancel)
    {
        var (request, choice) = (act.Request, act.Form["coach"]);
        if (choice.Length == 0)
            return act.Wrong("coach", "Choose who is to have the request.");
        var chosen = choice == Best || !CoachId.IsOne(choice) ? null : await coaches.Get(choice, cancel);
        if (choice != Best && chosen is not { Load.Coach.Active: true })
            return act.Wrong("coach", "This coach is not active. Choose another one.");
        if (choice != Best && choice == request.Match?.CoachId)
            return act.Wrong("coach", "This coach has the request already.");
        if (choice == Best && request is { Match: null, PreferredCoachId: null })
            return act.Wrong("coach", "The best coach with room gets this request anyway. Choose a certain one, or leave it.");
        if (act.InHand(new RequestEvent.Reassigned(request.Matches, chosen?.Load.Coach.Id), Detail(request, chosen)) is not { } inHand)
            return new Decision.Changed();
        await endings.OweTakenByStaff(inHand, cancel);
        return new Decision.Do(inHand.Change);
    }

    /// <summary>Ids and the rules overruled, e.g. <c>coach-1 to coach-2; overruled: does not serve New Mexico</c>.</summary>
    private static string Detail(CoachingRequest request, StoredCoach? chosen)
    {
        var who = $"{(request.Match is { } match ? match.CoachId + " " : "")}to {chosen?.Load.Coach.Id ?? "the best coach with room"}";
        if (chosen is null)
            return who;
        var ask = Ask.Of(request);
        var overruled = CoachRules.Broken(ask, chosen.Load.Coach).Select(rule => rule.InWords(ask)).ToList();
        return overruled.Count == 0 ? who : $"{who}; overruled: {string.Join(", ", overruled)}";
    }
}
