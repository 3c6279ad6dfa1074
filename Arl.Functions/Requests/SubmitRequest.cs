using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>POST /api/requests</c>: a request as JSON, answered 202 once it cannot be lost.</summary>
public sealed class SubmitRequest(AcceptRequest accept, FormGuard guard, StatusLinks links, TimeProvider clock)
{
    public const int MostBytes = 64 * 1024;
    private const string Unconfirmed = "We have this request already, and its contact still has to confirm it: press the button in the email we sent, and look in the spam folder too.";

    [Function(nameof(SubmitRequest))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/requests")] HttpRequest http, CancellationToken cancel)
    {
        if (!http.HasJsonContentType())
            return Problems.WrongType("application/json");
        if (await LimitedBody.Read(http, MostBytes, cancel) is not { } body)
            return Problems.TooLarge(MostBytes);
        var key = http.Headers["Idempotency-Key"].ToString();
        if (key.Length > 200)
            return Problems.Invalid([new("Idempotency-Key", "The key may have at most 200 characters.")]);

        return RequestJson.Read(body) switch
        {
            { Form: null } unreadable => Problems.Invalid(unreadable.Problems),
            { Problems.Count: > 0 } partly => Problems.Invalid(partly.With(await accept.ProblemsOf(partly.Form, cancel))),
            { Form: var form } => Answer(await accept.Handle(form, key.Length == 0 ? null : key, await guard.Caller(http, cancel), cancel)),
        };
    }

    private IResult Answer(Acceptance acceptance) => acceptance switch
    {
        Acceptance.Accepted(var reference) => Results.Accepted(links.UrlOf(reference),
            new { reference = reference.ToString(), status = InWords.Id(RequestState.Received), statusUrl = links.UrlOf(reference) }),
        // How that request stands is for its contact, and who asks may only have guessed the address.
        Acceptance.Equal equal => Results.Accepted(uri: null,
            new { reference = equal.Reference.ToString(), status = InWords.Id(RequestState.Received), statusUrl = (string?)null, detail = equal.AwaitsConfirmation ? Unconfirmed : "We have this request already. The link to follow it is in the email we sent to its contact." }),
        Acceptance.TooMany(var ofAddress, var most, var until) => Problems.TooMany(
            ofAddress ? $"We take at most {most} requests a day from one email address." : $"We take at most {most} requests an hour from one network.", until - clock.GetUtcNow()),
        Acceptance.KeyUsedOtherwise => Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: "This Idempotency-Key was used for another request",
            detail: "Nothing was saved. Use a new key for a new request, or repeat the first body unchanged."),
        Acceptance.Rejected(var problems) => Problems.Invalid(problems),
        _ => throw new InvalidOperationException("An acceptance of an unknown kind."),
    };
}
