using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /requests/{reference}/{token}/contact</c>.</summary>
public sealed class PostContact(StatusDesk desk, SchoolActs acts)
{
    [Function(nameof(PostContact))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{reference}/{token}/contact")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, (request, path) => PostedForm.Read(http, form => Correct(http, request, path, form, cancel), cancel), cancel);

    private async Task<IResult> Correct(HttpRequest http, CoachingRequest request, string path, PostedForm form, CancellationToken cancel)
    {
        var (name, email, phone) = (form["contact.name"], form["contact.email"], form["contact.phone"]);
        var language = form["contact.language"] is { Length: > 0 } chosen ? chosen : request.Contact.Language.Tag;
        var problems = new List<Problem>();
        if (ContactCheck.Check(new() { ContactName = name, ContactRole = request.Contact.Role, ContactEmail = email, ContactPhone = phone, ContactLanguage = language }, problems) is { } contact)
            return PageResults.SeeOther(ReaderLanguage.Kept(http, await acts.Correct(request.Reference, contact, cancel) is Acted.TooLate ? path : path + "?did=contact"));
        return PageResults.Page<ContactPage>(new { Path = ReaderLanguage.Kept(http, path + "/contact"), EmailsIn = language, ContactName = name, Email = email, Phone = phone, Problems = problems }, StatusCodes.Status400BadRequest);
    }
}
