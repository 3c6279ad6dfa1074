using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.SignIn;

/// <summary><c>GET /staff/sign-in?back=/staff/…</c>: to Entra ID and back. <c>&amp;another=true</c> asks which account.</summary>
public sealed class StartSignIn(EntraSignIn entra)
{
    [Function(nameof(StartSignIn))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/sign-in")] HttpRequest http)
    {
        PageResults.KeepSecret(http);
        if (!entra.IsSet)
            return PageResults.NotFound();
        if (StaffPost.IsOfAnotherSite(http)) // Else any page could sign its reader in here, without a press of theirs.
            return StaffRefusals.NotSignedIn(http, entra.SignInPage(http.Query["back"].ToString()) ?? "/staff/sign-in");
        await entra.SignOut(http); // Whoever signs in again has one session, the new one.
        return await entra.Start(http, LocalPath.OfStaff(http.Query["back"]), http.Query["another"] == "true") ? Results.Empty : StaffRefusals.NoSignIn(http);
    }
}
