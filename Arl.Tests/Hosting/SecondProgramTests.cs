using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Tests.Journeys;
using Arl.Tests.Schools;
using Arl.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>The built program, started beside one that runs already.</summary>
[Collection(nameof(OneHost))]
public sealed class SecondProgramTests(SharedHost shared)
{
    [Fact]
    public async Task Two_hosts_on_one_data_path_are_refused()
    {
        var host = await shared.Running;

        var (code, output) = await RunningHost.Run($"--Local:HttpPort={FreePorts.InARow(1)}", $"--Local:StoragePort={FreePorts.InARow(3)}", $"--Local:SmtpPort={FreePorts.InARow(1)}", $"--Local:MailboxPort={FreePorts.InARow(1)}", $"--Local:DataPath={host.DataPath}");

        Assert.Equal(1, code);
        Assert.Contains($"Another local host uses the data in {host.DataPath} (process ", output, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{host.BaseAddress.Port}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_uses_the_storage_of_a_running_host()
    {
        var host = await shared.Running;

        var (code, output) = await RunningHost.Run(["import-schools", SomeSchools.MadeUpFile, .. host.Settings]);

        Assert.True(code == 0, output);
        Assert.Contains("Imported 9 schools", output, StringComparison.Ordinal);
        Assert.Equal(9, await Schools(host));
    }

    /// <summary>How many schools the directory in force has.</summary>
    internal static async Task<int> Schools(RunningHost host)
    {
        using var schools = new SchoolDirectorySource(new(new ArlStorage(host.StorageConnectionString)), TimeProvider.System, NullLogger<SchoolDirectorySource>.Instance);
        return (await schools.Current(TestContext.Current.CancellationToken))!.Count;
    }
}
