using Arl.Functions.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff.SignIn;

/// <summary>
/// ASP.NET's handlers of OpenID Connect, bearer tokens and cookies, in a container of their own that is made when the first of the staff comes: a start and the pages of schools load none of it,
/// and no host puts them in front of functions, which in Azure none would do. They look services up by the request, so it is lent to them with theirs.
/// </summary>
public sealed class EntraHandlers(IOptions<StaffOptions> options, IOptions<SiteOptions> site, LinkKeyProtection protection, StaffSessions sessions, TimeProvider clock, ILoggerFactory logs) : IDisposable
{
    private readonly Lazy<ServiceProvider> _services = new(() => Build(options.Value.Entra, site.Value, protection, sessions, clock, logs));

    internal async Task<T> Use<T>(HttpContext http, Func<IServiceProvider, Task<T>> work)
    {
        var ours = http.RequestServices;
        await using var scope = _services.Value.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            return await work(scope.ServiceProvider);
        }
        finally
        {
            http.RequestServices = ours;
        }
    }

    public void Dispose()
    {
        if (_services.IsValueCreated)
            _services.Value.Dispose();
    }

    private static ServiceProvider Build(EntraOptions entra, SiteOptions site, LinkKeyProtection protection, StaffSessions sessions, TimeProvider clock, ILoggerFactory logs)
    {
        var services = new ServiceCollection().AddSingleton(logs).AddLogging().AddSingleton(clock).AddSingleton<IDataProtectionProvider>(protection);
        EntraSchemes.Add(services, entra, site, new EntraEvents(entra, sessions, clock, logs.CreateLogger<EntraEvents>()));
        return services.BuildServiceProvider();
    }
}
