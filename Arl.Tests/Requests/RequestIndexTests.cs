using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>Whatever staff look for, its pages are what sorting and sifting every request would give; and no page reads them all.</summary>
public sealed class RequestIndexTests : IAsyncDisposable
{
    private const int PageSize = 7;
    private static readonly string[] s_names = ["Ana Lucero", "Eleanor Vance", "José Ñúñez", "Wen Li", "O’Brien Kay"];
    private static readonly string[] s_places = ["Mesa Verde Elementary", "Eastside Elementary School", "River High", "Nuevo Día Academy"];
    private static readonly string[] s_states = ["NM", "TX", "AK"];
    private readonly CountedCalls _calls = new();
    private readonly NetworkProcess _network;
    private readonly RequestsTable _requests;
    private readonly RequestIndex _index;

    public RequestIndexTests()
    {
        var clock = new TestClock(Some.Moment);
        _network = new(MemoryAccount.WithEverything(clock).Open(_calls), clock, new FakeMailer());
        (_requests, _index) = (_network.Get<RequestsTable>(), _network.Get<RequestIndex>());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IReadOnlyList<RequestLookup> Lookups =>
    [
        new RequestLookup(), new RequestLookup { Order = RequestOrder.Oldest }, new RequestLookup { Order = RequestOrder.HighestNeed },
        new RequestLookup { State = RequestState.Waiting, Order = RequestOrder.Oldest }, new RequestLookup { UsState = UsState.Parse("TX"), State = RequestState.Received },
        new RequestLookup { Organization = "Learning Partners", Order = RequestOrder.HighestNeed }, new RequestLookup { Need = "literacy" }, new RequestLookup { NeedsPerson = true, Order = RequestOrder.Oldest },
        Between(RequestOrder.Newest), Between(RequestOrder.Oldest), Between(RequestOrder.HighestNeed),
        For("ele"), For("elea"), For("elementary mesa"), For("OBRIEN"), For("nunez"), For("wen li"), For("p11@"), For("p1@school.example"), For("zz"), For("ARL-3"), For("nuevo") with { Need = "literacy", Order = RequestOrder.Oldest },
    ];

    private static RequestLookup For(string typed) => new() { Words = RequestSearchWords.OfSearch(typed) };

    private static RequestLookup Between(RequestOrder order) => new() { Order = order, From = Some.Moment.AddHours(20), Until = Some.Moment.AddHours(60) };

    [Fact]
    public async Task Pages_are_what_sorting_and_sifting_all_requests_gives()
    {
        var all = await Many();

        foreach (var lookup in Lookups)
            await PagesAreRight(lookup, all);
    }

    private async Task PagesAreRight(RequestLookup lookup, IReadOnlyList<CoachingRequest> all)
    {
        var paged = new List<RequestLine>();
        string? next = null;
        do
        {
            var page = await _index.Page(lookup, next, PageSize, Cancel);
            Assert.True(page.Lines.Count == PageSize || page.Next is null);
            paged.AddRange(page.Lines);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Expected(all, lookup).Select(request => request.Reference), paged.Select(line => line.Reference));
        foreach (var (request, line) in Expected(all, lookup).Zip(paged))
            Assert.Equal((request.Place.Name, request.State, request.NeedIndex.Total, request.ReceivedAt, request.Contact.Name), (line.Place, line.State, line.NeedIndex, line.ReceivedAt, line.Contact));
    }

    [Fact]
    public async Task A_page_asks_each_partition_once_and_says_nobodys_name()
    {
        await Many();
        _calls.Made.Clear();

        await _index.Page(For("Eleanor"), null, PageSize, Cancel);

        Assert.Equal(Reference.Alphabet.Length, _calls.Made.Count);
        Assert.All(_calls.Made, call => Assert.DoesNotContain("elea", call.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("eleanor", RequestIndexRow.WordColumn("eleanor"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_reference_is_found_however_it_is_typed()
    {
        var wanted = (await Many())[17].Reference;

        foreach (var typed in new[] { wanted.ToString(), wanted.ToString().ToLowerInvariant(), wanted.Code, wanted.ToString()[..11] })
            Assert.Equal(wanted, Assert.Single((await _index.Page(For(typed), null, PageSize, Cancel)).Lines).Reference);
    }

    [Fact]
    public async Task Who_corrects_the_contact_is_found_by_the_new_one_alone()
    {
        var request = (await Many())[3];

        await Apply(request.Reference, new RequestEvent.ContactCorrected(new("Zelda Quirk", "Principal", EmailAddress.Parse("zelda@quirk.example"), null)));

        Assert.Equal(request.Reference, Assert.Single((await _index.Page(For("zelda quirk"), null, PageSize, Cancel)).Lines).Reference);
        Assert.DoesNotContain((await _index.Page(For(request.Contact.Email.Value), null, 500, Cancel)).Lines, line => line.Reference == request.Reference);
    }

    [Fact]
    public async Task Requests_of_before_there_was_an_index_are_given_theirs_once_a_day_at_most()
    {
        var all = await Many();
        var table = _network.Get<ArlStorage>().Table(TableNames.Requests);
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
            if (row.RowKey.StartsWith("index_", StringComparison.Ordinal))
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);
        await Apply(all[0].Reference, new RequestEvent.NoCoachFits("Nobody yet.")); // A step writes a part of its rows.

        Assert.Empty((await _index.Page(new(), null, 500, Cancel)).Lines);
        await _network.Get<RequestIndexRepair>().IfDue(Cancel);

        Assert.Equal(all.Count, (await _index.Page(new(), null, 500, Cancel)).Lines.Count);
        Assert.Contains((await _index.Page(new() { State = RequestState.Waiting }, null, 500, Cancel)).Lines, line => line.Reference == all[0].Reference);
        Assert.Equal(0, await _network.Get<RequestIndexRepair>().Repair(Cancel));
        _calls.Made.Clear();
        await _network.Get<RequestIndexRepair>().IfDue(Cancel);
        Assert.Single(_calls.Made);
    }

    public async ValueTask DisposeAsync() => await _network.DisposeAsync();

    /// <summary>Requests of all kinds, in partitions as they fall.</summary>
    private async Task<IReadOnlyList<CoachingRequest>> Many()
    {
        var all = new List<CoachingRequest>();
        for (var i = 0; i < 120; i++)
        {
            var form = Some.Form with
            {
                SchoolId = null,
                School = new(s_places[i % 4], "Cuba", s_states[i % 3], (100 + i).ToString(System.Globalization.CultureInfo.InvariantCulture), i % 2 == 0 ? "rural" : "urban", ""),
                ContactName = s_names[i % 5],
                ContactEmail = $"p{i}@school.example",
                Needs = i % 4 == 0 ? ["literacy"] : ["mathematics", "attendance"],
            };
            var asked = Some.Check(form);
            var request = CoachingRequest.Receive(asked, Reference.Create(CoachingRequest.ShardOf(CoachingRequest.FingerprintOf(asked.Place, asked.Contact)), (ulong)(i * 7919)), Some.Moment.AddHours(i * 37 % 100), i % 3 / 3.0);
            Assert.True(await _requests.Commit(RequestChange.Create(request, "school", request.ReceivedAt), Cancel));
            if (i % 6 == 1)
                await Apply(request.Reference, new RequestEvent.NoCoachFits("Nobody yet."));
            if (i % 6 == 2)
                await Apply(request.Reference, new RequestEvent.CoachFound(Some.Match()));
            if (i % 10 == 0)
                await Apply(request.Reference, new RequestEvent.AddressFailed(Domain.Engagements.Side.School, request.Contact.Email));
            all.Add((await _requests.Get(request.Reference, Cancel))!.Request);
        }
        return all;
    }

    private async Task Apply(Reference reference, RequestEvent happened)
    {
        var stored = (await _requests.Get(reference, Cancel))!;
        var moved = Assert.IsType<Step.Moved>(RequestLife.Apply(stored.Request, happened, Some.Moment));
        Assert.True(await _requests.Commit(RequestChange.Of(stored, moved.Request, happened, "system", null, Some.Moment), Cancel));
    }

    private static List<CoachingRequest> Expected(IReadOnlyList<CoachingRequest> all, RequestLookup lookup)
    {
        var sifted = all.Where(request =>
            (lookup.State is null || request.State == lookup.State) && (lookup.UsState is null || request.Place.State == lookup.UsState) && (lookup.Organization is null || request.Match?.Organization == lookup.Organization)
            && (lookup.Need is null || request.Needs.Contains(lookup.Need)) && (!lookup.NeedsPerson || request.Attention.Count > 0)
            && (lookup.From is null || request.ReceivedAt >= lookup.From) && (lookup.Until is null || request.ReceivedAt < lookup.Until)
            && lookup.Words.All(word => RequestSearchWords.Of(request).Any(one => one.StartsWith(word, StringComparison.Ordinal))));
        var newest = sifted.OrderByDescending(request => request.ReceivedAt).ThenBy(request => request.Reference.Code, StringComparer.Ordinal);
        return lookup.Order switch
        {
            RequestOrder.Oldest => [.. sifted.OrderBy(request => request.ReceivedAt).ThenBy(request => request.Reference.Code, StringComparer.Ordinal)],
            RequestOrder.HighestNeed => [.. newest.OrderByDescending(request => request.NeedIndex.Total)],
            _ => [.. newest],
        };
    }
}
