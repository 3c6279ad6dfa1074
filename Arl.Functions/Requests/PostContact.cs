using System.Globalization;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Localization;

namespace Arl.Functions.Requests;

/// <summary><c>POST /requests/{reference}/{token}/contact</c>. Each new address is written to, so there are limits to how many.</summary>
public sealed class PostContact(StatusDesk desk, SchoolActs acts, RequestLimits limits, SenderNetwork networks, IStringLocalizer<RequestsTexts> texts)
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
        {
            if (await Refusal(http, request, contact, cancel) is not { } refusal)
                return PageResults.SeeOther(ReaderLanguage.Kept(http, await acts.Correct(request.Reference, contact, cancel) is Acted.TooLate ? path : path + "?did=contact"));
            problems.Add(refusal);
        }
        return PageResults.Page<ContactPage>(new { Path = ReaderLanguage.Kept(http, path + "/contact"), EmailsIn = language, ContactName = name, Email = email, Phone = phone, Problems = problems }, StatusCodes.Status400BadRequest);
    }

    /// <summary>Why it may not be changed; null where it may.</summary>
    private async Task<Problem?> Refusal(HttpRequest http, CoachingRequest request, Contact contact, CancellationToken cancel)
    {
        if (!request.IsOpen || contact == request.Contact)
            return null;
        if (!request.MayCorrectContact)
        {
            await acts.Correct(request.Reference, contact, cancel); // Changes nothing; staff hear of it.
            return new("contact.email", texts["ContactPage.Enough", CoachingRequest.MostCorrections]);
        }
        if (contact.Email == request.Contact.Email)
            return null;
        var turn = await limits.Take(contact.Email, networks.Of(http), string.Create(CultureInfo.InvariantCulture, $"contact|{request.Reference}|{request.Events}"), cancel);
        return turn is Turn.TooMany tooMany ? new("contact.email", tooMany.OfAddress ? texts["ContactPage.TooManyOfAddress"] : texts["ContactPage.TooManyOfNetwork"]) : null;
    }
}
