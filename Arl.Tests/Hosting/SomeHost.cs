using System.Collections.Concurrent;
using Arl.Functions.Hosting;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>A local host in this process, with functions made for the test, impatient enough for one.</summary>
internal sealed record SomeHost(string Storage)
{
    public IReadOnlyList<Type> Functions { get; init; } = [];

    /// <summary>What the functions note; one for each test.</summary>
    public Calls Calls { get; init; } = new();

    public LogLines Log { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan InvisibleWhileRunning { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>More settings, also of host.json as <c>AzureFunctionsJobHost:…</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public Task<LocalHost> Start() => LocalHost.Start(new()
    {
        Types = Functions,
        Configuration = Configuration(),
        Services = AddServices,
        Patience = Patience,
        Adjust = settings => settings with { Queues = settings.Queues with { InvisibleWhileRunning = InvisibleWhileRunning } },
    }, TestContext.Current.CancellationToken);

    private IConfiguration Configuration() => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = Storage,
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00",
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.2",
        })
        .AddInMemoryCollection(Settings)
        .Build();

    private void AddServices(IServiceCollection services) =>
        services.AddSingleton<SecurityHeaders>().AddSingleton<SenderNetwork>().AddSingleton<RateLimits>().AddSingleton<AroundHttp>()
            .AddSingleton(Calls).AddSingleton(Clock).AddScoped<Calls.OfOneScope>().AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
}

/// <summary>What was called, and gates at which a function waits for the test.</summary>
internal sealed class Calls
{
    private readonly ConcurrentQueue<string> _noted = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _own = new();
    private int _running;
    private int _mostRunning;

    public IReadOnlyList<string> Noted => [.. _noted];

    public int MostRunning => _mostRunning;

    public void Note(string what) => _noted.Enqueue(what);

    public void OpenGate() => _gate.TrySetResult();

    /// <summary>Lets this one through alone.</summary>
    public void LetThrough(string what) => Own(what).TrySetResult();

    private TaskCompletionSource Own(string what) => _own.GetOrAdd(what, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Notes the start, waits for the gate, notes the end.</summary>
    public async Task AtGate(string what, CancellationToken cancel)
    {
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostRunning, running);
        Note($"{what} began");
        try
        {
            await Task.WhenAny(_gate.Task, Own(what).Task).WaitAsync(cancel);
            Note($"{what} ended");
        }
        catch (OperationCanceledException)
        {
            Note($"{what} was cancelled");
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    /// <summary>Lives as long as one call.</summary>
    internal sealed class OfOneScope(Calls calls) : IDisposable
    {
        public void Dispose() => calls.Note("scope ended");
    }
}

/// <summary>The log as lines <c>Level: message</c>.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}");

    public void Dispose()
    {
        // Nothing is held.
    }
}
