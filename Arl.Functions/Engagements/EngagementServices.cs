using Arl.Functions.Introductions;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Engagements;

/// <summary>What follows the match: links, answers, sessions, check-ins.</summary>
public static class EngagementServices
{
    public static IServiceCollection AddEngagements(this IServiceCollection services) => services
        .AddSingleton<TakeBack>()
        .AddSingleton<ActionLinks>()
        .AddSingleton<CoachPageLinks>()
        .AddSingleton<FollowUpClock>()
        .AddSingleton<PromiseWatch>();
}
