using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.Schools;

public static class SchoolServices
{
    public static IServiceCollection AddSchools(this IServiceCollection services)
    {
        services.TryAddSingleton<SchoolDirectoryStore>();
        services.TryAddSingleton<SchoolDirectorySource>();
        services.TryAddSingleton<DirectoryDesk>();
        services.TryAddSingleton<ImportSchools>();
        return services;
    }
}
