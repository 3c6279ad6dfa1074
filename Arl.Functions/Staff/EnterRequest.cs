using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.Layout;
using Arl.Pages.Requests;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>POST /staff/requests/new</c>: takes a caller's request in as the school's own form does, and says in its history who entered it. Sent twice it is one request.</summary>
public sealed class EnterRequest(StaffDoor door, AcceptRequest accept, FormDesk desk)
{
    [Function(nameof(EnterRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/new")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(EnterRequest)), async member =>
        {
            if (!LimitedBody.IsForm(http) || await LimitedBody.Form(http, SubmitRequest.MostBytes, cancel) is not { } posted)
                return PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
            return await Answer(FormFields.Read(posted), member, cancel);
        });

    private async Task<IResult> Answer(FormFields typed, StaffMember member, CancellationToken cancel) => typed switch
    {
        { NeedsDistrict: true } => await Wrong(typed, [new Problem("districtId", "To see the schools of a district, choose it in the list first.")], cancel),
        { Do: "find" or "schools" } or { EnterFinds: true } => Again(await desk.Fill(typed, cancel)),
        { NeedsChoice: true } => await Wrong(typed, [.. (await accept.ProblemsOf(typed.Form, cancel)).Where(problem => problem.Field != "schoolId").Prepend(new("schoolId", "Choose the school or district from the list, or enter one that is not listed."))], cancel),
        _ => await Enter(typed, member, cancel),
    };

    private async Task<IResult> Enter(FormFields typed, StaffMember member, CancellationToken cancel) =>
        await accept.Handle(typed.Form, typed.Key, EnteredBy.Staff(member.Name), cancel) switch
        {
            Acceptance.Accepted(var reference) => PageResults.SeeOther($"/staff/requests/{reference}?done=enter"),
            Acceptance.Equal(var reference, _) => Again(await desk.Fill(typed, cancel), reference.ToString()),
            Acceptance.Rejected(var problems) => await Wrong(typed, problems, cancel),
            // The page was sent before and then changed: a new key makes it a new request.
            Acceptance.KeyUsedOtherwise => await Enter(typed with { Key = FormKey.New() }, member, cancel),
            _ => throw new InvalidOperationException("An acceptance of an unknown kind."),
        };

    private async Task<IResult> Wrong(FormFields typed, IReadOnlyList<Problem> problems, CancellationToken cancel) =>
        Again(await desk.Fill(typed, cancel) with { Problems = [.. problems.Select(problem => InStaffWords(problem, typed.Form))] }, status: StatusCodes.Status400BadRequest);

    /// <summary>What the check says to a school, where nothing was typed, said to whoever types for it.</summary>
    private static Problem InStaffWords(Problem problem, RequestForm form) => problem.Field switch
    {
        "consent" => problem with { Message = "Ask whether they agree that we share this with a coach; without it we cannot introduce them." },
        "schoolId" when form is { SchoolId: null, DistrictId: null, School: null } => problem with { Message = "Find the school or district and choose it, or enter one that is not listed." },
        "needs" when form.Needs.Count == 0 => problem with { Message = "Choose what they would like help with (at least one)." },
        "goals" when string.IsNullOrWhiteSpace(form.Goals) => problem with { Message = "Say in a sentence or two what they hope to reach." },
        "contact.name" when string.IsNullOrWhiteSpace(form.ContactName) => problem with { Message = "Give the caller’s name." },
        "contact.role" when string.IsNullOrWhiteSpace(form.ContactRole) => problem with { Message = "Give the caller’s role, for example principal." },
        "contact.email" when string.IsNullOrWhiteSpace(form.ContactEmail) => problem with { Message = "Give the address at which the caller can be reached." },
        _ => problem,
    };

    private static IResult Again(AskForHelp model, string? equal = null, int status = StatusCodes.Status200OK) =>
        PageResults.Page<NewRequestPage>(new { Model = model, Equal = equal }, status);
}
