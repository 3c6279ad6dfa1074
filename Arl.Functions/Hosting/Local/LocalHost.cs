using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Hosting.Local;

internal sealed record LocalHostOptions
{
    /// <summary>The classes whose [Function] methods are run.</summary>
    public required IEnumerable<Type> Types { get; init; }

    public required IConfiguration Configuration { get; init; }

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public string HostJson { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>On loopback; 0 takes any free one.</summary>
    public int HttpPort { get; init; }

    public IReadOnlyList<ILocalSeed> Seeds { get; init; } = [];

    /// <summary>Where the progress of seeds is said.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Waits until storage can be asked at all.</summary>
    public Func<CancellationToken, Task> StorageAnswers { get; init; } = _ => Task.CompletedTask;

    /// <summary>Waits until all beside storage answers too; then the host is said to be ready.</summary>
    public Func<CancellationToken, Task> AllAnswer { get; init; } = _ => Task.CompletedTask;

    /// <summary>How long a stop waits for what is running.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Changes what host.json cannot.</summary>
    public Func<HostSettings, HostSettings> Adjust { get; init; } = settings => settings;
}

/// <summary>The functions, running in this process: for development, tests and a demonstration.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private const int LargestBody = 104_857_600; // As the real host's default.
    private readonly WebApplication _app;

    private LocalHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public Uri BaseAddress => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Returns as soon as HTTP is served; queues and timers follow when storage answers.</summary>
    /// <exception cref="LocalStartException">Functions or settings are wrong; the message lists how.</exception>
    public static async Task<LocalHost> Start(LocalHostOptions options, CancellationToken cancel)
    {
        var settings = options.Adjust(HostSettings.Read(options.HostJson, options.Configuration));
        var catalog = FunctionCatalog.Read(options.Types, options.Configuration, settings.RoutePrefix);
        var app = Build(options, settings, catalog);
        HttpFunctions.Map(app, catalog, app.Services.GetRequiredService<FunctionInvoker>(), settings.RoutePrefix);
        app.Services.GetRequiredService<AdminFunctions>().Map(app);
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate(); // The start does so too, but logs a stack.
            await app.StartAsync(cancel);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new(app);
    }

    /// <summary>Storage was started anew, and may have forgotten what it had been told last.</summary>
    public void StorageIsNew() => Services.GetRequiredService<LocalWork>().StorageIsNew();

    /// <summary>Takes no more work, waits for what is running, and ends.</summary>
    public Task Stop() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(LocalHostOptions options, HostSettings settings, FunctionCatalog catalog)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(LocalHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(options.Configuration);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.HttpPort));
        builder.Services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (options.Patience, true));
        builder.Services.AddRouting().AddSingleton<IHostLifetime, NoLifetime>();
        ConsoleLines.Add(builder.Logging, settings.LogLevels);
        options.Services(builder.Services);
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddHost(builder.Services, options, settings, catalog);
        return builder.Build();
    }

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        if (port == 0)
            kestrel.Listen(IPAddress.Loopback, 0);
        else
            kestrel.ListenLocalhost(port);
    }

    private static void AddHost(IServiceCollection services, LocalHostOptions options, HostSettings settings, FunctionCatalog catalog) => services
        .AddSingleton(options)
        .AddSingleton(settings)
        .AddSingleton(catalog)
        .AddSingleton(new HostStorage(options.Configuration))
        .AddSingleton<StorageHealth>()
        .AddSingleton<RunningInvocations>()
        .AddSingleton<FunctionInvoker>()
        .AddSingleton<QueueFunctions>()
        .AddSingleton<TimerFunctions>()
        .AddSingleton<AdminFunctions>()
        .AddSingleton<LocalWork>()
        .AddHostedService(provider => provider.GetRequiredService<LocalWork>());

    /// <summary>Signals belong to the program: it stops its children too.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
