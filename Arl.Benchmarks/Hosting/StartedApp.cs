using System.Globalization;
using Arl.Functions;
using Arl.Functions.Hosting.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Benchmarks.Hosting;

/// <summary><c>start-app</c>: all services and every HTTP function, and nothing behind them: storage is named and never asked, queues and timers do not begin. What <see cref="StartBenchmark"/> starts.</summary>
internal static class StartedApp
{
    public static async Task<int> Run()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Arl:BaseUrl"] = "https://help.arl.example",
            ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
            ["Arl:StaffRecipients"] = "staff@arl.example",
            ["Mail:Provider"] = "SendGrid",
            ["Mail:From"] = "network@arl.example",
            ["Mail:SendGrid:ApiKey"] = "SG.none",
        }).Build();
        await using var host = await LocalHost.Start(new()
        {
            Types = typeof(ArlServices).Assembly.GetExportedTypes(),
            Configuration = settings,
            Services = services => services.AddSingleton<IConfiguration>(settings).AddArl(settings),
            HttpPort = int.Parse(Environment.GetEnvironmentVariable("ARL_START_PORT") ?? "0", CultureInfo.InvariantCulture),
            StorageAnswers = cancel => Task.Delay(Timeout.Infinite, cancel),
        }, CancellationToken.None);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
