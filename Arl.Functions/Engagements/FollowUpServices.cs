using Arl.Functions.Introductions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Engagements;

/// <summary>What the network does of its own accord: follow-ups, and the watch over the 24-hour promise.</summary>
public static class FollowUpServices
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services, IConfiguration configuration)
    {
        FollowUpOptions.Add(services, configuration);
        return services
            .AddSingleton<FollowUpClock>()
            .AddSingleton<FollowUpEmails>()
            .AddSingleton<FollowUpActs>()
            .AddSingleton<FollowUpRun>()
            .AddSingleton<KeepingOpen>()
            .AddSingleton<PromiseWatch>();
    }
}
