using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Functions;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>The network's own HTTP functions on the local host, in this process. Queues stand still until the test works them off with <c>Network.Settle()</c>.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly LocalHost _host;

    private Site(TestNetwork network, LocalHost host)
    {
        (Network, _host) = (network, host);
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.BaseAddress };
    }

    public TestNetwork Network { get; }

    public HttpClient Http { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IReadOnlyList<(MethodInfo Method, HttpTriggerAttribute Trigger)> Functions { get; } =
    [
        .. from type in typeof(ArlServices).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
           where method.IsDefined(typeof(FunctionAttribute))
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select (method, trigger),
    ];

    /// <param name="also">Registered first, so that it wins.</param>
    public static async Task<Site> Start(Action<IServiceCollection>? also = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var network = await TestNetwork.Start(settings);
        return new(network, await Serve(network, also, settings));
    }

    /// <summary>On real storage.</summary>
    public static async Task<Site> OnAzurite(Azurite azurite, Action<IServiceCollection>? also = null)
    {
        var network = await TestNetwork.OnAzurite(azurite);
        return new(network, await Serve(network, also, settings: null));
    }

    /// <summary>Serves a network on real storage, and runs these queue functions too, impatiently.</summary>
    public static async Task<Site> Working(TestNetwork network, Action<IServiceCollection> also, params IReadOnlyList<Type> functions) => new(network, await Serve(network, also, new Dictionary<string, string?>
    {
        ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00",
        ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.2",
    }, functions));

    /// <summary>A second site on the same network, as after a new deployment.</summary>
    public async Task<Site> Again(IReadOnlyDictionary<string, string?> settings) => new(Network, await Serve(Network, also: null, settings));

    public async Task<JsonAnswer> Post(JsonNode body, string? key = null) => await Post(body.ToJsonString(), key);

    public async Task<JsonAnswer> Post(string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await Http.SendAsync(request, Cancel);
        return new(answer.StatusCode, answer.Headers.Location?.OriginalString, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel) ?? []);
    }

    /// <summary>Every row of a table as <c>partition/row</c>.</summary>
    public async Task<IReadOnlyList<string>> Rows(string table)
    {
        var rows = new List<string>();
        await foreach (var row in Network.Storage.Table(table).QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: Cancel))
            rows.Add($"{row.PartitionKey}/{row.RowKey}");
        return rows;
    }

    public async Task<IReadOnlyList<string>> Requests() => [.. (await Rows(TableNames.Requests)).Where(row => row.Contains("/request_", StringComparison.Ordinal))];

    /// <summary>Ends this site alone; the network goes on.</summary>
    public async Task Close()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        await Network.DisposeAsync();
    }

    private static Task<LocalHost> Serve(TestNetwork network, Action<IServiceCollection>? also, IReadOnlyDictionary<string, string?>? settings, params IReadOnlyList<Type> functions)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(network.Get<IConfiguration>()).AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        return LocalHost.Start(new()
        {
            Types = [.. Functions.Select(function => function.Method.DeclaringType!), .. functions],
            Configuration = configuration,
            Services = services =>
            {
                also?.Invoke(services);
                services.TryAddSingleton(network.Storage);
                services.AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(network.Clock).AddSingleton<IMailer>(network.Mailer)
                    .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(network.Logs)).AddArl(configuration);
            },
        }, Cancel);
    }
}

internal sealed record JsonAnswer(HttpStatusCode Status, string? Location, string? Type, JsonObject Body)
{
    public string? Reference => (string?)Body["reference"];

    public string StatusUrl => (string?)Body["statusUrl"] ?? throw new InvalidOperationException($"There is no statusUrl in {Body}.");

    /// <summary>The status page without the site's address.</summary>
    public Uri StatusPath => new(new Uri(StatusUrl).AbsolutePath, UriKind.Relative);

    public IReadOnlyDictionary<string, string> Errors => Body["errors"]!.AsObject().ToDictionary(error => error.Key, error => string.Join(" ", error.Value!.AsArray().Select(message => (string?)message)), StringComparer.Ordinal);
}

internal static class SomeJson
{
    /// <summary>A request that is right in all; fresh, so that a test can change it.</summary>
    public static JsonObject Request => JsonNode.Parse("""
        {
          "schoolId": "359000100001",
          "contact": { "name": "Ana Lucero", "role": "Principal", "email": "ana.lucero@mesaschools.example", "phone": "505 555 0142" },
          "needs": ["family-engagement", "multilingual-learners"],
          "goals": "Reach every family before the winter break.",
          "languages": ["es"],
          "startBy": "2027-01-15",
          "consent": true
        }
        """)!.AsObject();

    /// <summary>From a district, for all its schools where none is named.</summary>
    public static JsonObject District(params string[] schools)
    {
        var request = Request;
        request.Remove("schoolId");
        request["districtId"] = "3590001";
        request["schoolIds"] = new JsonArray([.. schools.Select(id => (JsonNode)id)]);
        return request;
    }

    public static JsonObject From(string email)
    {
        var request = Request;
        request["contact"]!["email"] = email;
        return request;
    }
}
