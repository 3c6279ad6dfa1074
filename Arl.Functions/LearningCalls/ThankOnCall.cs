using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /calls/{date}/{coachId}/{signature}/helped</c>: a coach says who helped them.</summary>
public sealed class ThankOnCall(CallDesk desk, CallTalk talk)
{
    [Function(nameof(ThankOnCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calls/{date}/{coachId}/{signature}/helped")] HttpRequest http, string date, string coachId, string signature, CancellationToken cancel) =>
        desk.Enter(http, date, coachId, signature, opened => PostedForm.Read(http, form => talk.Thank(opened, form, cancel), cancel), cancel);
}
