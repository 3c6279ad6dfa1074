using Arl.Domain.Matching;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff</c>: today at a glance.</summary>
public sealed class ShowStaff(
    StaffDoor door, RequestsTable requests, IRequestCounts counts, IPlacesFree places, CoachesTable coaches, StaffAlerts alerts, PoisonQueues poison, SchoolDirectorySource schools, MatchingRules rules, NetworkClock zone, TimeProvider clock)
{
    private const int MostShown = 50;

    [Function(nameof(ShowStaff))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, async member =>
        {
            var latest = await requests.Latest(cancel);
            var waiting = await requests.Waiting(cancel);
            return PageResults.Page<StaffPage>(new
            {
                Model = new StaffOverview(
                    await counts.Count(cancel),
                    [.. latest.Where(request => request.Attention.Count > 0 && request.IsOpen)],
                    [
                        .. waiting.OrderBy(row => Priority.Of(row.Ask, rules.CreditPerDay)).ThenBy(row => row.Ask.Reference.Code, StringComparer.Ordinal).Take(MostShown).Select(row =>
                            new StaffOverview.WaitingLine(row.Ask.Reference.ToString(), row.Place, Priority.Points(row.Ask, rules.CreditPerDay, clock.GetUtcNow()), row.Ask.NeedIndex, row.Ask.ReceivedAt, row.Because)),
                    ],
                    [.. latest.Take(MostShown)],
                    await places.ByOrganization(cancel),
                    zone.Zone,
                    member.IsDeveloper,
                    (await schools.CurrentOrEmpty(cancel)).Origin.IsSample)
                {
                    Paused =
                    [
                        .. (await coaches.All(cancel)).Where(coach => coach.Load.PausedUntil is not null).OrderBy(coach => coach.Load.PausedUntil).ThenBy(coach => coach.Load.Coach.Id, StringComparer.Ordinal)
                            .Select(coach => new StaffOverview.PausedLine(coach.Load.Coach.Name, coach.Load.Coach.Organization, coach.Load.PausedUntil!.Value)),
                    ],
                    Alerts = await alerts.Open(cancel),
                    Poisoned = (await poison.Look(cancel)).Sum(queue => queue.Known),
                },
            });
        });
}
