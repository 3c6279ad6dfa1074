namespace Arl.Domain.Schools;

/// <summary>Where a directory comes from.</summary>
/// <param name="Source">The file's name.</param>
/// <param name="SchoolYear">The survey year as the file gives it, e.g. <c>2020-2021</c>; null where it gives none.</param>
/// <param name="IsSample">Invented schools for a first run: said wherever the directory is shown.</param>
/// <param name="ImportedAt">When the import was made.</param>
public sealed record DirectoryOrigin(string Source, string? SchoolYear, bool IsSample, DateTimeOffset ImportedAt);

/// <summary>
/// Every operating public school and its district, in memory: immutable, safe for any number of readers. Schools are materialised when asked for;
/// 100,000 of them take under 60 MB and a search takes under 2 ms (Arl.Benchmarks).
/// </summary>
public sealed class SchoolDirectory : ISchools
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 50;

    /// <summary>Fewer schools than this speak for a district or a test, not for the nation.</summary>
    private const int FewestForMedian = 1_000;

    private readonly Lazy<double?> _medianPovertyShare;
    private readonly UsState[] _states;
    private readonly OrdinalSet[] _schoolsIn;
    private readonly OrdinalSet[] _districtsIn;

    internal SchoolDirectory(DirectoryData data)
    {
        Data = data;
        _medianPovertyShare = new(() => MedianOf(data.Schools));
        _states = [.. Enumerable.Range(0, data.States.Count).Select(i => UsState.Parse(data.States.Text(i)))];
        _schoolsIn = ByState(data.Schools.State);
        _districtsIn = ByState(data.Districts.State);
    }

    public static SchoolDirectory Empty { get; } = Build([], new("none", null, IsSample: false, DateTimeOffset.UnixEpoch));

    internal DirectoryData Data { get; }

    public DirectoryOrigin Origin => Data.Origin;

    /// <summary>Schools.</summary>
    public int Count => Data.Schools.Ids.Length;

    /// <summary>The median share of free and reduced-price lunch over the schools that report it; null under 1,000 of them.</summary>
    public double? MedianPovertyShare => _medianPovertyShare.Value;

    public int DistrictCount => Data.Districts.Ids.Length;

    /// <exception cref="ArgumentException">Two schools have the same id.</exception>
    public static SchoolDirectory Build(IEnumerable<School> schools, DirectoryOrigin origin) => new(DirectoryBuilder.Build(schools, origin));

    public School? Find(NcesSchoolId id) => Data.Schools.Search.Find(id.Number) is >= 0 and var at ? SchoolAt(at) : null;

    public District? Find(LeaId id) => Data.Districts.Search.Find(id.Number) is >= 0 and var at ? DistrictAt(at) : null;

    /// <summary>The district's schools, bigger first; none where the directory does not know it.</summary>
    public IReadOnlyList<School> SchoolsOf(LeaId id)
    {
        var ordinals = Data.Schools.Search.Between(id.Number * 100_000L, (id.Number + 1) * 100_000L).ToArray();
        Array.Sort(ordinals);
        return Array.ConvertAll(ordinals, SchoolAt);
    }

    /// <summary>
    /// Type-ahead over names, cities, districts and ids: every word of the query is the beginning of a word of the school, case and accents ignored.
    /// Exact name or id first, then names that start with the query, then the rest; in each the bigger school first, unknown sizes last.
    /// A blank query lists the biggest schools.
    /// </summary>
    /// <param name="state">Only schools that lie there.</param>
    /// <param name="limit">How many at most; kept within 1–<see cref="MaxLimit"/>.</param>
    public IReadOnlyList<School> Search(string? query, UsState? state = null, int limit = DefaultLimit) =>
        Search(Data.Schools.Search, query, state, _schoolsIn, limit).ConvertAll(SchoolAt);

    /// <summary>As <see cref="Search"/>, over the names and ids of districts and the cities of their schools; more students first.</summary>
    public IReadOnlyList<District> SearchDistricts(string? query, UsState? state = null, int limit = DefaultLimit) =>
        Search(Data.Districts.Search, query, state, _districtsIn, limit).ConvertAll(DistrictAt);

    /// <summary>All schools, bigger first.</summary>
    public IEnumerable<School> All() => Enumerable.Range(0, Count).Select(SchoolAt);

    private List<int> Search(SearchIndex index, string? query, UsState? state, OrdinalSet[] byState, int limit)
    {
        var at = state is { } wanted ? Array.IndexOf(_states, wanted) : -1;
        return state is not null && at < 0 ? [] : index.Search(query, at < 0 ? null : byState[at], Math.Clamp(limit, 1, MaxLimit));
    }

    private School SchoolAt(int ordinal)
    {
        var rows = Data.Schools;
        var facts = rows.Facts[ordinal];
        return new()
        {
            Id = NcesSchoolId.FromNumber(rows.Ids[ordinal]),
            Name = rows.Names.Text(ordinal),
            City = Data.Cities.Text(rows.City[ordinal]),
            State = _states[rows.State[ordinal]],
            DistrictName = Data.Districts.Names.Text(rows.District[ordinal]),
            Locale = rows.Locale[ordinal] is not 0 and var code ? Locale.FromCode(code) : null,
            Charter = Facts.Charter(facts),
            TitleI = Facts.TitleI(facts),
            Level = Facts.Level(facts),
            Students = Known(rows.Students[ordinal]),
            FreeOrReducedLunch = Known(rows.Lunch[ordinal]),
        };
    }

    private District DistrictAt(int ordinal) => new()
    {
        Id = LeaId.FromNumber(Data.Districts.Ids[ordinal]),
        Name = Data.Districts.Names.Text(ordinal),
        State = _states[Data.Districts.State[ordinal]],
        Schools = Data.Districts.Schools[ordinal],
        Students = Known(Data.Districts.Students[ordinal]),
    };

    private static int? Known(int count) => count == DirectoryData.Unknown ? null : count;

    private OrdinalSet[] ByState(byte[] stateOfRow)
    {
        var sets = Array.ConvertAll(_states, _ => new OrdinalSet(stateOfRow.Length));
        for (var i = 0; i < stateOfRow.Length; i++)
            sets[stateOfRow[i]].Add(i);
        return sets;
    }

    private static double? MedianOf(SchoolRows schools)
    {
        var shares = new List<double>(schools.Ids.Length);
        for (var i = 0; i < schools.Ids.Length; i++)
        {
            if (School.PovertyOf(Known(schools.Students[i]), Known(schools.Lunch[i])) is { } share)
                shares.Add(share);
        }
        return shares.Count < FewestForMedian ? null : Median.Of(shares);
    }
}
