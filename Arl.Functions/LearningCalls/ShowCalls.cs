using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>GET /staff/calls</c>: the weekly call of the coaches, what is next and what was.</summary>
public sealed class ShowCalls(StaffDoor door, StaffCallDesk desk)
{
    [Function(nameof(ShowCalls))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/calls")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => desk.Overview(Done(http.Query["done"].ToString()), cancel));

    private static string? Done(string done) => done switch
    {
        "saved" => "It is saved. Whoever was invited before hears of it within five minutes.",
        "stopped" => "The weekly call has ended. Whoever was invited hears of it within five minutes.",
        _ => null,
    };
}
