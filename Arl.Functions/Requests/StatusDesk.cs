using Arl.Domain.Requests;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Requests;

/// <summary>The door to a school's own pages. A wrong link and an unknown reference look alike.</summary>
public sealed class StatusDesk(StatusLinks links, RequestsTable requests, WrongLinks wrong)
{
    public async Task<IResult> Enter(HttpRequest http, string reference, string token, Func<CoachingRequest, string, Task<IResult>> then, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        if (links.Open(reference, token) is not { } opened || await requests.Get(opened, cancel) is not { } stored)
        {
            wrong.Tried("status");
            return PageResults.NotFound();
        }
        ReaderLanguage.Know(http, stored.Request.Contact.Language);
        return await then(stored.Request, links.PathOf(opened));
    }
}
