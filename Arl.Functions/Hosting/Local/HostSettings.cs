using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>
/// host.json as the Functions host reads it, with its defaults, and overridden as there by <c>AzureFunctionsJobHost:…</c> settings
/// (environment: <c>AzureFunctionsJobHost__extensions__queues__batchSize</c>).
/// </summary>
internal sealed record HostSettings(string RoutePrefix, TimeSpan FunctionTimeout, QueueSettings Queues, IReadOnlyDictionary<string, LogLevel> LogLevels)
{
    /// <exception cref="LocalStartException">A value is not one that the real host would take.</exception>
    public static HostSettings Read(string hostJson, IConfiguration settings)
    {
        var host = new ConfigurationBuilder().AddJsonFile(hostJson, optional: false).AddConfiguration(settings.GetSection("AzureFunctionsJobHost")).Build();
        var levels = host.GetSection("logging:logLevel").GetChildren().ToDictionary(level => level.Key, level => Enum.Parse<LogLevel>(level.Value ?? "", ignoreCase: true));
        return new(
            (host["extensions:http:routePrefix"] ?? "api").Trim('/'),
            HostValue.Time(host, "functionTimeout", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1)),
            QueueSettings.Read(host.GetSection("extensions:queues")),
            levels);
    }
}

/// <param name="BatchSize">Messages fetched at once, 1–32.</param>
/// <param name="NewBatchThreshold">More are fetched when so many or fewer still run.</param>
/// <param name="MaxDequeueCount">Tries before a message goes to the poison queue.</param>
/// <param name="VisibilityTimeout">How long a failed message waits before it comes again.</param>
/// <param name="MaxPollingInterval">The longest pause between looks at an empty queue.</param>
/// <param name="Base64">Messages are base64 (else plain text).</param>
internal sealed record QueueSettings(int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval, bool Base64)
{
    /// <summary>The real host's own, in no host.json: a message whose worker died comes again after this.</summary>
    public TimeSpan InvisibleWhileRunning { get; init; } = TimeSpan.FromMinutes(10);

    public static QueueSettings Read(IConfiguration queues)
    {
        var batch = HostValue.Number(queues, "batchSize", 16, 1, 32);
        var encoding = queues["messageEncoding"] ?? "base64";
        if (!encoding.Equals("base64", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("none", StringComparison.OrdinalIgnoreCase))
            throw new LocalStartException($"host.json: extensions.queues.messageEncoding is '{encoding}'; it must be base64 or none.");
        return new(
            batch,
            HostValue.Number(queues, "newBatchThreshold", batch / 2, 0, 1000),
            HostValue.Number(queues, "maxDequeueCount", 5, 1, 1000),
            HostValue.Time(queues, "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero),
            HostValue.Time(queues, "maxPollingInterval", TimeSpan.FromMinutes(1), PollingPause.First),
            encoding.Equals("base64", StringComparison.OrdinalIgnoreCase));
    }
}

internal static class HostValue
{
    public static int Number(IConfiguration section, string name, int otherwise, int least, int most)
    {
        if (section[name] is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new LocalStartException($"host.json: {name} is '{text}'; it must be a number from {least} to {most}.");
    }

    public static TimeSpan Time(IConfiguration section, string name, TimeSpan otherwise, TimeSpan least)
    {
        if (section[name] is not { } text)
            return otherwise;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new LocalStartException($"host.json: {name} is '{text}'; it must be a time such as 00:00:02, at least {least:c}.");
    }
}
