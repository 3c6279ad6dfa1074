using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>GET /staff/calls/{date}</c>: one week's call, who comes and who came.</summary>
public sealed class ShowCall(StaffDoor door, StaffCallDoor callDoor, StaffCallDesk desk)
{
    [Function(nameof(ShowCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/calls/{date}")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowCall)), _ => callDoor.Enter(date, staff => desk.One(staff, Done(http.Query["done"].ToString()), cancel), cancel));

    private static string? Done(string done) => done switch
    {
        "skip" => "There is no call in this week. Whoever was invited hears of it within five minutes.",
        "move" => "It is moved. Whoever was invited hears of it within five minutes.",
        "put-back" => "It is at its usual time again. Whoever was invited hears of it within five minutes.",
        "came" => "It is saved.",
        _ => null,
    };
}
