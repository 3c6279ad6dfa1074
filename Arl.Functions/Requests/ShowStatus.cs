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
            var said = Said(http.Query["did"].ToString());
            var history = (await requests.History(request.Reference, cancel)).Select(entry => (entry.Event, entry.At)).ToList();
            return PageResults.Page<StatusPage>(new
            {
                Status = RequestStatus.Of(request, history, TimeZones.Of(request.Place.State), path, acts.MayHearNothing(request),
                    justSent: http.Query.ContainsKey("sent"), said, (await schools.CurrentOrEmpty(cancel)).Origin.IsSample),
            });
        }, cancel);

    private static string? Said(string did) => did switch
    {
        "kept-open" => "Good to hear. It stays open.",
        "check-in" => "Thank you for your answers.",
        "nothing-heard" => "Thank you for telling us. We have written to your coach again, and our team knows.",
        "confirm" => "Thank you. We are looking for your coach now.",
        "link" => "A fresh link is on its way to your inbox.",
        "link-later" => "We have just sent a link. Please look in your inbox and your spam folder, and ask again in a while.",
        "contact" => "Your contact details are changed.",
        _ => null,
    };
}
