using System.Diagnostics;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;

namespace Arl.Benchmarks.Requests;

/// <summary>
/// A page of the staff's list out of 50,000 requests, beside the storage calls that it makes, made bare. Storage is the one in memory that the tests hold to real storage: Azurite answers every query by a scan of its
/// whole table, which the service does not.
/// </summary>
internal static class RequestListBenchmarks
{
    private const int Requests = 50_000;
    private const int PageSize = 50;
    private const int Rounds = 40;
    private static readonly string[] s_names = ["Ana Lucero", "Eleanor Vance", "José Núñez", "Wen Li", "Kay O’Brien", "Omar Haddad", "Ruth Begay"];
    private static readonly string[] s_places = ["Mesa Verde Elementary", "Eastside Middle School", "River High", "Nuevo Día Academy", "Lincoln Elementary"];

    public static async Task Run(RatioTable table)
    {
        var calls = new TimedCalls();
        var storage = MemoryAccount.WithEverything(TimeProvider.System).Open(calls);
        await Fill(storage.Table(TableNames.Requests));
        var index = new RequestIndex(storage);
        var deep = (await index.Page(new(), null, Requests / 2, CancellationToken.None)).Next;
        foreach (var (what, lookup, after) in new (string, RequestLookup, string?)[]
        {
            ("newest first", new(), null),
            ("  the 501st page", new(), deep),
            ("  waiting, oldest first (1 in 50)", new() { State = RequestState.Waiting, Order = RequestOrder.Oldest }, null),
            ("  a need in one state, highest need first", new() { UsState = UsState.Parse("NM"), Need = "literacy", Order = RequestOrder.HighestNeed }, null),
            ("  search \"eleanor river\"", new() { Words = RequestSearchWords.OfSearch("eleanor river") }, null),
            ("  search for one address", new() { Words = RequestSearchWords.OfSearch("p31415@school31415.example") }, null),
            ("  search that finds nothing", new() { Words = RequestSearchWords.OfSearch("zyx wvu") }, null),
        })
            await Measure(table, calls, storage, index, what, lookup, after);
    }

    private static async Task Measure(RatioTable table, TimedCalls calls, ArlStorage storage, RequestIndex index, string what, RequestLookup lookup, string? after)
    {
        var times = new List<double>();
        var floors = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            calls.Filters.Clear();
            times.Add(await Timed(() => index.Page(lookup, after, PageSize, CancellationToken.None)));
            var made = calls.Filters.ToList();
            floors.Add(await Timed(() => Task.WhenAll(made.Select(effect => Task.FromResult(effect())))));
        }
        table.Add($"{what}: {PageSize} of {Requests:N0} requests, median", Median(times), "ms", 100, Median(floors), $"its {calls.Filters.Count} storage calls made bare, in memory");
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>Requests of three years, most of them over.</summary>
    private static async Task Fill(TableClient table)
    {
        var random = new Random(7);
        var first = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var states = UsState.All.ToList();
        for (var i = 0; i < Requests; i++)
        {
            var form = new RequestForm
            {
                School = new($"{s_places[random.Next(s_places.Length)]} {i}", $"Town {i % 900}", states[i % states.Count].Code, "300", i % 2 == 0 ? "rural" : "urban", ""),
                ContactName = s_names[random.Next(s_names.Length)],
                ContactRole = "Principal",
                ContactEmail = $"p{i}@school{i}.example",
                Needs = [Need.All[random.Next(Need.All.Count)].Id, Need.All[i % Need.All.Count].Id],
                Goals = "Read more.",
                Consent = true,
            };
            var asked = ((Result<CheckedRequest>.Ok)RequestCheck.Check(form, SchoolDirectory.Empty, new(2024, 1, 1))).Value;
            var reference = Reference.Create(CoachingRequest.ShardOf(CoachingRequest.FingerprintOf(asked.Place, asked.Contact)), (ulong)random.NextInt64());
            var request = CoachingRequest.Receive(asked, reference, first.AddMinutes(i * 30), random.NextDouble()) with { State = (i % 50) switch { 0 => RequestState.Waiting, < 10 => RequestState.Coaching, _ => RequestState.Completed } };
            await table.SubmitTransactionAsync(RequestChange.Create(request, "school", request.ReceivedAt).Actions);
        }
    }

    /// <summary>Remembers what each call did, to do it once more.</summary>
    private sealed class TimedCalls : IMemoryCalls
    {
        public System.Collections.Concurrent.ConcurrentQueue<Func<object?>> Filters { get; } = new();

        public async Task<T> Run<T>(StorageCall call, Func<T> effect)
        {
            await Task.CompletedTask;
            if (call.Verb == "Query")
                Filters.Enqueue(() => effect());
            return effect();
        }
    }
}
