using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.LearningCalls;

/// <summary>The weekly call of the coaches.</summary>
public static class LearningCallServices
{
    public static IServiceCollection AddLearningCalls(this IServiceCollection services) => services
        .AddSingleton<CallsTable>()
        .AddSingleton<CallLinks>()
        .AddSingleton<LearningForReach>()
        .AddSingleton<CallFile>()
        .AddSingleton<CallEmails>()
        .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<CallEmails>())
        .AddSingleton<CallMailings>()
        .AddSingleton<CallRun>()
        .AddSingleton<SeriesChanges>()
        .AddSingleton<StaffCallPages>()
        .AddSingleton<CallDesk>()
        .AddSingleton(new OutboxTable(TableNames.LearningCalls, [CallsTable.Partition]))
        .AddEmailPreviews(CallPreviews.AddAll);
}
