using System.Text.RegularExpressions;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Tests.Requests;

internal static partial class DeadQueues
{
    /// <summary>Tables answer; at the queues' address nobody listens.</summary>
    public static IServiceCollection WithoutQueues(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var options = new StorageClientOptions();
        (options.Queues.Retry.Mode, options.Queues.Retry.Delay) = (RetryMode.Fixed, TimeSpan.FromMilliseconds(10));
        var connection = provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!;
        return new ArlStorage(QueuePort().Replace(connection, $"QueueEndpoint=http://127.0.0.1:{FreePorts.InARow(1)}/"), options);
    });

    [GeneratedRegex("QueueEndpoint=http://127.0.0.1:[0-9]+/", RegexOptions.None, 1000)]
    private static partial Regex QueuePort();
}
