using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Reach.Equity;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Equity;

/// <summary><c>GET /staff/equity?from=&amp;to=</c>: the equity audit as tables.</summary>
public sealed class ShowEquityPage(StaffDoor door, EquityDesk desk, SchoolDirectorySource schools)
{
    [Function(nameof(ShowEquityPage))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/equity")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            var asked = desk.Asked(http);
            var problems = asked is Result<Period>.Invalid(var wrong) ? wrong : [];
            var audit = await desk.Audit(asked is Result<Period>.Ok(var period) ? period : desk.Usual, cancel);
            return PageResults.Page<EquityPage>(new
            {
                Audit = audit,
                Problems = problems,
                Typed = problems.Count > 0 ? new EquityPage.Days(http.Query["from"].ToString(), http.Query["to"].ToString()) : null,
                Dimension = audit.Dimensions.Select(dimension => dimension.Id).FirstOrDefault(id => id == http.Query["groups"]) ?? "",
                SampleDirectory = await schools.IsSample(cancel),
            }, problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
        });
}
