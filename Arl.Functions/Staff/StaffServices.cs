using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.Staff;

/// <summary>The staff's door and what staff are told.</summary>
public static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.TryAddSingleton<IStaffSignIn, NobodyIsStaff>();
        services.TryAddSingleton<StaffDoor>();
        return services
            .AddSingleton<StaffAlerts>()
            .AddSingleton<PoisonQueues>()
            .AddSingleton<PoisonTold>()
            .AddSingleton<PoisonWatch>()
            .AddSingleton<PoisonDesk>()
            .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<StaffAlerts>())
            .AddSingleton(new OutboxTable(TableNames.StaffAlerts, [StaffAlerts.Partition]));
    }
}
