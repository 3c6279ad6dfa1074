using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.SignIn;

/// <summary><c>POST /staff/sign-out</c>: ends the session, here and wherever the cookie was copied to.</summary>
public sealed class SignOutStaff(StaffDoor door, IStaffSignIn signIn, EntraSignIn entra)
{
    [Function(nameof(SignOutStaff))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/sign-out")] HttpRequest http) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            await signIn.SignOut(http);
            http.HttpContext.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            return PageResults.Page<StaffClosedPage>(new
            {
                Title = "You are signed out",
                Message = "This browser is no longer signed in here.",
                Ways = new StaffClosedPage.Way("On a computer that others use too, sign out of your work account as well.", signIn.SignInPage("/staff"), entra.IsSet ? entra.SignOutOfAccount.AbsoluteUri : null),
            });
        });
}
