using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Web;

/// <summary>What stands around every answer.</summary>
internal static class WebServices
{
    public static IServiceCollection AddWeb(this IServiceCollection services) => services
        .AddLogging(SecretAddresses.KeepOutOfLogs)
        .AddLocalization()
        .AddPages()
        .AddSingleton<PageBytes>()
        .AddSingleton<WrongLinks>()
        .AddSingleton<CoachDoor>()
        .AddSingleton<SecurityHeaders>()
        .AddSingleton<RateLimits>()
        .AddSingleton<AroundHttp>()
        .Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
}
