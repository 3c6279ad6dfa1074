using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Requests.Guard;

internal static class GuardServices
{
    public static IServiceCollection AddGuard(this IServiceCollection services, IConfiguration configuration)
    {
        GuardOptions.Add(services, configuration);
        return services
            .AddSingleton<SenderNetwork>()
            .AddSingleton<RequestLimits>()
            .AddSingleton<AttackWatch>()
            .AddSingleton<FormStamps>()
            .AddSingleton<ProofLedger>()
            .AddSingleton<ProofOfWork>()
            .AddSingleton<FormGuard>();
    }
}
