using Arl.Functions.Reach;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.LearningCalls;

/// <summary>The weekly call of the coaches.</summary>
public static class LearningCallServices
{
    public static IServiceCollection AddLearningCalls(this IServiceCollection services) => services
        .AddSingleton<CallsTable>()
        .AddSingleton<CallLinks>()
        .AddSingleton<ILearningRecords, LearningForReach>()
        .AddSingleton(new OutboxTable(TableNames.LearningCalls, [CallsTable.Partition]));
}
