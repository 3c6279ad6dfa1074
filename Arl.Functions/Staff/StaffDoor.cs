using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Staff;

/// <param name="Name">Who acted, for the history: the sign-in's own id or name.</param>
/// <param name="IsDeveloper">A developer of the local host, not a member of the staff; every page says so.</param>
public sealed record StaffMember(string Name, bool IsDeveloper);

/// <summary>Says who of the staff is calling; null is nobody. Each host registers the sign-in it has.</summary>
public interface IStaffSignIn
{
    StaffMember? Who(HttpRequest http);
}

/// <summary>The default: no sign-in is configured, so nobody is staff.</summary>
public sealed class NobodyIsStaff : IStaffSignIn
{
    public StaffMember? Who(HttpRequest http) => null;
}

/// <summary>The one door to every staff route: closed (401) unless the sign-in knows the caller.</summary>
public sealed class StaffDoor(IStaffSignIn signIn)
{
    public async Task<IResult> Enter(HttpRequest http, Func<StaffMember, Task<IResult>> staffOnly) => signIn.Who(http) switch
    {
        null => Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "Sign in as staff", detail: "This part is for the network's staff, and you are not signed in."),
        _ when IsFromElsewhere(http) => Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not from another site", detail: "This was sent by a page that is not the network's own. Nothing was done. Open the page here and try again."),
        var member => await staffOnly(member),
    };

    /// <summary>A page of another site may send its reader's browser, with the reader's sign-in, to an act of ours: browsers say so (Fetch Metadata, W3C).</summary>
    private static bool IsFromElsewhere(HttpRequest http) =>
        !HttpMethods.IsGet(http.Method) && http.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");
}
