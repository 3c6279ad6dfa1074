using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions;

/// <summary>What both hosts share. Each slice registers its own in a file of its own.</summary>
public static class ArlServices
{
    public static IServiceCollection AddArl(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ArlStorage.From(configuration));
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<IStaffSignIn, NobodyIsStaff>();
        services.TryAddSingleton<StaffDoor>();
        services.AddSchools();
        services.AddRazorComponents();
        return services;
    }
}
