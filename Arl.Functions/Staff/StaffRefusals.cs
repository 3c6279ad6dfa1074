using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Staff;

/// <summary>What the staff's door says to whom it does not let in: a page to a browser, problem details to a program.</summary>
internal static class StaffRefusals
{
    public static async Task<IResult> NotStaff(HttpRequest http, IStaffSignIn signIn)
    {
        PageResults.KeepSecret(http);
        if (await signIn.IsSomebodyElse(http))
            return SomebodyElse(http);
        var back = HttpMethods.IsGet(http.Method) ? http.Path + http.QueryString.ToString() : "/staff";
        return NotSignedIn(http, signIn.SignInPage(back));
    }

    /// <param name="signInPage">Null where there is none.</param>
    public static IResult NotSignedIn(HttpRequest http, string? signInPage)
    {
        http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer realm=\"ARL staff\""; // A 401 must name a way in (RFC 9110); of the known ones this makes no browser ask for a password.
        return Answer(http, StatusCodes.Status401Unauthorized, "Sign in as staff", "This part is for the network's staff, and you are not signed in.", new()
        {
            Help = signInPage is null ? "This site has no sign-in for staff yet. Whoever runs it finds the steps in docs/deploy.md, under \"Staff sign-in\"." : "Use your work account. You come back to this page by itself.",
            Enter = signInPage,
        });
    }

    public static IResult SomebodyElse(HttpRequest http) =>
        Answer(http, StatusCodes.Status403Forbidden, "You are not on the staff's list", "You signed in, and this part is for the network's staff alone.", new()
        {
            Help = "If you are new here, ask whoever looks after the network's accounts to give you the role arl-staff, then sign in again.",
            Enter = "/staff/sign-in?another=true",
            EnterText = "Use another account",
        });

    public static IResult Unsound(HttpRequest http) =>
        Answer(http, StatusCodes.Status401Unauthorized, "That sign-in did not work", "You are not signed in. A sign-in is good once, in the browser that began it, and for a quarter of an hour.", new()
        {
            Help = "Sign in once more. If it happens again, allow this site to set cookies.",
            Enter = "/staff/sign-in",
        });

    public static IResult NoSignIn(HttpRequest http) =>
        Answer(http, StatusCodes.Status503ServiceUnavailable, "The sign-in service does not answer", "We could not reach the service that knows your work account. Try again in a minute.", new() { Enter = "/staff/sign-in" });

    public static IResult FromElsewhere(HttpRequest http) =>
        Answer(http, StatusCodes.Status403Forbidden, "Another site asked for this", "Nothing was changed. Open the staff page itself and press the button there.", new());

    public static IResult NoToken(HttpRequest http) =>
        Answer(http, StatusCodes.Status403Forbidden, "This form is no longer good", "Nothing was changed. A page of the staff can be used for twelve hours, by the person who opened it.", new()
        {
            Help = "Go back, copy anything long that you wrote, reload the page, and send the form again.",
        });

    public static IResult TooLarge(HttpRequest http) =>
        Answer(http, StatusCodes.Status413PayloadTooLarge, "This is too large", $"Nothing was changed. A file may have at most {Imports.ImportDesk.MostBytes / 1024 / 1024} MB, what is typed 64 KB.", new());

    public static IResult SimpleType(HttpRequest http) =>
        Answer(http, StatusCodes.Status415UnsupportedMediaType, "Unsupported content type", "Say what you send, for example with Content-Type: application/json; also where the body is empty.", new());

    private static IResult Answer(HttpRequest http, int status, string title, string detail, StaffClosedPage.Way way) =>
        http.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? PageResults.Page<StaffClosedPage>(new { Title = title, Message = detail, Ways = way }, status)
            : Results.Problem(statusCode: status, title: title, detail: detail);
}
