using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/merge</c>: this request ends, and goes on under another open one (field <c>into</c>).</summary>
public sealed class MergeRequest(StaffDoor door, StaffActs acts, RequestsTable requests, MatchEndings endings, EngagementEmails emails)
{
    [Function(nameof(MergeRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/merge")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(MergeRequest), reference), member => acts.Do(http, reference, "merge", member, Decide, cancel));

    private async Task<Decision> Decide(StaffAct act, CancellationToken cancel)
    {
        if (!Reference.TryParse(act.Form["into"], out var into))
            return act.Wrong("into", "Choose the request that goes on, or type its reference, for example ARL-7K3F-9QZ2.");
        if (into == act.Request.Reference)
            return act.Wrong("into", "A request cannot go on under itself.");
        if (await requests.Get(into, cancel) is not { } other)
            return act.Wrong("into", "There is no request with this reference.");
        if (!other.Request.IsOpen)
            return act.Wrong("into", $"{into} is closed. Choose one that is open.");
        if (act.InHand(new RequestEvent.MergedInto(into), into.ToString()) is not { } inHand)
            return new Decision.Changed();
        await endings.OweTakenByStaff(inHand, cancel);
        await emails.OweMerged(inHand.Change, cancel);
        return await HoldsStill(act, other, cancel) ? new Decision.Do(inHand.Change) : new Decision.Changed();
    }

    /// <summary>
    /// The other one is written as it is, so that two members who merge the two into each other at the same moment cannot both succeed: each fails what the other read.
    /// Not where the reason is missing: then nothing is done.
    /// </summary>
    private async Task<bool> HoldsStill(StaffAct act, StoredRequest other, CancellationToken cancel) => act.Form.WrongWhy(act.Name).Any() || await requests.Touch(other, cancel);
}
