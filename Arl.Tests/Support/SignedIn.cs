using Arl.Functions.Staff;
using Arl.Pages.Staff;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Tests.Support;

/// <summary>A member of the staff is at the door, whoever calls.</summary>
internal sealed class SignedIn(string name = "Kim Osei") : IStaffSignIn
{
    public Task<StaffMember?> Who(HttpRequest http) => Task.FromResult<StaffMember?>(new(name, IsDeveloper: false));

    /// <summary>The field that every form of this member carries.</summary>
    public static KeyValuePair<string, string> Field(Site site, string name = "Kim Osei") =>
        new(StaffVisit.FormField, site.Network.Get<StaffFormTokens>().For(new(name, IsDeveloper: false)));

    /// <summary>For a site's services.</summary>
    public static void AtTheDoor(IServiceCollection services) => services.AddSingleton<IStaffSignIn>(new SignedIn());
}
