using Arl.Functions.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Engagements;

/// <summary>What follows the match: links, answers, sessions, check-ins.</summary>
public static class EngagementServices
{
    public static IServiceCollection AddEngagements(this IServiceCollection services) => services
        .AddEmailPreviews(EngagementPreviews.Add)
        .AddSingleton<ActionLinks>()
        .AddSingleton<CoachPageLinks>()
        .AddSingleton<EngagementEmails>()
        .AddSingleton<HandBacks>()
        .AddSingleton<Acting>()
        .AddSingleton<CoachActs>()
        .AddSingleton<SchoolActs>()
        .AddSingleton<Declining>()
        .AddSingleton<CheckIns>()
        .AddSingleton<CoachDesk>()
        .AddSingleton<ActDesk>()
        .AddSingleton<FreshLinks>();
}
