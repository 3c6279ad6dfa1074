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
    public async Task<IResult> Enter(HttpRequest http, Func<StaffMember, Task<IResult>> staffOnly)
    {
        if (signIn.Who(http) is { } member)
            return await staffOnly(member);
        http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer realm=\"ARL staff\""; // A 401 must name a way in (RFC 9110); of the known ones this makes no browser ask for a password.
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "Sign in as staff", detail: "This part is for the network's staff, and you are not signed in.");
    }
}
