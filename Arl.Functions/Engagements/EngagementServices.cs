using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Engagements;

/// <summary>What follows the match: links, answers, sessions, check-ins.</summary>
public static class EngagementServices
{
    public static IServiceCollection AddEngagements(this IServiceCollection services, IConfiguration configuration)
    {
        IntroductionOptions.Add(services, configuration);
        CoachOptions.Add(services, configuration);
        return services
            .AddEmailPreviews(EngagementPreviews.Add)
            .AddSingleton<ActionLinks>()
            .AddSingleton<CoachPageLinks>()
            .AddSingleton<EngagementEmails>()
            .AddSingleton<HandBacks>()
            .AddSingleton<Acting>()
            .AddSingleton<Confirming>()
            .AddSingleton<CoachActs>()
            .AddSingleton<SchoolActs>()
            .AddSingleton<StatusDesk>()
            .AddSingleton<Declining>()
            .AddSingleton<CheckIns>()
            .AddSingleton<CoachDesk>()
            .AddSingleton<ActDesk>()
            .AddSingleton<FreshLinks>();
    }
}
