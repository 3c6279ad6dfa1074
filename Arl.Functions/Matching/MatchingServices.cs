using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Matching;

/// <summary>From a request to its coach, and what nobody could cover.</summary>
internal static class MatchingServices
{
    public static IServiceCollection AddMatching(this IServiceCollection services, IConfiguration configuration)
    {
        MatchingOptions.Add(services, configuration);
        return services
            .AddSingleton<PlanOwed>()
            .AddSingleton<PlanTurn>()
            .AddSingleton<MakeMatch>()
            .AddSingleton<MatchOne>()
            .AddSingleton<WaitingList>()
            .AddSingleton<UnmetNeedsNow>();
    }
}
