using System.Security.Cryptography;
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
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions;

/// <summary>What both hosts share. Each slice registers its own in a file of its own.</summary>
public static class ArlServices
{
    public static IServiceCollection AddArl(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(SecretAddresses.KeepOutOfLogs);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DrawNumber>(() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        services.TryAddSingleton(_ => ArlStorage.From(configuration));
        services.AddMetrics();
        services.TryAddSingleton<Measures>();
        services.TryAddSingleton<Outbox>();
        services.AddSingleton<OwedWork>().AddSingleton<QueueFailures>().AddSingleton<QueueWork>();
        Telemetry.Add(services, configuration);
        Readiness.Add(services);
        SiteOptions.Add(services, configuration);
        NetworkClock.Add(services, configuration);
        services.AddMail(configuration);
        services.AddStaff(configuration);
        services.AddSchools();
        MatchingOptions.Add(services, configuration);
        services.AddRequests(configuration);
        services.AddIntroductions(configuration);
        services.AddEngagements(configuration);
        services.AddImports();
        services.AddUnmetNeeds();
        services.AddLibrary();
        services.AddPrivacy(configuration);
        services.AddReach(configuration);
        services.AddLearningCalls();
        services.AddLocalization();
        services.AddPages();
        services.AddSingleton<PageBytes>().AddSingleton<WrongLinks>().AddSingleton<CoachDoor>().AddSingleton<SecurityHeaders>().AddSingleton<RateLimits>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return services;
    }
}
