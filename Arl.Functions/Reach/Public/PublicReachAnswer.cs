using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;

namespace Arl.Functions.Reach.Public;

/// <summary>The public figures as <c>/api/reach</c> spells them. A null is not shown (docs/small-cells.md).</summary>
internal static class PublicReachAnswer
{
    public static object Of(PublicReach reach) => new
    {
        reach.AsOf,
        TooFewToShow = reach.IsTooSmall,
        reach.Schools,
        reach.Districts,
        reach.Students,
        reach.Cities,
        States = reach.StateCount,
        reach.Organizations,
        Locales = reach.Areas.ToDictionary(area => area.Key, area => new { area.Schools, area.Students, area.Share, NationalShare = reach.National?.ShareOf(area.Key) }, StringComparer.Ordinal),
        Charter = reach.Charter.ToDictionary(group => group.Key, group => new { group.Schools, group.Students, group.Share }, StringComparer.Ordinal),
        StatesServed = reach.States.Select(state => new { State = state.Key, state.Name, state.Schools, state.Students }),
        Growth = reach.Growth,
        Promise = new { Share = reach.PromiseShare },
        SmallestGroupShown = new { Schools = SmallCells.FewestSchools, Students = SmallCells.FewestStudents },
        SampleDirectory = reach.IsSample,
    };
}
