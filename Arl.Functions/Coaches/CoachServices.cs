using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Coaches;

/// <summary>Who coaches, and their places.</summary>
internal static class CoachServices
{
    public static IServiceCollection AddCoaches(this IServiceCollection services) => services
        .AddSingleton<CoachesTable>()
        .AddSingleton<CoachEdits>()
        .AddSingleton<CoachSchools>()
        .AddSingleton<CoachNames>()
        .AddSingleton<StaffCoachDesk>()
        .AddSingleton<IPlacesFree, PlacesFree>()
        .AddImportKind<CoachImport>(CoachImport.Name)
        .AddSingleton(new OutboxTable(TableNames.Coaches, [CoachesTable.Partition]));
}
