using Arl.Domain.Reach;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Equity;

/// <summary><c>GET /api/staff/equity?from=2025-11-25&amp;to=2026-11-24</c>: whom the network served, beside all schools there are. Counts alone: no school and no person is named.</summary>
public sealed class ShowEquity(StaffDoor door, EquityDesk desk)
{
    [Function(nameof(ShowEquity))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/equity")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => desk.Answer(http, audit => Results.Json(EquityAnswer.Of(audit)), cancel));
}
