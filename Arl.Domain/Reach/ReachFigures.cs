using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>
/// The figures that the network publishes, all distinct by construction: a school counts once, by its key, however often it is named.
/// One definition per figure, here.
/// </summary>
public sealed record ReachFigures
{
    /// <summary>The moment up to which they count.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Distinct schools served.</summary>
    public required int Schools { get; init; }

    /// <summary>Distinct districts (LEAID) of these schools; a school typed by hand has none that we know.</summary>
    public required int Districts { get; init; }

    /// <summary>Students enrolled in these schools. A school whose enrollment is unknown adds none.</summary>
    public required long Students { get; init; }

    /// <summary>Distinct pairs of city and state, whatever the case and spacing.</summary>
    public required int Cities { get; init; }

    /// <summary>The states these schools lie in, by code; DC and outlying areas count as states.</summary>
    public required IReadOnlyList<UsState> StatesServed { get; init; }

    public int States => StatesServed.Count;

    /// <summary>Distinct coaching organizations, whatever the case and spacing.</summary>
    public required int Organizations { get; init; }

    public required LocaleShares Locales { get; init; }

    /// <summary>Schools known to be charter schools.</summary>
    public required int CharterSchools { get; init; }

    /// <summary>The same schools, parted in several ways.</summary>
    public ReachGroups Groups { get; init; } = ReachGroups.None;

    public required RequestCounts Requests { get; init; }

    /// <summary>What was done with the requests up to <see cref="AsOf"/>; nothing in reports written before it was counted.</summary>
    public WorkFigures Work { get; init; } = WorkFigures.None;

    /// <summary>The calls of the coaches and their library up to <see cref="AsOf"/>; nothing in reports written before it was counted.</summary>
    public LearningFigures Learning { get; init; } = LearningFigures.None;

    /// <summary>The coaches' places, by organization.</summary>
    public IReadOnlyList<OrganizationPlaces> Places { get; init; } = [];

    /// <summary>Of the requests received in the 12 months up to <see cref="AsOf"/>; none in reports written before it was counted.</summary>
    public PromiseFigures Promise { get; init; } = PromiseFigures.None;

    /// <summary>Counts them. Their order does not matter, and a school named twice is merged and counts once.</summary>
    /// <param name="poverty">Where the directory parts into quarters; null where no directory says.</param>
    public static ReachFigures Of(IEnumerable<ServedSchool> schools, RequestCounts requests, DateTimeOffset asOf, PovertyQuartiles? poverty = null)
    {
        var tally = new ReachTally(poverty);
        foreach (var school in ServedSchool.Distinct(schools))
            tally.Add(school);
        return tally.Figures(requests, asOf);
    }

    /// <summary>All of it, as it was at a moment.</summary>
    /// <param name="schools">As they were known at that moment.</param>
    /// <param name="requests">At least all that had been received by then.</param>
    public static ReachFigures Of(IEnumerable<ServedSchool> schools, IReadOnlyCollection<RequestRecord> requests, LearningRecord learning, ReachBackdrop backdrop, DateTimeOffset asOf) =>
        Of(schools, RequestCounts.At(requests, asOf), asOf, backdrop.Poverty) with
        {
            Work = WorkFigures.Of(requests, DateTimeOffset.MinValue, asOf),
            Learning = LearningFigures.Of(learning, DateTimeOffset.MinValue, asOf),
            Promise = PromiseFigures.Of(requests.Where(request => request.ReceivedAt >= asOf.AddYears(-1) && request.ReceivedAt <= asOf).Select(request => request.PromisedAt(asOf)), asOf),
            Places = backdrop.Places,
        };
}
