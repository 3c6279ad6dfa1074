using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>GET /staff/coaches/{id}</c>: one coach.</summary>
public sealed class ShowCoach(StaffDoor door, StaffCoachDesk desk)
{
    [Function(nameof(ShowCoach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/coaches/{id}")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowCoach), id), async _ => await desk.Find(id, cancel) is { } coach ? await desk.Show(coach, Done(http.Query["done"].ToString()), tried: null, cancel) : PageResults.NotFound());

    private static string? Done(string done) => done switch
    {
        "saved" => "It is saved. Who waits is planned anew.",
        "paused" => "Paused. Nothing new comes to this coach until then.",
        "resumed" => "The pause has ended. Who waits is planned anew.",
        _ => null,
    };
}
