namespace Arl.Domain.Reach.Public;

/// <summary>
/// What anybody may see of the reach: no group of fewer than 5 schools or 10 students, neither shown nor to be worked out from what is shown (docs/small-cells.md). A number that is null is hidden.
/// </summary>
public sealed record PublicReach
{
    /// <summary>The moment up to which it counts.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>All that was served is one small group: nothing but that is shown.</summary>
    public bool IsTooSmall { get; init; }

    public int? Schools { get; init; }

    public long? Students { get; init; }

    /// <summary>Null where there are as many as schools, which would say that each has one.</summary>
    public int? Districts { get; init; }

    /// <summary>Null as <see cref="Districts"/>.</summary>
    public int? Cities { get; init; }

    /// <summary>How many states; null where that would say that each has one school.</summary>
    public int? StateCount { get; init; }

    public int? Organizations { get; init; }

    /// <summary>Urban, suburban, rural, unknown.</summary>
    public IReadOnlyList<PublicGroup> Areas { get; init; } = [];

    /// <summary>Charter, not charter, unknown.</summary>
    public IReadOnlyList<PublicGroup> Charter { get; init; } = [];

    /// <summary>The states served; which they are is no secret, also where their numbers are hidden.</summary>
    public IReadOnlyList<PublicGroup> States { get; init; } = [];

    /// <summary>How many had been served when, in steps of whole months.</summary>
    public IReadOnlyList<PublicSpan> Growth { get; init; } = [];

    /// <summary>Percent of the requests of the last 12 months that the 24-hour promise was kept to.</summary>
    public int? PromiseShare { get; init; }

    /// <summary>All schools of the directory, beside which the locales stand; null where there is no directory.</summary>
    public LocaleShares? National { get; init; }

    /// <summary>The directory is an invented one, and so are the national shares.</summary>
    public bool IsSample { get; init; }

    public static PublicReach Of(ReachFigures figures)
    {
        var promise = figures.Promise.Kept + figures.Promise.Broken >= SmallCells.FewestRequests ? figures.Promise.Share : null;
        if (SmallCells.IsSmall(figures.Schools, figures.Students))
            return new() { AsOf = figures.AsOf, IsTooSmall = true, PromiseShare = promise };
        var states = PublicGroups.Of(figures.Groups.States);
        int? UnlessEachHasOne(int count) => count > 0 && count == figures.Schools ? null : count;
        return new()
        {
            AsOf = figures.AsOf,
            Schools = figures.Schools,
            Students = figures.Students,
            Districts = UnlessEachHasOne(figures.Districts),
            Cities = UnlessEachHasOne(figures.Cities),
            StateCount = states.Count == 0 && figures.States > 0 ? null : figures.States,
            Organizations = figures.Organizations,
            Areas = PublicGroups.WithShares(figures.Groups.Areas),
            Charter = PublicGroups.WithShares(figures.Groups.Charter),
            States = states,
            Growth = PublicSpan.Of(figures.Groups.Months),
            PromiseShare = promise,
        };
    }
}
