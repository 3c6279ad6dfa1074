using Arl.Domain.Introductions;
using Arl.Domain.Reach;

namespace Arl.Functions.Reach;

/// <summary>Locales three-way.</summary>
public sealed record LocalesAnswer(LocaleShare Urban, LocaleShare Suburban, LocaleShare Rural, LocaleShare Unknown);

/// <summary>What was new in a period, and in the one before, as long.</summary>
public sealed record StaffReachPeriod(DateOnly From, DateOnly To, StaffReachAnswer New, StaffReachAnswer Before);

/// <summary>The figures as staff get them as JSON; docs/reach.md defines each.</summary>
public sealed record StaffReachAnswer
{
    public required DateTimeOffset AsOf { get; init; }

    public required int Schools { get; init; }

    public required int Districts { get; init; }

    public required long Students { get; init; }

    public required int Cities { get; init; }

    public required int States { get; init; }

    public required int Organizations { get; init; }

    public required LocalesAnswer Locales { get; init; }

    public required int CharterSchools { get; init; }

    public required ReachGroups Groups { get; init; }

    public required RequestCounts Requests { get; init; }

    public required PromiseFigures Promise { get; init; }

    public required WorkFigures Work { get; init; }

    public required LearningFigures Learning { get; init; }

    public required IReadOnlyList<OrganizationPlaces> Places { get; init; }

    public StaffReachPeriod? Period { get; init; }

    public static StaffReachAnswer Of(ReachFigures figures) => new()
    {
        AsOf = figures.AsOf,
        Schools = figures.Schools,
        Districts = figures.Districts,
        Students = figures.Students,
        Cities = figures.Cities,
        States = figures.States,
        Organizations = figures.Organizations,
        Locales = new(figures.Locales.Urban, figures.Locales.Suburban, figures.Locales.Rural, figures.Locales.Unknown),
        CharterSchools = figures.CharterSchools,
        Groups = figures.Groups,
        Requests = figures.Requests,
        Promise = figures.Promise,
        Work = figures.Work,
        Learning = figures.Learning,
        Places = figures.Places,
    };
}
