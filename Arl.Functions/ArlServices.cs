using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Hosting.Health;
using Arl.Functions.Imports;
using Arl.Functions.Introductions;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Privacy;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions;

/// <summary>What both hosts share. Each slice registers its own in a file of its own, in the order in which a request meets them.</summary>
public static class ArlServices
{
    public static IServiceCollection AddArl(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<Measures>();
        Telemetry.Add(services, configuration);
        Readiness.Add(services);
        SiteOptions.Add(services, configuration);
        NetworkClock.Add(services, configuration);
        return services
            .AddStorage(configuration)
            .AddWeb()
            .AddMail(configuration)
            .AddSchools()
            .AddRequests(configuration)
            .AddCoaches()
            .AddMatching(configuration)
            .AddIntroductions(configuration)
            .AddEngagements(configuration)
            .AddReach(configuration)
            .AddLearningCalls()
            .AddLibrary()
            .AddImports()
            .AddStaff(configuration)
            .AddPrivacy(configuration);
    }
}
