using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Privacy;

/// <summary>How people are kept, shown and erased.</summary>
public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services, IConfiguration configuration)
    {
        PrivacyOptions.Add(services, configuration);
        return services
            .AddSingleton<StaffReads>()
            .AddSingleton<PersonSearch>()
            .AddSingleton<PersonErasure>()
            .AddSingleton<PeopleDesk>()
            .AddSingleton<RequestErasure>()
            .AddSingleton<CoachErasure>()
            .AddSingleton<ImportErasure>()
            .AddSingleton<Retention>();
    }
}
