using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>The coaches' library.</summary>
public static class LibraryServices
{
    public static IServiceCollection AddLibrary(this IServiceCollection services)
    {
        services.TryAddSingleton<MayConnect>(PublicAddress.Is);
        return services
            .AddSingleton<ResourceUses>()
            .AddSingleton<ResourcesTable>()
            .AddSingleton<LibraryLinks>()
            .AddSingleton<ResourceFiles>()
            .AddSingleton<ResourceDelivery>()
            .AddSingleton<Sharing>()
            .AddSingleton<LibraryDesk>()
            .AddSingleton<ResourceShelf>()
            .AddSingleton<ResourceEdits>()
            .AddSingleton<ResourceRemoval>()
            .AddSingleton<StaffLibraryDesk>()
            .AddSingleton(provider => new LinkLook(provider.GetRequiredService<MayConnect>()))
            .AddSingleton<LinkChecker>();
    }
}
