using Arl.Functions.Coaches;
using Arl.Functions.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Engagements;

/// <summary>What follows the match: links, answers, sessions, check-ins, and what the network does of its own accord as time passes.</summary>
public static class EngagementServices
{
    public static IServiceCollection AddEngagements(this IServiceCollection services, IConfiguration configuration)
    {
        CoachOptions.Add(services, configuration);
        FollowUpOptions.Add(services, configuration);
        return services
            .AddEmailPreviews(EngagementPreviews.Add)
            .AddSingleton<ActionLinks>()
            .AddSingleton<CoachPageLinks>()
            .AddSingleton<EngagementEmails>()
            .AddSingleton<MatchEndings>()
            .AddSingleton<Acting>()
            .AddSingleton<CoachActs>()
            .AddSingleton<SchoolActs>()
            .AddSingleton<Declining>()
            .AddSingleton<CheckIns>()
            .AddSingleton<CoachDesk>()
            .AddSingleton<ActDesk>()
            .AddSingleton<FreshLinks>()
            .AddSingleton<KeepingOpen>()
            .AddSingleton<FollowUpClock>()
            .AddSingleton<FollowUpEmails>()
            .AddSingleton<FollowUpActs>()
            .AddSingleton<FollowUpRun>();
    }
}
