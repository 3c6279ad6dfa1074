using System.Diagnostics;
using Arl.Benchmarks.Requests;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Benchmarks.Reach;

/// <summary>The report over 100,000 served schools, beside the bare scan of the same rows.</summary>
internal static class ReachBenchmarks
{
    public const int Schools = 100_000;
    private const int Rounds = 5;
    private const int Asked = 2_000;

    public static async Task Run(RatioTable table)
    {
        await using var azurite = await LocalAzurite.Start();
        var connection = azurite.NewAccount();
        await LoadNetwork.Prepare(connection);
        var storage = new ArlStorage(connection);
        await Serve(storage);
        await using var app = LoadNetwork.Build(storage, connection, smtpPort: 25);
        await Report(table, storage, app.Services.GetRequiredService<ReachRecount>());
        await Page(table, connection);
    }

    /// <summary>The public page over HTTP, as the local host serves it, beside an answer of as many bytes that does nothing else.</summary>
    private static async Task Page(RatioTable table, string connection)
    {
        var settings = LoadNetwork.Settings(connection, smtpPort: 25);
        await using var host = await LocalHost.Start(new()
        {
            Types = [typeof(ShowReach), typeof(ShowReachFigures)],
            Configuration = settings,
            HostJson = Path.Combine(NodeTools.Root, "host.json"),
            Services = services => services.AddLocal(settings),
        }, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        var page = await http.GetByteArrayAsync(new Uri("/reach", UriKind.Relative));
        await using var bare = await Bare(page);
        using var empty = new HttpClient { BaseAddress = new(bare.Urls.Single()) };
        var (least, ours, api) = (await P99(empty, "/"), await P99(http, "/reach"), await P99(http, "/api/reach"));
        table.Add($"public page from cache ({page.Length / 1024} kB), p99 of {Asked:N0}", ours, "ms", 5, least, "the same bytes from an app that does nothing else");
        table.Add("  /api/reach from cache, p99", api, "ms", 5, least, "as above");
    }

    internal static async Task<WebApplication> Bare(byte[] page)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(page, "text/html; charset=utf-8"));
        await app.StartAsync();
        return app;
    }

    internal static async Task<double> P99(HttpClient http, string path)
    {
        var address = new Uri(path, UriKind.Relative);
        for (var warm = 0; warm < 200; warm++)
            await http.GetByteArrayAsync(address);
        var took = new double[Asked];
        for (var i = 0; i < Asked; i++)
            took[i] = 1_000 * await Timed(() => http.GetByteArrayAsync(address));
        Array.Sort(took);
        return took[(int)(0.99 * Asked)];
    }

    /// <summary>Written as counting writes them, a hundred in a transaction.</summary>
    private static async Task Serve(ArlStorage storage)
    {
        var reach = new ReachTable(storage, TimeProvider.System);
        var schools = SampleSchools.Generate(Schools, seed: 7).Select((school, i) =>
            ServedSchool.Of(school, new DateOnly(2020, 8, 1).AddDays(i % 2_000), $"Organization {i % 11}", DateTimeOffset.UtcNow));
        foreach (var chunk in schools.Chunk(10_000))
            await reach.Count(chunk, "import-benchmark", CancellationToken.None);
    }

    private static async Task Report(RatioTable table, ArlStorage storage, ReachRecount recount)
    {
        await Scan(storage);
        await recount.Now(CancellationToken.None);
        List<double> bare = [], ours = [];
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await Timed(() => Scan(storage)));
            ours.Add(await Timed(() => recount.Now(CancellationToken.None)));
        }
        table.Add($"reach report over {Schools:N0} served schools", Median(ours), "s", 1.3 * Median(bare), Median(bare), "the bare table scan of the same rows and columns");
        table.Add("  memory while it is made (managed heap above what was there before)", await Peak(() => recount.Now(CancellationToken.None)), "MB", 150);
    }

    private static async Task Scan(ArlStorage storage)
    {
        var rows = 0;
        await foreach (var _ in storage.Table(TableNames.Reach).QueryAsync<TableEntity>(select: ReachRow.Counted))
            rows++;
        if (rows < Schools)
            throw new InvalidOperationException($"Only {rows} rows were scanned.");
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The most that is alive at once, looked at every 20 ms, garbage that was not collected yet included.</summary>
    private static async Task<double> Peak(Func<Task> work)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        var running = work();
        while (!running.IsCompleted)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            await Task.WhenAny(running, Task.Delay(20));
        }
        await running;
        return (most - before) / 1e6;
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);
}
