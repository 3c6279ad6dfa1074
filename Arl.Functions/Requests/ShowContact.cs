using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /requests/{reference}/{token}/contact</c>: the school corrects its contact. What is on record is not shown: whoever holds the link need not be the contact.</summary>
public sealed class ShowContact(StatusDesk desk)
{
    [Function(nameof(ShowContact))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{reference}/{token}/contact")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, (request, path) =>
            Task.FromResult(request.IsOpen ? PageResults.Page<ContactPage>(new { Path = ReaderLanguage.Kept(http, path + "/contact"), EmailsIn = request.Contact.Language.Tag }) : PageResults.SeeOther(ReaderLanguage.Kept(http, path))), cancel);
}
