namespace Arl.Domain.Schools;

/// <summary>Turns schools into the columns and the two search indexes.</summary>
internal static class DirectoryBuilder
{
    /// <exception cref="ArgumentException">Two schools have the same id.</exception>
    public static DirectoryData Build(IEnumerable<School> schools, DirectoryOrigin origin)
    {
        var sorted = schools.OrderByDescending(s => s.Students ?? DirectoryData.Unknown).ThenBy(s => s.Id).ToArray();
        var states = Numbered(sorted.Select(s => s.State.Code));
        var cities = Numbered(sorted.Select(s => s.City));
        var districts = sorted.GroupBy(s => s.District).Select(Summary).OrderByDescending(d => d.District.Students ?? DirectoryData.Unknown).ThenBy(d => d.District.Id).ToArray();
        var districtAt = districts.Select((d, at) => (d.District.Id, at)).ToDictionary(d => d.Id, d => d.at);
        return new()
        {
            Origin = origin,
            States = Utf8Table.From(states.Keys),
            Cities = Utf8Table.From(cities.Keys),
            Schools = SchoolRows(sorted, states, cities, school => districtAt[school.District], districts),
            Districts = DistrictRows(districts, states),
        };
    }

    private static SchoolRows SchoolRows(School[] sorted, OrderedDictionary<string, int> states, OrderedDictionary<string, int> cities, Func<School, int> district, DistrictSummary[] districts) => new()
    {
        Ids = [.. sorted.Select(s => s.Id.Number)],
        Names = Utf8Table.From([.. sorted.Select(s => s.Name)]),
        City = [.. sorted.Select(s => cities[s.City])],
        District = [.. sorted.Select(district)],
        State = [.. sorted.Select(s => (byte)states[s.State.Code])],
        Locale = [.. sorted.Select(s => (byte)(s.Locale?.Code ?? 0))],
        Facts = [.. sorted.Select(Facts.Of)],
        Students = [.. sorted.Select(s => s.Students ?? DirectoryData.Unknown)],
        Lunch = [.. sorted.Select(s => s.FreeOrReducedLunch ?? DirectoryData.Unknown)],
        Search = Index(12, sorted, (index, s) => index.Add(s.Id.Number, s.Name, s.City, districts[district(s)].District.Name)),
    };

    private static DistrictRows DistrictRows(DistrictSummary[] districts, OrderedDictionary<string, int> states) => new()
    {
        Ids = [.. districts.Select(d => d.District.Id.Number)],
        Names = Utf8Table.From([.. districts.Select(d => d.District.Name)]),
        State = [.. districts.Select(d => (byte)states[d.District.State.Code])],
        Schools = [.. districts.Select(d => d.District.Schools)],
        Students = [.. districts.Select(d => d.District.Students ?? DirectoryData.Unknown)],
        Search = Index(7, districts, (index, d) => index.Add(d.District.Id.Number, d.District.Name, d.Cities)),
    };

    private static SearchIndex Index<T>(int idDigits, T[] rows, Action<SearchIndexBuilder, T> add)
    {
        var index = new SearchIndexBuilder(idDigits);
        foreach (var row in rows)
            add(index, row);
        var built = index.Build();
        for (var i = 1; i < built.Ids.Length; i++)
            if (built.Ids[i] == built.Ids[i - 1])
                throw new ArgumentException("Two rows have the same id.", nameof(rows));
        return built;
    }

    private sealed record DistrictSummary(District District, string[] Cities);

    // The group is in the order of the schools, bigger first; grouping and sorting keep that order among equals.
    private static DistrictSummary Summary(IGrouping<LeaId, School> schools) => new(
        new()
        {
            Id = schools.Key,
            Name = schools.First().DistrictName,
            State = schools.GroupBy(s => s.State).OrderByDescending(g => g.Count()).First().Key,
            Schools = schools.Count(),
            Students = schools.Any(s => s.Students is not null) ? schools.Sum(s => s.Students ?? 0) : null,
        },
        [.. schools.Select(s => s.City).Distinct()]);

    private static OrderedDictionary<string, int> Numbered(IEnumerable<string> texts)
    {
        var numbered = new OrderedDictionary<string, int>();
        foreach (var text in texts)
            numbered.TryAdd(text, numbered.Count);
        return numbered;
    }
}
