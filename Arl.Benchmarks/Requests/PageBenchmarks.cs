using Arl.Benchmarks.Reach;
using Arl.Domain.Requests;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Benchmarks.Requests;

/// <summary>How long the server takes for the pages that schools and the public open most, beside an app in the same process that answers the same bytes and renders nothing.</summary>
internal static class PageBenchmarks
{
    private const double Goal = 10;

    public static async Task Run(RatioTable table)
    {
        await using var azurite = await LocalAzurite.Start();
        var connection = azurite.NewAccount();
        await LoadNetwork.Prepare(connection);
        var settings = LoadNetwork.Settings(connection, smtpPort: 25);
        await using var host = await LocalHost.Start(new()
        {
            Types = [typeof(ShowForm), typeof(ShowStatus), typeof(ShowReach)],
            Configuration = settings,
            HostJson = Path.Combine(NodeTools.Root, "host.json"),
            Services = services => services.AddLocal(settings),
        }, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        http.DefaultRequestHeaders.AcceptEncoding.Add(new("br")); // As every browser asks: packing is the server's time too.
        await host.Services.GetRequiredService<PublicReachCache>().Publish(CancellationToken.None);
        var reference = await LoadNetwork.Submit(host.Services.GetRequiredService<AcceptRequest>(), LoadNetwork.Form(1));
        await Page(table, "form", http, "/");
        await Page(table, "reach", http, "/reach");
        await Status(table, new(connection), http, host.Services.GetRequiredService<StatusLinks>().PathOf(reference), reference);
    }

    private static async Task Page(RatioTable table, string name, HttpClient http, string path)
    {
        await using var bare = await ReachBenchmarks.Bare(await http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
        await Measure(table, name, http, path, bare, "the same bytes from an app that does nothing else");
    }

    /// <summary>It reads the request and its history; so does its floor.</summary>
    private static async Task Status(RatioTable table, ArlStorage storage, HttpClient http, string path, Reference reference)
    {
        var body = await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        var requests = storage.Table(TableNames.Requests);
        var (partition, row, history) = (RequestKeys.Partition(reference), RequestKeys.Request(reference), KeyRange.Of(RequestKeys.Partition(reference), $"{reference}_history_"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var bare = builder.Build();
        bare.MapGet("/", async () =>
        {
            await requests.GetEntityIfExistsAsync<TableEntity>(partition, row);
            await requests.QueryAsync<TableEntity>(history).ToListAsync();
            return Results.Bytes(body, "text/html");
        });
        await bare.StartAsync();
        await Measure(table, "status", http, path, bare, "the same two reads by the bare SDK and the same bytes");
    }

    private static async Task Measure(RatioTable table, string name, HttpClient http, string path, WebApplication bare, string floorIs)
    {
        using var empty = new HttpClient { BaseAddress = new(bare.Urls.Single()) };
        var (least, ours) = (await ReachBenchmarks.P99(empty, "/"), await ReachBenchmarks.P99(http, path));
        table.Add($"{name} page, p99", ours, "ms", Goal, least, floorIs);
    }
}
