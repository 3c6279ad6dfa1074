using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Arl.Domain;
using Arl.Functions;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Arl.Tests.Support;

/// <summary>One process of the network as it stands between two crashes: the services and every queue and timer function, without a host. What it knows dies with it.</summary>
internal sealed class NetworkProcess : IAsyncDisposable
{
    private static readonly IConfiguration s_settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Arl:BaseUrl"] = "https://help.arl.example",
        ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
        ["Arl:StaffRecipients"] = "staff@arl.example",
        ["Mail:Provider"] = "Smtp",
        ["Mail:From"] = "network@arl.example",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Matching:PlanAfterSeconds"] = "0",
        ["Reach:PublishAfterSeconds"] = "0",
    }).Build();

    private static readonly IWebHostEnvironment s_environment = WebApplication.CreateSlimBuilder().Environment; // The framework's renderer asks for it.
    private static readonly FunctionCatalog s_catalog = FunctionCatalog.Read(typeof(ArlServices).Assembly.GetTypes(), s_settings, routePrefix: "");
    private static readonly BriefEmails s_renderer = new();
    private static readonly ConcurrentDictionary<Type, ObjectFactory> s_factories = new();
    private readonly ServiceProvider _services;

    /// <param name="numbers">What references are drawn from; null: chance.</param>
    public NetworkProcess(ArlStorage storage, TimeProvider clock, IMailer mailer, Func<ulong>? numbers = null)
    {
        var services = new ServiceCollection().AddSingleton(storage).AddSingleton(clock).AddSingleton(mailer).AddSingleton(s_settings).AddSingleton(s_environment)
            .AddSingleton(LogsOfTheRun.Loggers).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        if (numbers is not null)
            services.AddSingleton(new DrawNumber(numbers));
        _services = services.AddArl(s_settings).AddSingleton<EmailRenderer>(s_renderer).BuildServiceProvider();
    }

    public static IReadOnlyList<LocalFunction.Queue> Queues { get; } = [.. s_catalog.All.OfType<LocalFunction.Queue>().OrderBy(function => function.QueueName, StringComparer.Ordinal)];

    public static IReadOnlyList<LocalFunction.Timer> Timers { get; } = [.. s_catalog.All.OfType<LocalFunction.Timer>().OrderBy(function => function.Name, StringComparer.Ordinal)];

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A function, built as the host builds it.</summary>
    public T Function<T>() where T : class => (T)Build(typeof(T));

    public Task Handle(LocalFunction.Queue function, string message) => Call(function, JsonSerializer.Deserialize(message, function.Message));

    public Task Tick(LocalFunction.Timer function) => Call(function, new TimerInfo());

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private async Task Call(LocalFunction function, object? trigger)
    {
        object?[] values = [.. function.Arguments.Select(argument => argument(trigger, null, CancellationToken.None))];
        switch (function.Method.Invoke(Build(function.Method.DeclaringType!), BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null))
        {
            case Task work:
                await work;
                break;
            case ValueTask work:
                await work;
                break;
        }
    }

    private object Build(Type type) => s_factories.GetOrAdd(type, wanted => ActivatorUtilities.CreateFactory(wanted, []))(_services, []);
}

/// <summary>Emails that say no more than their subject: to render them whole would take a quarter of a simulation's time, and what they say is no matter here.</summary>
internal sealed class BriefEmails() : EmailRenderer(null!, NullLoggerFactory.Instance)
{
    public override Task<RenderedEmail> Render<TComponent>(string subject, Dictionary<string, object?> parameters, CancellationToken cancel) =>
        Task.FromResult(new RenderedEmail(subject, subject, subject));

    public override Task<RenderedEmail> Render<TComponent>(Language language, Func<string> subject, Dictionary<string, object?> parameters, CancellationToken cancel) =>
        Render<TComponent>(typeof(TComponent).Name, parameters, cancel);
}
