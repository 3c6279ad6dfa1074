using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.Storage;

/// <summary>The storage account, and what is owed to its queues. A table is registered by its slice.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => ArlStorage.From(configuration));
        return services
            .AddSingleton<Outbox>()
            .AddSingleton<OwedWork>()
            .AddSingleton<QueueFailures>()
            .AddSingleton<QueueWork>()
            .AddSingleton<PoisonQueues>();
    }
}
