using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arl.Functions;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Mail;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Tests.Support.Fuzz;

/// <summary>
/// The local host's own HTTP pipeline and the queue functions over storage in memory. Every case begins with the same content, which is put back after it. One at a time.
/// </summary>
internal sealed class FuzzWorld : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNameCaseInsensitive = true }; // As both hosts.
    private readonly LocalHost _host;
    private readonly FuzzServer _server;
    private readonly MemoryAccount _account;
    private readonly FuzzLogs _logs;
    private readonly IReadOnlyList<LocalFunction.Queue> _queues;
    private readonly List<(MemoryTable Table, object Kept, long Writes)> _tables = [];
    private readonly List<(MemoryQueue Queue, object Kept, long Writes)> _messages = [];
    private readonly List<(MemoryContainer Container, object Kept, long Writes)> _blobs = [];

    private FuzzWorld(LocalHost host, FuzzServer server, MemoryAccount account, FuzzLogs logs, FuzzMailer mailer, ECDsa sendGrid, FunctionCatalog catalog)
    {
        (_host, _server, _account, _logs, Mailer, SendGrid) = (host, server, account, logs, mailer, sendGrid);
        _queues = [.. catalog.All.OfType<LocalFunction.Queue>().OrderBy(function => function.QueueName, StringComparer.Ordinal)];
        Pages = [.. catalog.All.OfType<LocalFunction.Http>().Where(function => function.Methods.Contains("GET", StringComparer.OrdinalIgnoreCase)).Select(function => function.Route).Where(route => !route.StartsWith("api/health", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Storage = account.Open();
    }

    public ArlStorage Storage { get; }

    public FuzzMailer Mailer { get; }

    /// <summary>Signs as the provider does.</summary>
    public ECDsa SendGrid { get; }

    /// <summary>The routes of every function that answers to GET, but for health: it reads no input, and 503 is its answer where a part of storage in memory is not there.</summary>
    public IReadOnlyList<string> Pages { get; }

    public FuzzSamples Samples { get; private set; } = null!;

    /// <summary>What was thrown last and came out of a function.</summary>
    public string? LastFault => _logs.Last;

    public static DateTimeOffset Now => Some.Moment;

    public static async Task<FuzzWorld> Start()
    {
        var clock = new FuzzClock(Some.Moment);
        var account = MemoryAccount.WithEverything(clock);
        foreach (var queue in QueueNames.All)
            account.Queue(QueueNames.Poison(queue)).Exists = true;
        var storage = account.Open();
        await new SchoolDirectoryStore(storage).Save(Some.Directory(Some.School, Some.Neighbor), new(null, default), CancellationToken.None);
        var (server, logs, mailer, sendGrid) = (new FuzzServer(), new FuzzLogs(), new FuzzMailer(), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var settings = Settings(sendGrid);
        var types = typeof(ArlServices).Assembly.GetTypes();
        var catalog = FunctionCatalog.Read(types, settings, routePrefix: "");
        var host = await LocalHost.Start(new()
        {
            Types = [.. catalog.All.OfType<LocalFunction.Http>().Select(function => function.Method.DeclaringType!)],
            Configuration = settings,
            Services = services => services.AddSingleton<IServer>(server).AddSingleton(storage).AddSingleton<IConfiguration>(settings).AddSingleton<TimeProvider>(clock).AddSingleton<IMailer>(mailer)
                .AddSingleton<IStaffSignIn>(new FuzzStaff()).AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddProvider(logs)).AddArl(settings),
        }, CancellationToken.None);
        var world = new FuzzWorld(host, server, account, logs, mailer, sendGrid, catalog);
        world.Samples = await FuzzSamples.Make(world);
        world.Keep();
        return world;
    }

    public void Note(Exception fault) => _logs.Last = fault.ToString();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<FuzzAnswer> Send(FuzzRequest request, bool keepBody = false) => _server.Send(request, keepBody);

    /// <summary>A message as a host hands it over. False: it would come again, and in the end be poisoned.</summary>
    public async Task<bool> Handle(string queue, string raw)
    {
        var function = _queues.Single(one => one.QueueName == queue);
        var bytes = new byte[raw.Length];
        try
        {
            if (!Convert.TryFromBase64String(raw, bytes, out var length) || JsonSerializer.Deserialize(Encoding.UTF8.GetString(bytes, 0, length), function.Message, s_json) is not { } message)
                return false;
            await Get<FunctionInvoker>().Call(function, message, CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Works off all queues; answers what failed.</summary>
    public async Task<IReadOnlyList<string>> Drain()
    {
        var failed = new List<string>();
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (var function in _queues)
                foreach (var message in _account.Queue(function.QueueName).Receive(32, TimeSpan.FromMinutes(10)))
                {
                    worked = true;
                    if (!await Handle(function.QueueName, message.Text))
                        failed.Add($"{function.Name}: {_logs.Last}");
                    _account.Queue(function.QueueName).Delete(message.Id, message.Receipt);
                }
        }
        return failed;
    }

    /// <summary>Where anything was written since the case began; counters and the reasons of failures aside.</summary>
    public IReadOnlyList<string> Written(params IReadOnlyList<string> aside) =>
    [
        .. _tables.Where(one => one.Table.Writes != one.Writes && !aside.Contains(one.Table.Name, StringComparer.Ordinal)).Select(one => one.Table.Name),
        .. _messages.Where(one => one.Queue.Writes != one.Writes).Select(one => one.Queue.Name),
        .. _blobs.Where(one => one.Container.Writes != one.Writes).Select(one => one.Container.Name),
    ];

    public void Restore()
    {
        for (var at = 0; at < _tables.Count; at++)
            if (_tables[at] is var (table, kept, writes) && table.Writes != writes)
            {
                table.Restore(kept);
                _tables[at] = (table, kept, table.Writes);
            }
        for (var at = 0; at < _messages.Count; at++)
        {
            var (queue, kept, _) = _messages[at];
            queue.Restore(kept); // Being looked at changes a message too.
            _messages[at] = (queue, kept, queue.Writes);
        }
        for (var at = 0; at < _blobs.Count; at++)
            if (_blobs[at] is var (container, kept, writes) && container.Writes != writes)
            {
                container.Restore(kept);
                _blobs[at] = (container, kept, container.Writes);
            }
        Mailer.Forget();
        _logs.Last = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        SendGrid.Dispose();
    }

    private void Keep()
    {
        _tables.AddRange(TableNames.All.Select(_account.Table).Select(table => (table, table.Keep(), table.Writes)));
        _messages.AddRange(QueueNames.All.Concat(QueueNames.All.Select(QueueNames.Poison)).Select(_account.Queue).Select(queue => (queue, queue.Keep(), queue.Writes)));
        _blobs.AddRange(ContainerNames.All.Select(_account.Container).Select(container => (container, container.Keep(), container.Writes)));
        Mailer.Forget();
    }

    private const string NoLimit = "1000000";

    private static IConfiguration Settings(ECDsa sendGrid) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Arl:BaseUrl"] = "https://help.arl.example",
        ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
        ["Arl:StaffRecipients"] = "staff@arl.example",
        ["Mail:Provider"] = "Smtp",
        ["Mail:From"] = "network@arl.example",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:SendGrid:WebhookKey"] = Convert.ToBase64String(sendGrid.ExportSubjectPublicKeyInfo()),
        ["Guard:MinimumSeconds"] = "0",
        ["Guard:ReadsPerMinute"] = NoLimit, // Else all but the first calls of a minute would be refused at the door, and nothing behind it tried.
        ["Guard:WritesPerMinute"] = NoLimit,
        ["Guard:StaffPerMinute"] = NoLimit,
        ["Guard:WebhookPerMinute"] = NoLimit,
        ["Matching:PlanAfterSeconds"] = "0",
        ["Reach:PublishAfterSeconds"] = "0",
    }).Build();
}

/// <summary>Kim of the staff is at the door, whoever calls.</summary>
internal sealed class FuzzStaff : IStaffSignIn
{
    public static StaffMember Kim { get; } = new("Kim Osei", IsDeveloper: false);

    public Task<StaffMember?> Who(HttpRequest http) => Task.FromResult<StaffMember?>(Kim);
}

/// <summary>Takes every mail.</summary>
internal sealed class FuzzMailer : IMailer
{
    private readonly List<MailToSend> _sent = [];

    public IReadOnlyList<MailToSend> Sent => _sent;

    public Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        lock (_sent)
            _sent.Add(mail);
        return Task.FromResult<MailOutcome>(new MailOutcome.Accepted("fuzz"));
    }

    public void Forget() => _sent.Clear();
}

/// <summary>Keeps what was thrown last.</summary>
internal sealed class FuzzLogs : ILoggerProvider, ILogger
{
    public string? Last { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error)
            Last = exception?.ToString() ?? formatter(state, exception);
    }

    public void Dispose() { }
}
