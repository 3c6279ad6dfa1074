using System.Collections.Concurrent;
using System.Globalization;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Arl.Tests.Storage;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

/// <summary>The way of a resource, from the coach who shares it to the link that died, under every fault at every call: as the path of requests in <see cref="FaultSuiteTests"/>.</summary>
public sealed class LibraryFaultTests(ITestOutputHelper output)
{
    private static readonly FaultKind[] s_writes = [.. Enum.GetValues<FaultKind>().Except([FaultKind.NotSent, FaultKind.Busy])];
    private static readonly FaultKind[] s_reads = [FaultKind.Slow, FaultKind.Down, FaultKind.DeathBefore];
    private static readonly string s_link = Sharing.IdOf("c1", "link"), s_file = Sharing.IdOf("c1", "file");

    private static readonly IReadOnlyList<FaultStep> s_steps =
    [
        new("a coach shares a link", Again: true, world => world.Process.Get<Sharing>().Link("c1", "link", Typed("http://127.0.0.1/"), CancellationToken.None)),
        new("a coach shares a file", Again: true, world => world.Process.Get<Sharing>().File("c1", "file", Typed(""), new SentFile("letter.pdf", new MemoryStream(LibrarySite.Pdf)), CancellationToken.None)),
        new("staff list the link", Again: true, world => List(world.Process, s_link)),
        new("staff list the file", Again: true, world => List(world.Process, s_file)),
        new("somebody opens the link", Again: true, world => Open(world.Process, s_link)),
        new("somebody opens the file", Again: true, world => Open(world.Process, s_file)),
        .. ((int[])[0, 1, 7, 8]).Select(days => new FaultStep($"the links are looked at on day {days}", Again: true, world => Look(world, days))),
    ];

    [Fact]
    public async Task Whatever_befalls_any_call_to_storage_each_resource_is_there_once_with_its_file_its_history_and_its_uses()
    {
        var whole = await Run(new());
        Assert.Empty(whole.Problems);
        var faults = from call in whole.Calls.Index() from kind in call.Item.IsRead ? s_reads : s_writes select new FaultWorld.Fault(call.Index + 1, kind);
        var runs = new ConcurrentBag<FaultRun>();

        await Parallel.ForEachAsync(faults, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken }, async (fault, _) => runs.Add(await Run(fault)));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The library, in memory: {whole.Calls.Count} calls to storage, {runs.Count} faults injected, {runs.Sum(run => run.Deaths)} deaths, {runs.Count(run => run.Problems.Count > 0)} runs with anything lost or wrong."));
        Assert.True(runs.Count > 100, $"Only {runs.Count} faults were injected.");
        Assert.All(runs, run => Assert.True(run.HasStruck, $"{run.Fault} did not strike."));
        var wrong = runs.Where(run => run.Problems.Count > 0).OrderBy(run => run.Fault.Call).Select(run => $"{run.Fault} ({run.Calls[run.Fault.Call - 1]}): {string.Join(" | ", run.Problems)}").ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(20)));
    }

    private static Task<FaultRun> Run(FaultWorld.Fault fault) => FaultRun.Of(FaultWorld.InMemory(fault), fault, s_steps, Problems);

    private static TypedResource Typed(string link) => new("A first letter home", link, ["family-engagement"], [], "", "");

    private static async Task List(NetworkProcess process, string id)
    {
        var stored = (await process.Get<ResourcesTable>().Get(id, CancellationToken.None))!;
        var facts = new ResourceFacts(stored.Resource.Title, stored.Resource.Link, stored.Resource.Needs, stored.Resource.Levels, stored.Resource.Note, FromEngagement: null);
        await process.Get<ResourceEdits>().Save(id, facts, ResourceState.Listed, stored.Version, "Kim Osei", "It is sound.", CancellationToken.None);
    }

    /// <summary>A look that could not be kept is made again the next day.</summary>
    private static Task Look(FaultWorld world, int days)
    {
        if (Some.Moment.AddDays(days) - world.Clock.GetUtcNow() is { Ticks: > 0 } wait)
            world.Clock.Advance(wait);
        return world.Process.Get<LinkChecker>().Run(CancellationToken.None);
    }

    private static async Task Open(NetworkProcess process, string id)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        await process.Function<OpenResource>().Run(http.Request, id, CancellationToken.None);
    }

    /// <summary>What is not as it must be, read from storage itself.</summary>
    private static async Task<IReadOnlyList<string>> Problems(FaultWorld world)
    {
        await using var process = new NetworkProcess(world.Raw, world.Clock, new FakeMailer());
        var table = process.Get<ResourcesTable>();
        var all = await table.All(CancellationToken.None);
        var found = new List<string>();
        void Must(bool holds, string problem)
        {
            if (!holds)
                found.Add(problem);
        }
        Must(all.Select(resource => resource.Id).Order(StringComparer.Ordinal).SequenceEqual(new[] { s_link, s_file }.Order(StringComparer.Ordinal)), $"There are {all.Count} resources.");
        foreach (var resource in all)
        {
            var history = (await table.History(resource.Id, 99, CancellationToken.None)).Select(change => change.What).Order(StringComparer.Ordinal);
            Must(history.SequenceEqual(["listed", "shared"]), $"Its history is {string.Join(", ", history)}.");
            Must(resource.State == ResourceState.Listed, $"It is {resource.State}.");
            Must(resource.UsesInYear(DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime)) <= 3, "Its use is counted many times.");
        }
        Must(all.Sum(resource => resource.UsesInYear(DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime))) >= 1, "Two uses are not counted, and one fault strikes only one."); // One that cannot be counted keeps nobody from the resource.
        Must(all.SingleOrDefault(resource => resource.Link is not null)?.LinkState.FailedWeeks == 2, "Two failed looks are not two.");
        var container = world.Raw.Container(ContainerNames.Resources);
        var file = all.SingleOrDefault(resource => resource.File is not null)?.File;
        var blobs = await container.GetBlobsAsync(cancellationToken: CancellationToken.None).Select(blob => blob.Name).ToListAsync();
        Must(blobs.SequenceEqual([file?.Blob ?? ""]), $"There are {blobs.Count} files.");
        Must(file?.Bytes == LibrarySite.Pdf.Length && (await container.GetBlobClient(file.Blob).DownloadContentAsync(CancellationToken.None)).Value.Content.ToArray().SequenceEqual(LibrarySite.Pdf), "The file is not what was sent.");
        return found;
    }
}
