using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>The first run's coaches: the sample network, loaded as any file of staff is, unless there are coaches already.</summary>
internal sealed class SampleNetworkSeed : ILocalSeed
{
    public int Order => 20;

    public async Task Seed(IServiceProvider services, Action<string> say, CancellationToken cancel)
    {
        if ((await services.GetRequiredService<CoachesTable>().All(cancel)).Count > 0)
            return;
        var file = SampleCoaches.Csv();
        var coaches = CoachFile.Read(file) switch
        {
            Result<IReadOnlyList<Coach>>.Ok(var read) => read,
            Result<IReadOnlyList<Coach>>.Invalid(var problems) => throw new LocalStartException($"The sample coaches were not loaded. {problems[0].Field}: {problems[0].Message}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        await services.GetRequiredService<ImportRoom>().Take(CoachImport.Name, new(file, CoachImport.Write(coaches), coaches.Count), "sample", cancel);
        say($"Sample network: {coaches.Count} invented coaches of {coaches.DistinctBy(coach => coach.Organization).Count()} invented organizations.");
    }
}
