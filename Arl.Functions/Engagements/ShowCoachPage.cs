using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>GET /coach/{reference}/{match}/{signature}</c>: the coach's page of a match.</summary>
public sealed class ShowCoachPage(CoachDesk desk)
{
    [Function(nameof(ShowCoachPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "coach/{reference}/{match}/{signature}")] HttpRequest http, string reference, string match, string signature, CancellationToken cancel) =>
        desk.Enter(http, reference, match, signature, opened => desk.Page(opened, Said(http.Query["did"].ToString()), cancel), cancel);

    /// <summary>What the last button did, in a sentence.</summary>
    private static string? Said(string did) => did switch
    {
        "accept" => "Thank you! We have noted your yes.",
        "met" => "Good to hear that you have met.",
        "session" => "Your session is logged.",
        "complete" => "Thank you. The school gets an email, and your place is free again.",
        "decline" => "Thank you for telling us. We find them another coach.",
        "decline-pause" => "Thank you for telling us. We find them another coach, and send you nothing new before the day you gave.",
        "pause" => "Done. You get no new requests for now.",
        "resume" => "Welcome back. You get new requests again.",
        "kept-open" => "Good to hear. It stays open.",
        "check-in" => "Thank you for your answers.",
        "late" => "This had changed in the meantime, so nothing was done. Here is how it stands now.",
        _ => null,
    };
}
