using Arl.Domain;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Staff;

/// <param name="Name">Who acted, for the history: the sign-in's own id or name.</param>
/// <param name="IsDeveloper">A developer of the local host, not a member of the staff; every page says so.</param>
public sealed record StaffMember(string Name, bool IsDeveloper)
{
    /// <summary>Where they get email; null where the sign-in does not know it.</summary>
    public EmailAddress? Address { get; init; }
}

/// <summary>Says who of the staff is calling; null is nobody. Each host registers the sign-in it has.</summary>
public interface IStaffSignIn
{
    Task<StaffMember?> Who(HttpRequest http);

    /// <summary>Somebody is known, and is not of the staff: signing in again would not help.</summary>
    Task<bool> IsSomebodyElse(HttpRequest http) => Task.FromResult(false);

    /// <summary>Where a browser signs in and comes back from to that path of ours; null where there is no such page.</summary>
    string? SignInPage(string back) => null;

    /// <summary>There is something to sign out of.</summary>
    bool CanSignOut => false;

    /// <summary>Ends the caller's session.</summary>
    Task SignOut(HttpRequest http) => Task.CompletedTask;
}

/// <summary>The default: no sign-in is configured, so nobody is staff.</summary>
public sealed class NobodyIsStaff : IStaffSignIn
{
    public Task<StaffMember?> Who(HttpRequest http) => Task.FromResult<StaffMember?>(null);
}
