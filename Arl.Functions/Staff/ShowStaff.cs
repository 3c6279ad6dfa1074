using Arl.Functions.Hosting;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff</c>: today.</summary>
public sealed class ShowStaff(StaffDoor door, TodayDesk today, IRequestCounts counts, RequestsTable requests, SchoolDirectorySource schools, NetworkClock zone)
{
    [Function(nameof(ShowStaff))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowStaff)), async _ =>
        {
            var (items, hasMore, more) = await today.Items(cancel);
            return PageResults.Page<TodayPage>(new
            {
                Model = new StaffToday(items, hasMore, more, await counts.Count(cancel), await today.Back(cancel), zone.Zone, await schools.IsSample(cancel)) { Unconfirmed = await requests.CountUnconfirmed(cancel) },
            });
        });
}
