using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>Adds up schools, each given once.</summary>
/// <param name="poverty">Where the directory parts into quarters; null where no directory says.</param>
internal sealed class ReachTally(PovertyQuartiles? poverty)
{
    private readonly GroupTally _groups = new(poverty);
    private readonly HashSet<LeaId> _districts = [];
    private readonly HashSet<(string City, UsState State)> _cities = [];
    private readonly HashSet<UsState> _states = [];
    private readonly HashSet<string> _organizations = new(StringComparer.Ordinal);
    private readonly Dictionary<Area, int> _areas = [];
    private int _schools;
    private int _charter;
    private long _students;

    public void Add(ServedSchool school)
    {
        _schools++;
        _groups.Add(school);
        _students += school.Students ?? 0;
        _charter += school.Charter is true ? 1 : 0;
        _states.Add(school.State);
        if (school.District is { } district)
            _districts.Add(district);
        if (Plain(school.City) is { Length: > 0 } city)
            _cities.Add((city, school.State));
        foreach (var organization in school.Organizations)
            _organizations.Add(Plain(organization));
        if (school.Locale is { } locale)
            _areas[locale.Area] = _areas.GetValueOrDefault(locale.Area) + 1;
    }

    public ReachFigures Figures(RequestCounts requests, DateTimeOffset asOf)
    {
        int Of(Area area) => _areas.GetValueOrDefault(area);
        return new()
        {
            AsOf = asOf,
            Schools = _schools,
            Districts = _districts.Count,
            Students = _students,
            Cities = _cities.Count,
            StatesServed = [.. _states.Order()],
            Organizations = _organizations.Count,
            Locales = LocaleShares.Of(Of(Area.Urban), Of(Area.Suburban), Of(Area.Rural), _schools - _areas.Values.Sum()),
            CharterSchools = _charter,
            Groups = _groups.Groups(),
            Requests = requests,
        };
    }

    /// <summary>Without regard to case and spacing.</summary>
    internal static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
