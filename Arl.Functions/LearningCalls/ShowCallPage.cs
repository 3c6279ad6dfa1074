using Arl.Domain.LearningCalls;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>GET /calls/{date}/{coachId}/{signature}</c>: the coach's page of one call. It changes nothing, also where a link of an email asks something: mailboxes open links by themselves.</summary>
public sealed class ShowCallPage(CallDesk desk)
{
    [Function(nameof(ShowCallPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calls/{date}/{coachId}/{signature}")] HttpRequest http, string date, string coachId, string signature, CancellationToken cancel) =>
        desk.Enter(http, date, coachId, signature, opened => desk.Page(opened, Asked(http.Query, opened), Said(http.Query["did"].ToString()), cancel), cancel);

    private static CallAsked? Asked(IQueryCollection query, OpenedCall opened) => (query["answer"].ToString(), query["came"].ToString()) switch
    {
        ("yes", _) when !opened.IsOver => new CallAsked.Answer(CallAnswer.Yes),
        ("maybe", _) when !opened.IsOver => new CallAsked.Answer(CallAnswer.Maybe),
        ("no", _) when !opened.IsOver => new CallAsked.Answer(CallAnswer.No),
        (_, "yes") when opened.HasBegun => new CallAsked.Came(),
        _ => null,
    };

    /// <summary>What the last button did, in a sentence.</summary>
    private static string? Said(string did) => did switch
    {
        "yes" => "Thank you! We look forward to seeing you.",
        "maybe" => "Thank you for telling us. Come if you can.",
        "no" => "Thank you for telling us.",
        "came" => "Thank you! We have noted that you were there.",
        "not-came" => "Thank you. We have noted that you were not there.",
        "asked" => "Your question stands on the agenda, without your name.",
        "shared" => "Thank you! Staff look at it, and then your colleagues find it in the library.",
        "thanked" => "Thank you! The digest will say so.",
        "late" => "This had changed in the meantime, so nothing was done. Here is how it stands now.",
        _ => null,
    };
}
