using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach.Public;

/// <summary>The public figures, from the moment at which a school counts until a page shows it.</summary>
public sealed class PublishedReachTests : IAsyncDisposable
{
    private readonly TestClock _clock = new(Some.Moment);
    private readonly MemoryAccount _account;
    private readonly CountedCalls _calls = new();
    private readonly NetworkProcess _network;

    public PublishedReachTests()
    {
        _account = MemoryAccount.WithEverything(_clock);
        Storage.SimulatedSchools.Save(_account);
        _network = new(_account.Open(_calls), _clock, new FakeMailer());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_is_answered_by_one_point_read_whatever_the_reach()
    {
        await Serve(_network, 40);
        await _network.Get<PublicReachCache>().Publish(Cancel);
        await using var another = new NetworkProcess(_account.Open(_calls), _clock, new FakeMailer());
        _calls.Made.Clear();

        var answer = await Ask(another);

        Assert.Equal((200, 40), (answer.Status, answer.Json.GetProperty("schools").GetInt32()));
        Assert.Equal([TableNames.ReachReports], _calls.Made.Select(call => call.Place));
    }

    [Fact]
    public async Task For_half_a_minute_it_is_answered_from_memory_and_then_read_again()
    {
        await Serve(_network, 40);
        await Ask(_network);
        _calls.Made.Clear();

        await Ask(_network);
        Assert.Empty(_calls.Made);

        _clock.Advance(PublicReachCache.Fresh);
        await Ask(_network);
        Assert.Single(_calls.Made);
    }

    [Fact]
    public async Task That_nothing_was_published_is_known_for_half_a_minute_too()
    {
        var figures = _network.Get<PublicReachCache>();
        _calls.Made.Clear();

        Assert.Null(await figures.AtHand(Cancel));
        Assert.Null(await figures.AtHand(Cancel));
        Assert.Single(_calls.Made);

        await Serve(_network, 40);
        Assert.Equal(40, (await figures.Current(Cancel)).Reach.Schools);
        Assert.Equal(40, (await figures.AtHand(Cancel))!.Schools);
    }

    [Fact]
    public async Task Before_the_first_publication_it_is_counted_and_published()
    {
        await Serve(_network, 40);

        var answer = await Ask(_network);

        Assert.Equal(40, answer.Json.GetProperty("schools").GetInt32());
        Assert.Equal(40, (await _network.Get<PublishedReach>().Get(Cancel))!.Schools);
    }

    [Fact]
    public async Task What_is_answered_equals_a_recount_of_the_same_moment()
    {
        await Serve(_network, 40);

        var answer = await Ask(_network);

        var recount = PublicReach.Of(await _network.Get<ReachRecount>().Now(Cancel));
        Assert.Equal((recount.AsOf, recount.Schools, recount.Students), (answer.Json.GetProperty("asOf").GetDateTimeOffset(), answer.Json.GetProperty("schools").GetInt32(), answer.Json.GetProperty("students").GetInt64()));
    }

    [Fact]
    public async Task What_is_counted_while_it_is_published_is_in_no_figures_of_that_moment_neither_then_nor_later()
    {
        await Serve(_network, 40);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var (reach, count) = (_network.Get<ReachTable>(), _network.Get<ReachRecount>());
        var settled = Microsoft.Extensions.Options.Options.Create(new PublishOptions { PublishAfterSeconds = 20 });
        using var figures = new PublicReachCache(_network.Get<PublishedReach>(), count, _network.Get<Functions.Schools.SchoolDirectorySource>(), settled, _clock);
        await reach.Count([Served with { Key = "359099999999" }], "import-2", Cancel); // After the moment, before the scan.

        await figures.Publish(Cancel);

        var published = (await _network.Get<PublishedReach>().Get(Cancel))!;
        _clock.Advance(TimeSpan.FromDays(30));
        var recount = PublicReach.Of((await count.BooksAt(published.AsOf, Cancel)).Figures);
        Assert.Equal((40, _clock.GetUtcNow().AddDays(-30).AddSeconds(-10)), (published.Schools!.Value, published.AsOf));
        Assert.Equal((recount.Schools, recount.Students, recount.Cities), (published.Schools, published.Students, published.Cities));
    }

    [Fact]
    public async Task An_older_recount_never_replaces_a_newer_one()
    {
        var published = _network.Get<PublishedReach>();
        var newer = PublicReach.Of(Published());

        await published.Store(newer, Cancel);
        var stands = await published.Store(newer with { AsOf = newer.AsOf.AddMinutes(-1), Schools = 1000 }, Cancel);

        Assert.Equal(1515, stands.Schools);
        Assert.Equal(1515, (await published.Get(Cancel))!.Schools);
    }

    [Fact]
    public async Task Of_many_recounts_side_by_side_the_newest_stands()
    {
        var published = _network.Get<PublishedReach>();
        var newest = PublicReach.Of(Published());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(minutes => Task.Run(() => published.Store(newest with { AsOf = newest.AsOf.AddMinutes(-minutes) }, Cancel))));

        Assert.Equal(newest.AsOf, (await published.Get(Cancel))!.AsOf);
    }

