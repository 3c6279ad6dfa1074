using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Requests;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Check;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Reach.Check;

/// <summary>The nightly check of what figures know of requests against their histories.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Dictionary<string, Func<CoachingRequest, CoachingRequest>> s_wrongs = new(StringComparer.Ordinal)
    {
        ["an event is missing"] = request => request with { Moments = [.. request.Moments.SkipLast(1)] },
        ["an event stands twice"] = request => request with { Moments = [.. request.Moments, request.Moments[^1]] },
        ["events are in another order"] = request => request with { Moments = [.. request.Moments.Reverse()] },
        ["another organization"] = request => request with { Moments = [.. request.Moments.Select(moment => moment with { Organization = "Nobody" })] },
        ["another moment"] = request => request with { Moments = [.. request.Moments.Select(moment => moment with { At = moment.At.AddMinutes(1) })] },
        ["another state"] = request => request with { Moments = [.. request.Moments.SkipLast(1), request.Moments[^1] with { State = RequestState.Completed }] },
        ["no events at all"] = request => request with { Moments = [] },
        ["fewer events are counted than there are"] = request => request with { Events = 2 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Wrongs => [.. s_wrongs.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public async Task What_figures_know_of_a_request_is_set_right_from_its_history_and_nothing_else_of_it_is_touched(string wrong)
    {
        await using var site = await Introduced();
        var stored = await Stored(site);
        Assert.Empty(await Check(site));

        await site.Network.Requests.Touch(stored with { Request = s_wrongs[wrong](stored.Request) }, Cancel);

        var found = Assert.Single(await Check(site));
        Assert.Equal((ReachDifferenceKind.Moments, stored.Request.Reference.ToString()), (found.Kind, found.Key));
        Assert.Equal(1, await site.Network.Get<ReachChecker>().Repair("Kim", Cancel));
        Assert.Empty(await Check(site));
        Assert.Equal(Json(stored.Request), Json((await Stored(site)).Request));
    }

    [Fact]
    public async Task An_event_from_before_its_facts_were_kept_counts_by_its_name_its_time_and_its_state()
    {
        await using var site = await Introduced();
        var stored = await Stored(site);
        await ForgetMoments(site, stored.Request);
        await site.Network.Requests.Touch(stored with { Request = stored.Request with { Moments = [] } }, Cancel);

        Assert.Equal(1, await site.Network.Get<ReachChecker>().Repair("Kim", Cancel));

        Assert.Equal(stored.Request.Moments.Select(moment => new RequestMoment(moment.At, moment.Event, moment.State)), (await Stored(site)).Request.Moments);
        Assert.Empty(await Check(site));
    }

    [Fact]
    public async Task Introductions_of_which_the_history_knows_nothing_are_shown_and_left_to_a_person()
    {
        await using var site = await Introduced();
        var stored = await Stored(site);
        var introduced = stored.Request.Introductions[0];
        var wrong = stored.Request with { Introductions = [introduced, introduced with { Organization = "Nobody", At = introduced.At.AddDays(1) }] };

        await site.Network.Requests.Touch(stored with { Request = wrong }, Cancel);

        await IsLeftToAPerson(site, wrong, "it says that it was introduced at 2026-");
    }

    [Fact]
    public async Task Introductions_that_only_the_history_knows_cost_no_school_its_place_in_the_reach()
    {
        await using var site = await Introduced();
        var stored = await Stored(site);
        var wrong = stored.Request with { Introductions = [] };

        await site.Network.Requests.Touch(stored with { Request = wrong }, Cancel);

        await IsLeftToAPerson(site, wrong, "it says that it was introduced never, and its history at 2026-");
        Assert.Single(await site.Network.Get<ReachTable>().All(Cancel));
    }

    [Theory, InlineData(2), InlineData(-1)]
    public async Task A_history_that_lost_an_event_takes_nothing_from_the_request(int lost)
    {
        await using var site = await Introduced();
        var request = (await Stored(site)).Request;
        await Table(site).DeleteEntityAsync(RequestKeys.Partition(request.Reference), RequestKeys.History(request.Reference, lost < 0 ? request.Events : lost), cancellationToken: Cancel);

        await IsLeftToAPerson(site, request, "its history lacks an event");
    }

    private static async Task IsLeftToAPerson(Site site, CoachingRequest request, string says)
    {
        var found = Assert.Single(await Check(site));
        Assert.Equal(ReachDifferenceKind.ByHand, found.Kind);
        Assert.StartsWith($"request {request.Reference}: {says}", found.Words, StringComparison.Ordinal);
        Assert.Equal(0, await site.Network.Get<ReachChecker>().Repair("Kim", Cancel));
        Assert.Single(await Check(site));
        Assert.Equal(Json(request), Json((await Stored(site)).Request));
    }

    private async Task<Site> Introduced()
    {
        var site = await Site.Start(SignedIn.AtTheDoor);
        await site.Network.Coaches.Import([Some.Coach with { Capacity = 9 }], Cancel);
        await site.Post(SomeJson.Request);
        await site.Network.Settle();
        return site;
    }

    private static async Task<StoredRequest> Stored(Site site) => (await site.Network.Requests.Get((await site.Network.Requests.All(Cancel)).Single().Reference, Cancel))!;

    private static Task<IReadOnlyList<ReachDifference>> Check(Site site) => site.Network.Get<ReachChecker>().Check(Cancel);

    private static TableClient Table(Site site) => site.Network.Storage.Table(TableNames.Requests);

    private static async Task ForgetMoments(Site site, CoachingRequest request)
    {
        foreach (var number in Enumerable.Range(1, request.Events))
        {
            var row = (await Table(site).GetEntityAsync<TableEntity>(RequestKeys.Partition(request.Reference), RequestKeys.History(request.Reference, number), cancellationToken: Cancel)).Value;
            row.Remove("Moment");
            await Table(site).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
        }
    }

    private static string Json(CoachingRequest request) => JsonSerializer.Serialize(request, DomainJson.Options);
}
