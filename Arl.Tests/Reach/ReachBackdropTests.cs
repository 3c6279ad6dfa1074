using Arl.Domain.Reach;
using Arl.Functions.Reach;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>What figures stand against is kept, so that those of a past date can be made again.</summary>
public sealed class ReachBackdropTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_past_moment_it_is_what_was_kept_last_up_to_then()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        var backdrops = network.Get<ReachBackdrops>();
        var now = await backdrops.Now(Cancel);
        await backdrops.Keep(now with { At = Some.Moment, Places = [new("Bridge", 5, 12)] }, Cancel);
        await backdrops.Keep(now with { At = Some.Moment.AddDays(1), Places = [new("Bridge", 4, 12)] }, Cancel);

        Assert.Equal(ReachBackdrop.None, await backdrops.At(Some.Moment.AddTicks(-1), Cancel));
        Assert.Equal(5, (await backdrops.At(Some.Moment, Cancel)).Places[0].Free);
        Assert.Equal(5, (await backdrops.At(Some.Moment.AddDays(1).AddTicks(-1), Cancel)).Places[0].Free);
        Assert.Equal(4, (await backdrops.At(Some.Moment.AddDays(300), Cancel)).Places[0].Free);
    }

    [Fact]
    public async Task It_knows_the_directory_and_the_places()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        network.Places = [new("Bridge", 5, 12)];

        await network.Function<KeepBackdrop>().Run(new(), Cancel);

        var kept = await network.Get<ReachBackdrops>().At(network.Clock.GetUtcNow(), Cancel);
        Assert.Equal((2, network.Clock.GetUtcNow(), new OrganizationPlaces("Bridge", 5, 12)), (kept.National!.Known + kept.National.Unknown.Schools, kept.At, Assert.Single(kept.Places)));
    }
}
