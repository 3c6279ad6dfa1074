using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Pages.Introductions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/resend</c>: the introduction once more, to the addresses in force now; before there is one, the acknowledgement.</summary>
public sealed class ResendEmails(StaffDoor door, StaffActs acts, RequestsTable requests, CoachesTable coaches, IntroductionEmails introductions, AcknowledgementEmails acknowledgements)
{
    [Function(nameof(ResendEmails))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/resend")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ResendEmails), reference), member => acts.Do(http, reference, "resend", member, Decide, cancel));

    private async Task<Decision> Decide(StaffAct act, CancellationToken cancel)
    {
        if (!act.Request.MayResend)
            return act.Wrong("to", $"This request's emails were sent again {CoachingRequest.MostResends} times already. Call, or write from your own mailbox.");
        if ((await requests.Emails(act.Request.Reference, cancel)).Any(email => email.State is nameof(EmailState.Due) or nameof(EmailState.Claimed)))
            return act.Wrong("to", "An email of this request is on its way just now. Look again in a few minutes.");
        return act.Request.State is RequestState.Received or RequestState.Waiting ? await Acknowledgement(act, cancel) : await Introduction(act, cancel);
    }

    private async Task<Decision> Acknowledgement(StaffAct act, CancellationToken cancel)
    {
        var number = act.Request.Resends + 1;
        if (act.Change(new RequestEvent.AcknowledgementResent(number), null) is not { } change)
            return new Decision.Changed();
        await acknowledgements.OweAgain(change, number, cancel);
        return new Decision.Do(change);
    }

    private async Task<Decision> Introduction(StaffAct act, CancellationToken cancel)
    {
        Side? to = act.Form["to"] switch { "school" => Side.School, "coach" => Side.Coach, _ => null };
        if (to is null && act.Form["to"] != "both")
            return act.Wrong("to", "Choose who is to get it.");
        if (act.Request.Match is not { } match || await coaches.Get(match.CoachId, cancel) is not { } coach)
            return new Decision.Changed();
        var number = act.Request.Engagement.Resends + 1;
        if (act.Change(new RequestEvent.IntroductionResent(match.Number, number, to), to switch { Side.School => "to the school", Side.Coach => "to the coach", _ => "to both" }) is not { } change)
            return new Decision.Changed();
        // Who has had none reads it as the first, whose email was refused.
        var isFirst = to is { } one && !(await MatchEmails.Read(requests, act.Request.Reference, match.Number, cancel)).HasBeenIntroduced(one);
        await introductions.OweAgain(change, coach.Load.Coach, isFirst ? null : IntroducedAgain.Asked, cancel, to is { } side ? [side] : []);
        return new Decision.Do(change);
    }
}
