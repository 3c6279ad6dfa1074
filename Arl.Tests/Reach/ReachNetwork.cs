using System.Text;
using Arl.Domain.Introductions;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions;
using Arl.Functions.Reach;
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

    private ReachNetwork(ArlStorage storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Arl:BaseUrl"] = "https://help.arl.example",
            ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
            ["Arl:StaffRecipients"] = "staff@arl.example; director@arl.example",
        });
        builder.Services.AddSingleton(storage).AddSingleton<TimeProvider>(Clock).AddSingleton<IStaffSignIn>(this)
            .AddArl(builder.Configuration).AddSingleton<IRequestCounts>(this).AddSingleton<IPlacesFree>(this);
        Storage = storage;
        _app = builder.Build();
    }

    public FakeTimeProvider Clock { get; } = new(Some.Moment);

    public ArlStorage Storage { get; }

    public RequestCounts Requests { get; set; } = RequestCounts.None;

    public PromiseFigures Promise { get; set; } = PromiseFigures.None;

    public IReadOnlyList<WaitingRequest> Waiting { get; set; } = [];

    public IReadOnlyList<OrganizationPlaces> Places { get; set; } = [];

    public StaffMember? AtTheDoor { get; set; } = new("staff-1", IsDeveloper: false);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ReachNetwork> Open(Azurite azurite, params School[] directory)
    {
        var network = new ReachNetwork(await azurite.NewStorage());
        var store = network.Get<SchoolDirectoryStore>();
        await store.Save(Some.Directory(directory), await store.Current(Cancel), Cancel);
        return network;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A function of the app, as a host would build it.</summary>
    public T Function<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    public Task<(int Status, string Body)> PostServed(string csv, string type = "text/csv") =>
        Call(http => Function<ImportServed>().Run(http, Cancel), csv, type);

    public Task<(int Status, string Body)> PreviewServed(string csv) =>
        Call(http => Function<ImportServed>().Run(http, Cancel), csv, "text/csv", query: "?dryRun=true");

    public Task<(int Status, string Body)> UndoServed(string importId) => Call(http => Function<UndoServed>().Run(http, importId, Cancel));

    public Task<(int Status, string Body)> ShowFigures() => Call(http => Function<ShowReachFigures>().Run(http, Cancel));

    public Task<(int Status, string Body)> ReportNow(string? key = null) =>
        Call(http => Function<SendReachReportNow>().Run(http, Cancel), key: key);

    public Task Tick() => Function<SendReachReport>().Run(new(), Cancel);

    public async Task<List<TableEntity>> Rows(string table) => await Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

    /// <summary>The reach emails that were written, in the order of their keys.</summary>
    public async Task<List<TableEntity>> Emails() => [.. (await Rows(TableNames.ReachReports)).Where(row => row.RowKey.Contains("_email_", StringComparison.Ordinal) && !row.RowKey.StartsWith("outbox_", StringComparison.Ordinal))];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    Task<RequestCounts> IRequestCounts.Count(CancellationToken cancel) => Task.FromResult(Requests);

    Task<PromiseFigures> IRequestCounts.Promise(DateTimeOffset asOf, CancellationToken cancel) => Task.FromResult(Promise);

    Task<IReadOnlyList<WaitingRequest>> IRequestCounts.LongestWaiting(int most, CancellationToken cancel) => Task.FromResult<IReadOnlyList<WaitingRequest>>([.. Waiting.Take(most)]);

    Task<IReadOnlyList<OrganizationPlaces>> IPlacesFree.ByOrganization(CancellationToken cancel) => Task.FromResult(Places);

    StaffMember? IStaffSignIn.Who(HttpRequest http) => AtTheDoor;

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
