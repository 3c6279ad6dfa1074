using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/contact</c>: who asks, and where they can be reached. What was changed is in the history by the fields' names alone.</summary>
public sealed class CorrectContact(StaffDoor door, StaffActs acts, Confirming confirming, SuppressionList suppressions)
{
    private static readonly Dictionary<string, string> s_missing = new()
    {
        ["contact.name"] = "Give the contact's name.",
        ["contact.role"] = "Give the contact's role, for example principal.",
        ["contact.email"] = "Give the address at which the contact can be reached.",
    };

    [Function(nameof(CorrectContact))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/contact")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(CorrectContact), reference), member => acts.Do(http, reference, "contact", member, Decide, cancel));

    private async Task<Decision> Decide(StaffAct act, CancellationToken cancel)
    {
        var form = new RequestForm { ContactName = act.Form["contact.name"], ContactRole = act.Form["contact.role"], ContactEmail = act.Form["contact.email"], ContactPhone = act.Form["contact.phone"], ContactLanguage = act.Form["contact.language"] is { Length: > 0 } language ? language : act.Request.Contact.Language.Tag };
        var problems = new List<Problem>();
        if (ContactCheck.Check(form, problems) is not { } contact)
            return new Decision.Wrong([.. problems.Select(problem => act.Form[problem.Field].Trim().Length == 0 ? problem with { Message = s_missing[problem.Field] } : problem)]);
        if (contact == act.Request.Contact)
            return new Decision.Wrong([new("contact.name", "Nothing is different yet. Change what is wrong and send it again.")]);
        if (act.InHand(new RequestEvent.ContactCorrected(contact), string.Join(", ", Changed(act.Request.Contact, contact))) is not { } hand)
            return new Decision.Changed();
        // Before the change, so that a crash between the two leaves no new address to which nothing is sent.
        if (contact.Email != act.Request.Contact.Email && !act.Form.WrongWhy(act.Name).Any())
            await suppressions.Lift(contact.Email, cancel);
        await confirming.AfterStaffCorrected(hand, DoneBy.Staff(act.Member.Name), cancel);
        return new Decision.Do(hand.Change);
    }

    private static IEnumerable<string> Changed(Contact before, Contact now) =>
        new[] { (before.Name != now.Name, "name"), (before.Role != now.Role, "role"), (before.Email != now.Email, "email"), (before.Phone != now.Phone, "phone"), (before.Language != now.Language, "language") }.Where(one => one.Item1).Select(one => one.Item2);
}
