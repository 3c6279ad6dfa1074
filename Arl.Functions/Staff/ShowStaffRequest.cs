using Arl.Domain.Introductions;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/requests/{reference}</c>: one request with its match, emails and history.</summary>
public sealed class ShowStaffRequest(StaffDoor door, RequestsTable requests, CoachesTable coaches, SchoolDirectorySource schools, FollowUpClock followUps, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ShowStaffRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/requests/{reference}")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, async member =>
        {
            if (!Reference.TryParse(reference, out var known) || await requests.Get(known, cancel) is not { } stored)
                return PageResults.NotFound(member.IsDeveloper);
            var history = await requests.History(known, cancel);
            var emails = await requests.Emails(known, cancel);
            http.HttpContext.Response.Headers.CacheControl = "no-store";
            return PageResults.Page<StaffRequestPage>(new
            {
                Model = new StaffRequest(
                    stored.Request,
                    stored.Request.State == RequestState.Waiting ? WhyNobody.WouldUnblock(Ask.Of(stored.Request), [.. (await coaches.All(cancel)).Select(coach => coach.Load)]) : [],
                    [.. history.Select(entry => new StaffRequest.Event(entry.Event, entry.At, entry.By, entry.Detail))],
                    [.. emails.Select(email => new StaffRequest.Email(email.Kind, email.Subject, email.State, email.SentAt, email.LastProblem))],
                    zone.Zone,
                    member.IsDeveloper,
                    (await schools.CurrentOrEmpty(cancel)).Origin.IsSample)
                {
                    Clock = new(Promise.Of(Promised.Of(stored.Request), clock.GetUtcNow()), await followUps.Next(stored.Request, cancel)),
                },
            });
        });
}
