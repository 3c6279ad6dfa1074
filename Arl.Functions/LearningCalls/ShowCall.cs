using System.Globalization;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>GET /staff/calls/{date}</c>: one week's call, who comes and who came.</summary>
public sealed class ShowCall(StaffDoor door, StaffCallPages pages)
{
    [Function(nameof(ShowCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/calls/{date}")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowCall)), async _ =>
            DateOf(date) is { } day && await pages.One(day, Done(http.Query["done"].ToString()), cancel) is { } page ? page : PageResults.NotFound());

    internal static DateOnly? DateOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Done(string done) => done switch
    {
        "skip" => "There is no call in this week. Whoever was invited hears of it within five minutes.",
        "move" => "It is moved. Whoever was invited hears of it within five minutes.",
        "put-back" => "It is at its usual time again. Whoever was invited hears of it within five minutes.",
        "came" => "It is saved.",
        _ => null,
    };
}
