using Arl.Functions.Hosting.Local;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arl-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private LocalSettings Read(params string[] args) => LocalSettings.Read([$"--Local:DataPath={_folder}", .. args]);

    [Fact]
    public void Without_settings_everything_is_at_its_usual_address()
    {
        var settings = Read();

        Assert.Equal([7071, 10000, 10001, 10002, 1025, 1080], settings.Ports.Select(port => port.Port));
    }

    [Fact]
    public void The_functions_find_storage_mailbox_and_site_where_they_were_moved()
    {
        var configuration = Read("--Local:HttpPort", "7081", "--Local:StoragePort=11000", "--Local:SmtpPort=1125").Complete();

        Assert.Contains("QueueEndpoint=http://127.0.0.1:11001/", configuration["AzureWebJobsStorage"], StringComparison.Ordinal);
        Assert.Equal("1125", configuration["Mail:Smtp:Port"]);
        Assert.Equal("http://localhost:7081", configuration["Arl:BaseUrl"]);
    }

    [Fact]
    public void An_account_of_Azure_is_reached_by_identity_and_no_emulator_is_started()
    {
        var (settings, own) = LocalCommands.Split(["backup-1", "--AzureWebJobsStorage__accountName=arlexample", "--over"]);

        var read = Read(settings);

        Assert.Equal(["backup-1", "--over"], own);
        Assert.False(read.OwnStorage);
        Assert.Equal((null, "arlexample"), (read.Complete()["AzureWebJobsStorage"], read.Complete()["AzureWebJobsStorage:accountName"]));
    }

    [Fact]
    public void The_key_of_links_is_made_once_and_kept_for_ourselves()
    {
        var first = Read().Complete()["Arl:LinkKeys"];

        Assert.Equal(first, Read().Complete()["Arl:LinkKeys"]);
        Assert.Equal(32, Convert.FromBase64String(first!).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "link-key")));
    }

    [Fact]
    public void What_was_given_wins_and_what_it_replaces_is_not_started()
    {
        var settings = Read("--AzureWebJobsStorage=UseDevelopmentStorage=true", "--Mail:Provider=SendGrid", "--Arl:BaseUrl=https://help.example.org");

        Assert.False(settings.OwnStorage);
        Assert.False(settings.OwnMailbox);
        Assert.Equal([7071], settings.Ports.Select(port => port.Port));
        Assert.Equal("https://help.example.org", settings.Complete()["Arl:BaseUrl"]);
        Assert.Equal("SendGrid", settings.Complete()["Mail:Provider"]);
    }

    [Theory]
    [InlineData("--Local:HttpPort=http", "Local:HttpPort is 'http'; set it to a port from 1 to 65535.")]
    [InlineData("--Local:StoragePort=65534", "Local:StoragePort is '65534'; set it to a port from 1 to 65533.")]
    public void A_port_that_is_none_is_refused(string argument, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<LocalStartException>(() => Read(argument)).Message);

    [Fact]
    public async Task Two_uses_of_one_port_are_refused()
    {
        var settings = Read("--Local:HttpPort=10001");

        var refused = await Assert.ThrowsAsync<LocalStartException>(() => LocalPorts.UntilFree(settings.Ports, TimeSpan.Zero, TestContext.Current.CancellationToken));

        Assert.Contains("Port 10001 is wanted for the site (Local:HttpPort) and for storage (queues) (Local:StoragePort).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_taken_out_of_the_arguments_of_a_command()
    {
        var (settings, own) = LocalCommands.Split(["schools.csv", "--Local:StoragePort", "11000", "--rows", "5", "--Local:DataPath=x"]);

        Assert.Equal(["--Local:StoragePort", "11000", "--Local:DataPath=x"], settings);
        Assert.Equal(["schools.csv", "--rows", "5"], own);
    }
}
