using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /calls/{date}/{coachId}/{signature}/ask</c>: a coach asks the others a question.</summary>
public sealed class AskOnCall(CallDesk desk, CallTalk talk)
{
    [Function(nameof(AskOnCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calls/{date}/{coachId}/{signature}/ask")] HttpRequest http, string date, string coachId, string signature, CancellationToken cancel) =>
        desk.Enter(http, date, coachId, signature, opened => PostedForm.Read(http, form => talk.Ask(opened, form, cancel), cancel), cancel);
}
