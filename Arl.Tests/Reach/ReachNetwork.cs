using System.Text;
using Arl.Domain.Introductions;
using Arl.Domain.Reach;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Reach.Served;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The network's services over real storage, with a clock that stands, someone of the staff at the door, and requests and places as a test says.</summary>
internal sealed class ReachNetwork : IAsyncDisposable, IRequestCounts, IPlacesFree, IStaffSignIn
{
    private readonly WebApplication _app;

    private ReachNetwork(ArlStorage storage, IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Arl:BaseUrl"] = "https://help.arl.example",
            ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
            ["Arl:StaffRecipients"] = "staff@arl.example; director@arl.example",
            ["Mail:Provider"] = "Smtp",
            ["Mail:From"] = "network@arl.example",
            ["Mail:Smtp:Host"] = "127.0.0.1",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(storage).AddSingleton<TimeProvider>(Clock).AddSingleton<IStaffSignIn>(this)
            .AddArl(builder.Configuration).AddSingleton<IRequestCounts>(this).AddSingleton<IPlacesFree>(this);
        Storage = storage;
        _app = builder.Build();
    }

    public FakeTimeProvider Clock { get; } = new(Some.Moment);

    public ArlStorage Storage { get; }

    public RequestCounts Requests { get; set; } = RequestCounts.None;

    /// <summary>How many of the introduced ones were introduced late.</summary>
    public int Late { get; set; }

    public IReadOnlyList<WaitingRequest> Waiting { get; set; } = [];

    public IReadOnlyList<OrganizationPlaces> Places { get; set; } = [];

    public StaffMember? AtTheDoor { get; set; } = new("staff-1", IsDeveloper: false);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<ReachNetwork> Open(params School[] directory) => Open(new Dictionary<string, string?>(), directory);

    public static async Task<ReachNetwork> Open(IReadOnlyDictionary<string, string?> settings, params School[] directory)
    {
        var network = new ReachNetwork(await TestStorage.New(), settings);
        var store = network.Get<SchoolDirectoryStore>();
        await store.Save(Some.Directory(directory), await store.Current(Cancel), Cancel);
        return network;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A function of the app, as a host would build it.</summary>
    public T Function<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    public Task<(int Status, string Body)> PostServed(string csv, string type = "text/csv") =>
        Call(http => Function<ImportServed>().Run(http, Cancel), csv, type);

    /// <summary>All of them, as staff see them.</summary>
    public Task<(int Status, string Body)> ShowFigures() => Call(http => Function<ShowStaffReach>().Run(http, Cancel));

    public Task<(int Status, string Body)> ShowPublic() => Call(http => Function<ShowReachFigures>().Run(http, Cancel));

    public Task<(int Status, string Body)> ShowPublicPage() => Call(http => Function<ShowReach>().Run(http, Cancel));

    public Task<(int Status, string Body)> PreviewServed(string csv) =>
        Call(http => Function<ImportServed>().Run(http, Cancel), csv, "text/csv", query: "?dryRun=true");

    public Task<(int Status, string Body)> UndoServed(string importId) => Call(http => Function<UndoServed>().Run(http, importId, Cancel));

    public Task<(int Status, string Body)> ReportNow(string? key = null) =>
        Call(http => Function<SendReachReportNow>().Run(http, Cancel), key: key);

    public Task Tick() => Function<SendReachReport>().Run(new(), Cancel);

    /// <summary>The network after a restart with other settings.</summary>
    public ReachNetwork Again(params (string Name, string Value)[] settings)
    {
        var again = new ReachNetwork(Storage, settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal));
        again.Clock.SetUtcNow(Clock.GetUtcNow());
        return again;
    }

    public async Task<List<TableEntity>> Rows(string table) => await Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

    /// <summary>The reach emails that were written, in the order of their keys.</summary>
    public async Task<List<TableEntity>> Emails() => [.. (await Rows(TableNames.ReachReports)).Where(row => row.RowKey.Contains("_email_", StringComparison.Ordinal) && !row.RowKey.StartsWith("outbox_", StringComparison.Ordinal) && !row.RowKey.StartsWith("mail_", StringComparison.Ordinal))];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    Task<RequestCounts> IRequestCounts.Count(CancellationToken cancel) => Task.FromResult(Requests);

    Task<IReadOnlyList<RequestRecord>> IRequestCounts.Records(CancellationToken cancel) => Task.FromResult(Records());

    Task<PromiseFigures> IRequestCounts.Promise(DateTimeOffset asOf, CancellationToken cancel) => Task.FromResult(PromiseFigures.Of(Records().Select(request => request.PromisedAt(asOf)), asOf));

    Task<WaitingNow> IRequestCounts.LongestWaiting(int most, CancellationToken cancel) => Task.FromResult(new WaitingNow(Waiting.Count, [.. Waiting.Take(most)]));

    Task<IReadOnlyList<OrganizationPlaces>> IPlacesFree.ByOrganization(CancellationToken cancel) => Task.FromResult(Places);

    Task<StaffMember?> IStaffSignIn.Who(HttpRequest http) => Task.FromResult(AtTheDoor);

    /// <summary>As many in each state as <see cref="Requests"/> says. Those that had an introduction asked this year, the others long ago.</summary>
    private IReadOnlyList<RequestRecord> Records()
    {
        var late = Late;
        var number = 0UL;
        RequestRecord One(RequestState state)
        {
            var was = state is RequestState.Introduced or RequestState.Coaching or RequestState.Completed;
            var asked = was ? Clock.GetUtcNow().AddDays(-100) : Clock.GetUtcNow().AddDays(-800);
            RequestMoment[] introduced = was ? [new(asked.AddHours(late-- > 0 ? 30 : 2), "IntroductionSent", RequestState.Introduced)] : [];
            return new(Reference.Create(1, number++), Some.School.State, asked, [new(asked, RequestMoment.ReceivedEvent, RequestState.Received), .. introduced, new(asked.AddHours(40), "Whatever", state)]);
        }
        (RequestState State, int Count)[] counts =
        [
            (RequestState.Received, Requests.Received), (RequestState.Waiting, Requests.Waiting), (RequestState.Matched, Requests.Matched), (RequestState.Introduced, Requests.Introduced),
            (RequestState.Coaching, Requests.Coaching), (RequestState.Completed, Requests.Completed), (RequestState.Withdrawn, Requests.Withdrawn),
        ];
        return [.. counts.SelectMany(count => Enumerable.Range(0, count.Count).Select(_ => One(count.State)))];
    }

    private async Task<(int Status, string Body)> Call(Func<HttpRequest, Task<IResult>> function, string sent = "", string? type = null, string? key = null, string query = "")
    {
        var http = new DefaultHttpContext { RequestServices = _app.Services };
        using var response = new MemoryStream();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(sent));
        http.Request.ContentType = type;
        http.Request.QueryString = new(query);
        if (key is not null)
            http.Request.Headers["Idempotency-Key"] = key;
        http.Response.Body = response;
        await (await function(http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(response.ToArray()));
    }
}
