using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.SignIn;

/// <summary><c>POST /staff/sign-in/done</c>: what Entra ID makes the browser post. It comes from another site, so no token of ours is in it: the state is.</summary>
public sealed class FinishSignIn(EntraSignIn entra)
{
    [Function(nameof(FinishSignIn))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/sign-in/done")] HttpRequest http, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        if (!entra.IsSet)
            return PageResults.NotFound();
        return await entra.Finish(http, cancel) switch
        {
            null => Results.Empty,
            SignInRefusal.NotStaff => StaffRefusals.SomebodyElse(http),
            _ => StaffRefusals.Unsound(http),
        };
    }
}
