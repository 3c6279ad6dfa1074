using System.Net;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Arl.Functions.Hosting.Local;

/// <summary>
/// Whoever calls from this machine counts as a signed-in developer, unless <c>Local:DeveloperSignIn=false</c> or Entra ID is set up. A page of another site that the developer's browser
/// has open does not: it comes with another Host (a name pointed at loopback) or, where something would change, with another origin. Nor does who comes through a proxy or
/// tunnel on this machine, which says whom it forwards.
/// </summary>
internal sealed class LoopbackDeveloper(IConfiguration configuration) : IStaffSignIn
{
    private static readonly string[] s_forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"];
    private readonly bool _isOn = !"false".Equals(configuration["Local:DeveloperSignIn"]?.Trim(), StringComparison.OrdinalIgnoreCase);

    public Task<StaffMember?> Who(HttpRequest http) =>
        Task.FromResult<StaffMember?>(_isOn && IsLoopback(http) && (IsSafe(http.Method) || IsOurOwnPage(http)) ? new("developer", IsDeveloper: true) : null);

    private static bool IsLoopback(HttpRequest http) => http.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller) && IsLoopback(http.Host.Host)
        && !s_forwarded.Any(http.Headers.ContainsKey);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>curl sends neither header; a browser sends at least one with whatever changes something.</summary>
    private static bool IsOurOwnPage(HttpRequest http)
    {
        var origin = http.Headers.Origin;
        var site = http.Headers["Sec-Fetch-Site"];
        // Our pages send no referrer, and then a browser says "null" even of its own origin; whether that is so, only Sec-Fetch-Site says.
        return (origin.Count == 0 || origin == $"{http.Scheme}://{http.Host}" || (origin == "null" && site == "same-origin"))
            && (site.Count == 0 || site == "same-origin" || site == "none");
    }
}