    [Fact]
    public async Task A_burst_of_schools_asks_for_one_publication_and_a_school_that_will_not_be_in_it_for_another()
    {
        var soon = new PublishSoon(_account.Open(_calls), Microsoft.Extensions.Options.Options.Create(new PublishOptions { PublishAfterSeconds = 30 }), _clock);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => soon.Changed(Cancel))));
        Assert.Single(_calls.Made);

        _clock.Advance(TimeSpan.FromSeconds(14.9));
        await soon.Changed(Cancel);
        Assert.Single(_calls.Made); // The recount that comes is of the moment 15 seconds before it.

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await soon.Changed(Cancel);
        Assert.Equal(2, _calls.Made.Count);
    }

    [Fact]
    public async Task Where_the_queue_did_not_take_the_message_the_next_school_asks_again()
    {
        var queue = _account.Open(_calls);
        var soon = new PublishSoon(queue, Microsoft.Extensions.Options.Options.Create(new PublishOptions()), _clock);
        _calls.Fails = true;
        await Assert.ThrowsAnyAsync<Exception>(() => soon.Changed(Cancel));
        _calls.Fails = false;

        await soon.Changed(Cancel);

        Assert.Equal(2, _calls.Made.Count);
    }

    [Fact]
    public async Task Who_has_the_figures_already_gets_304_and_any_origin_may_read_them()
    {
        await Serve(_network, 40);
        var first = await Ask(_network);

        var again = await Ask(_network, first.Headers.ETag.ToString());

        Assert.Equal((StatusCodes.Status304NotModified, 0), (again.Status, again.Length));
        Assert.Equal(("*", "public, max-age=60"), (first.Headers.AccessControlAllowOrigin.ToString(), first.Headers.CacheControl.ToString()));
    }

    public async ValueTask DisposeAsync() => await _network.DisposeAsync();

    private static Task<ReachChange> Serve(NetworkProcess network, int schools) => network.Get<ReachTable>().Count(Enumerable.Range(0, schools).Select(at => Served with { Key = $"3590{at:D8}" }), "import-1", Cancel);

    private static async Task<(int Status, JsonElement Json, IHeaderDictionary Headers, long Length)> Ask(NetworkProcess network, string? has = null)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;
        http.Request.Method = "GET";
        if (has is not null)
            http.Request.Headers.IfNoneMatch = has;
        await (await network.Function<ShowReachFigures>().Run(http.Request, Cancel)).ExecuteAsync(http);
        return (http.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(Encoding.UTF8.GetString(body.ToArray())), http.Response.Headers, body.Length);
    }

    private sealed class CountedCalls : IMemoryCalls
    {
        public ConcurrentQueue<StorageCall> Made { get; } = new();

        public bool Fails { get; set; }

        public async Task<T> Run<T>(StorageCall call, Func<T> effect)
        {
            await Task.CompletedTask;
            Made.Enqueue(call);
            return Fails ? throw new Azure.RequestFailedException(503, "The queue is away.") : effect();
        }
    }
}
