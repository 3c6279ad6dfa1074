using Arl.Functions.Hosting.Local;
using Arl.Tests.House;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class HostSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arl-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private HostSettings Read(string hostJson, params (string Name, string Value)[] settings)
    {
        var file = Path.Combine(_folder, "host.json");
        File.WriteAllText(file, hostJson);
        return HostSettings.Read(file, new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
    }

    [Fact]
    public void The_networks_host_json_is_read_as_it_stands()
    {
        var settings = HostSettings.Read(Repository.PathOf("host.json"), new ConfigurationBuilder().Build());

        Assert.Equal("", settings.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(5), settings.FunctionTimeout);
        Assert.Equal(new QueueSettings(16, 8, 5, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), Base64: true), settings.Queues);
        Assert.Equal(LogLevel.Warning, settings.LogLevels["Azure.Core"]);
    }

    [Fact]
    public void What_host_json_leaves_out_is_as_the_real_host_has_it()
    {
        var settings = Read("""{ "version": "2.0" }""");

        Assert.Equal("api", settings.RoutePrefix);
        Assert.Equal(new QueueSettings(16, 8, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1), Base64: true), settings.Queues);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Queues.InvisibleWhileRunning);
    }

    [Fact]
    public void A_setting_wins_over_host_json()
    {
        var settings = Read("""{ "extensions": { "queues": { "batchSize": 4 } } }""", ("AzureFunctionsJobHost:extensions:queues:batchSize", "6"), ("AzureFunctionsJobHost:extensions:queues:messageEncoding", "none"));

        Assert.Equal((6, 3, false), (settings.Queues.BatchSize, settings.Queues.NewBatchThreshold, settings.Queues.Base64));
    }

    [Theory]
    [InlineData("batchSize", "33", "batchSize is '33'; it must be a number from 1 to 32.")]
    [InlineData("maxDequeueCount", "0", "maxDequeueCount is '0'")]
    [InlineData("visibilityTimeout", "soon", "visibilityTimeout is 'soon'; it must be a time such as 00:00:02")]
    [InlineData("maxPollingInterval", "00:00:00.05", "maxPollingInterval is '00:00:00.05'")]
    [InlineData("messageEncoding", "utf7", "messageEncoding is 'utf7'; it must be base64 or none.")]
    public void A_value_that_the_real_host_refuses_stops_the_start(string name, string value, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<LocalStartException>(() => Read("{}", ($"AzureFunctionsJobHost:extensions:queues:{name}", value))).Message, StringComparison.Ordinal);
}
