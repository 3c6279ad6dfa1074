using System.Diagnostics.Metrics;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Benchmarks.Requests;

/// <summary>The real local host in this process, with its queue listeners, and the mail server that its emails go to.</summary>
internal sealed class RunningNetwork : IAsyncDisposable
{
    /// <summary>Requests that are made before anything is measured.</summary>
    public const int Warm = 50;
    private readonly MailSink _sink = new();
    private readonly Complaints _complaints = new();
    private readonly MeterListener _meters = new();
    private LocalHost _host = null!;
    private long _calls;

    private RunningNetwork(ArlStorage storage) => Storage = storage;

    public ArlStorage Storage { get; }

    public MailSink Sink => _sink;

    public AcceptRequest Accept => _host.Services.GetRequiredService<AcceptRequest>();

    /// <summary>Everything logged as an error since the start.</summary>
    public int Errors => _complaints.Errors;

    /// <summary>HTTP calls of this process, ours and the host's.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <param name="timers">With the timers too: sweeps, follow-ups and all.</param>
    public static async Task<RunningNetwork> Start(string connection, CallCounter counter, bool timers)
    {
        var network = new RunningNetwork(new(connection, counter.Options("own")));
        network.Listen();
        await LoadNetwork.Prepare(connection);
        var settings = LoadNetwork.Settings(connection, network._sink.Port);
        network._host = await LocalHost.Start(new()
        {
            Types = timers ? typeof(LocalHost).Assembly.GetTypes() : [typeof(MatchRequest), typeof(SendEmails), typeof(CountReach), typeof(PlanWaiting), typeof(FreePlace), typeof(SweepOutbox)],
            Configuration = settings,
            HostJson = Path.Combine(NodeTools.Root, "host.json"),
            Services = services => services.AddSingleton<ILoggerProvider>(network._complaints).AddSingleton(network.Storage).AddLocal(settings),
        }, CancellationToken.None);
        return network;
    }

    /// <summary>The first requests pay for the code's own start, and for connections.</summary>
    public async Task WarmUp()
    {
        await LoadBenchmarks.Submit(Accept, 0, Warm);
        await Until(() => _sink.Introductions >= 2 * Warm, TimeSpan.FromMinutes(5));
    }

    /// <exception cref="TimeoutException">It did not come to that.</exception>
    public async Task Until(Func<bool> isSo, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        while (!isSo())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"{_sink.Introductions} introductions arrived, {Errors} errors were logged; requests: {string.Join(", ", await _host.Services.GetRequiredService<RequestsTable>().CountByState(CancellationToken.None))}.");
            await Task.Delay(5, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.Stop();
        await _host.DisposeAsync();
        await _sink.DisposeAsync();
        _meters.Dispose();
        _complaints.Dispose();
    }

    private void Listen()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.client.request.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _calls));
        _meters.Start();
    }

    /// <summary>Counts errors and shows the first few.</summary>
    private sealed class Complaints : ILoggerProvider, ILogger
    {
        private int _errors;

        public int Errors => Volatile.Read(ref _errors);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && Interlocked.Increment(ref _errors) <= 5)
                Console.Error.WriteLine(formatter(state, exception));
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
