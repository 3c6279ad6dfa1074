using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.Hosting.Local.Samples;

internal static class SampleServices
{
    /// <summary>The school directory of a first run. Adding it again adds nothing.</summary>
    public static IServiceCollection AddSampleDirectory(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILocalSeed, SampleDirectorySeed>());
        return services;
    }
}
