using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /requests/{reference}/{token}</c>: the school's own page.</summary>
public sealed class ShowStatus(StatusDesk desk, RequestsTable requests, SchoolActs acts, SchoolDirectorySource schools)
{
    [Function(nameof(ShowStatus))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{reference}/{token}")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, async (request, path) =>
        {
            var history = (await requests.History(request.Reference, cancel)).Select(entry => (entry.Event, entry.At)).ToList();
            return PageResults.Page<StatusPage>(new
            {
                Status = new RequestStatus(request, history, TimeZones.Of(request.Place.State), path, http.Query["did"].ToString())
                {
                    JustSent = http.Query.ContainsKey("sent"),
                    SampleDirectory = await schools.IsSample(cancel),
                    MayHearNothing = acts.MayHearNothing(request),
                    CoachWritesBy = acts.CoachWritesBy(request),
                    CheckInAt = acts.CheckInAt(request),
                },
            });
        }, cancel);
}
