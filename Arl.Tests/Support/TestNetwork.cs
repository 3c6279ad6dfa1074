using System.Text.Json;
using Arl.Domain.Schools;
using Arl.Functions;
using Arl.Functions.Coaches;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Support;

/// <summary>The whole network of services on a fresh account, without a host: a test calls what a trigger would call.</summary>
public sealed class TestNetwork : IAsyncDisposable
{
    private readonly WebApplication _app;
    private string? _leftAlone;

    private TestNetwork(WebApplication app) => _app = app;

    public TestClock Clock { get; private init; } = null!;

    public FakeMailer Mailer { get; private init; } = null!;

    public TestLogs Logs { get; private init; } = null!;

    public ArlStorage Storage => Get<ArlStorage>();

    public RequestsTable Requests => Get<RequestsTable>();

    public CoachesTable Coaches => Get<CoachesTable>();

    public static Task<TestNetwork> Start(params IReadOnlyList<School> schools) => Start(settings: null, schools);

    /// <param name="settings">Beside or instead of the usual ones.</param>
    public static async Task<TestNetwork> Start(IReadOnlyDictionary<string, string?>? settings, params IReadOnlyList<School> schools) =>
        await Open(await TestStorage.New(), "UseDevelopmentStorage=true", settings, schools);

    /// <summary>On storage in memory whose calls the test has in its hand.</summary>
    public static Task<TestNetwork> On(IMemoryCalls calls) => Open(MemoryAccount.WithEverything(TimeProvider.System).Open(calls), "UseDevelopmentStorage=true", settings: null, []);

    /// <summary>On real storage, which a host may listen at too.</summary>
    public static async Task<TestNetwork> OnAzurite(Azurite azurite, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var account = azurite.NewAccount();
        var storage = new ArlStorage(account);
        await storage.CreateMissing(TestContext.Current.CancellationToken);
        return await Open(storage, account, settings, []);
    }

    private static async Task<TestNetwork> Open(ArlStorage storage, string connection, IReadOnlyDictionary<string, string?>? settings, IReadOnlyList<School> schools)
    {
        var clock = new TestClock(Some.Moment);
        var mailer = new FakeMailer();
        var logs = new TestLogs();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" }); // Which checks the lifetimes of services.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["Arl:BaseUrl"] = "https://help.arl.example",
            ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
            ["Arl:StaffRecipients"] = "staff@arl.example",
            ["Mail:Provider"] = "Smtp",
            ["Mail:From"] = "network@arl.example",
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Guard:MinimumSeconds"] = "0", // The clock of a test stands still.
            ["Matching:PlanAfterSeconds"] = "0",
            ["Reach:PublishAfterSeconds"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton(storage).AddSingleton<TimeProvider>(clock).AddSingleton<IMailer>(mailer).AddArl(builder.Configuration);
        var app = builder.Build();
        var services = app.Services;
        var directory = Some.Directory([Some.School, Some.Neighbor, .. schools]);
        var store = services.GetRequiredService<SchoolDirectoryStore>();
        await store.Save(directory, await store.Current(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return new(app) { Clock = clock, Mailer = mailer, Logs = logs };
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public IEnumerable<T> GetAll<T>() => _app.Services.GetServices<T>();

    /// <summary>
    /// Works off every queue as the host would, one message after the other, until all are empty. A message that fails is not taken again.
    /// </summary>
    public Task Settle() => SettleBut();

    /// <summary>As <see cref="Settle"/>, but this queue is left alone.</summary>
    public async Task SettleBut(string? queue = null)
    {
        _leftAlone = queue;
        var cancel = TestContext.Current.CancellationToken;
        for (var worked = true; worked;)
        {
            worked = await Work<MatchDue>(QueueNames.MatchRequests, due => Function<MatchRequest>().Run(due, cancel))
                | await Work<EmailsDue>(QueueNames.OutgoingEmail, due => Function<SendEmails>().Run(due, cancel))
                | await Work<PlaceToFree>(QueueNames.FreePlaces, due => Function<FreePlace>().Run(due, cancel))
                | await Work<ReachDue>(QueueNames.CountReach, due => Function<CountReach>().Run(due, cancel))
                | await Work<PublishDue>(QueueNames.PublishReach, due => Function<PublishReach>().Run(due, cancel))
                | await Work<StaffAlertDue>(QueueNames.StaffAlerts, due => Function<RaiseStaffAlert>().Run(due, cancel))
                | await Work<PlanDue>(QueueNames.PlanWaiting, due => Function<PlanWaiting>().Run(due, cancel));
        }
    }

    private async Task<bool> Work<T>(string queue, Func<T, Task> handle)
    {
        if (queue == _leftAlone)
            return false;
        var messages = (await Storage.Queue(queue).ReceiveMessagesAsync(32)).Value;
        foreach (var message in messages)
        {
            await Storage.Queue(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt);
            await handle(JsonSerializer.Deserialize<T>(message.MessageText)!);
        }
        return messages.Length > 0;
    }

    /// <summary>A function, built as the host builds it.</summary>
    public T Function<T>() where T : class => ActivatorUtilities.CreateInstance<T>(_app.Services);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
