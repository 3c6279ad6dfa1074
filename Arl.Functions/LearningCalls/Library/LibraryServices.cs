using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>The coaches' library.</summary>
public static class LibraryServices
{
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<ResourceUses>()
        .AddSingleton<ResourcesTable>()
        .AddSingleton<LibraryLinks>()
        .AddSingleton<ResourceFiles>()
        .AddSingleton<ResourceDelivery>()
        .AddSingleton<Sharing>()
        .AddSingleton<LibraryDesk>();
}
