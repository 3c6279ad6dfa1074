using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Schools;

public static class SchoolServices
{
    public static IServiceCollection AddSchools(this IServiceCollection services) => services
        .AddSingleton<SchoolDirectoryStore>()
        .AddSingleton<SchoolDirectorySource>()
        .AddSingleton<DirectoryDesk>()
        .AddSingleton<ImportSchools>();
}
