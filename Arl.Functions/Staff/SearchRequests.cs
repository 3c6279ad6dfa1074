using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>POST /staff/requests/search</c>: the form of the list. Changes nothing; it is posted because what is searched by names people, and addresses are kept by browsers and logs.</summary>
public sealed class SearchRequests(StaffDoor door, RequestListDesk desk, RequestsTable requests)
{
    [Function(nameof(SearchRequests))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/search")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(SearchRequests)), _ => PostedForm.Read(http, form => Answer(RequestListDesk.Read(name => form[name]), cancel), cancel));

    private async Task<IResult> Answer(Pages.Staff.RequestListAsked asked, CancellationToken cancel)
    {
        if (asked.Words.Length == 0)
            return PageResults.SeeOther(asked.Path);
        if (Reference.TryParse(asked.Words, out var reference) && await requests.Get(reference, cancel) is not null)
            return PageResults.SeeOther($"/staff/requests/{reference}");
        return await desk.Page(asked, cancel);
    }
}
