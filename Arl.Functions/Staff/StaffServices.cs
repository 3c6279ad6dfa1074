using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Staff.Acts;
using Arl.Functions.Staff.Poison;
using Arl.Functions.Staff.SignIn;
using Arl.Functions.Storage;
using Arl.Pages.Staff;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.Staff;

/// <summary>The staff's door and what staff are told.</summary>
public static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services, IConfiguration configuration)
    {
        StaffOptions.Add(services, configuration);
        StaffRecipientOptions.Add(services, configuration);
        if (StaffOptions.IsSet(configuration))
            services.TryAddSingleton<IStaffSignIn>(provider => provider.GetRequiredService<EntraSignIn>());
        services.TryAddSingleton<IStaffSignIn, NobodyIsStaff>();
        services.AddSingleton<EntraSignIn>().AddSingleton<EntraHandlers>().AddSingleton<StaffSessions>().AddSingleton<LinkKeyProtection>();
        services.TryAddSingleton<StaffFormTokens>();
        services.TryAddScoped<StaffVisit>();
        services.TryAddSingleton<StaffDoor>();
        return services
            .AddSingleton<SettingsCatalog>()
            .AddSingleton<StaffRequestDesk>()
            .AddSingleton<RequestListDesk>()
            .AddSingleton<TodayDesk>()
            .AddSingleton<WaitingDesk>()
            .AddSingleton<StaffActs>()
            .AddSingleton<StaffAlerts>()
            .AddSingleton<PoisonTold>()
            .AddSingleton<PoisonWatch>()
            .AddSingleton<PoisonDesk>()
            .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<StaffAlerts>())
            .AddEmailPreviews(previews => previews.AddEmailPreview<StaffAlertEmail>("staff-alert", EmailReader.Staff, "Email to the school of ARL-7K3F-9QZ2 does not arrive", (nameof(StaffAlertEmail.Title), "Email to the school of ARL-7K3F-9QZ2 does not arrive"), (nameof(StaffAlertEmail.Lines), (string[])["The mail provider says: 550 5.1.1."]), (nameof(StaffAlertEmail.StaffUrl), PreviewData.StaffUrl)))
            .AddSingleton(new OutboxTable(TableNames.StaffAlerts, [StaffAlerts.Partition]));
    }
}
