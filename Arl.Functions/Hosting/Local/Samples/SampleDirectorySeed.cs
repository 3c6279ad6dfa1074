using Arl.Functions.Schools;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>The first run's school directory: invented schools, imported as any file is, unless there is a directory already.</summary>
internal sealed class SampleDirectorySeed : ILocalSeed
{
    public const int Schools = 2_000;
    public const int RandomSeed = 20_211;

    public int Order => 10;

    public async Task Seed(IServiceProvider services, Action<string> say, CancellationToken cancel)
    {
        if ((await services.GetRequiredService<SchoolDirectoryStore>().Current(cancel)).Pointer is not null)
            return;
        using var file = new MemoryStream();
        SampleFile.Write(file, SampleSchools.Generate(Schools, RandomSeed), nces: false);
        file.Position = 0;
        var import = await services.GetRequiredService<ImportSchools>().FromFile(file, "Sample directory (invented schools)", progress: null, cancel);
        say(import switch
        {
            SchoolImport.Done(_, var directory) => $"Sample directory: {directory.Count} invented schools. Import the real ones with import-schools FILE.",
            SchoolImport.Refused(var reason, _) => throw new LocalStartException($"The sample directory was not imported. {reason}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }
}
