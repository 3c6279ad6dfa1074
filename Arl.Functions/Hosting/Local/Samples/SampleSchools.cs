using Arl.Domain.Schools;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>
/// Invents schools in all 50 states and DC whose shares follow <see cref="SampleFigures"/>. The same count and seed give the same schools. Places, people and
/// schools are made up; locale is one per district, and poverty, level and locale are drawn independently of each other, which real ones are not.
/// </summary>
internal sealed class SampleSchools
{
    public const int Fewest = 500;
    public const int Most = 200_000;
    private const double SizeSpread = 0.65;
    private const double DistrictSpread = 1.2;

    private readonly SampleDraw _draw;
    private readonly Queue<int> _levels;
    private readonly Queue<int> _poverty;
    private readonly Queue<int> _enrollment;
    private readonly int[] _localesLeft;
    private readonly List<School> _schools = [];

    private SampleSchools(int count, int seed)
    {
        _draw = new(seed);
        _levels = _draw.Deck(count, [.. SampleFigures.Levels.Select(l => l.Schools)]);
        _poverty = _draw.Deck(count, [.. SampleFigures.Poverty.Select(p => p.Schools)]);
        var without = (int)Math.Round(count * SampleFigures.WithoutEnrollmentShare);
        _enrollment = _draw.Deck(count, [count - without, without]);
        _localesLeft = SampleDraw.Apportion(count, [.. SampleFigures.Locales.Select(l => l.Schools)]);
    }

    /// <param name="count"><see cref="Fewest"/>–<see cref="Most"/>: fewer would leave small states empty, more would run out of ids.</param>
    /// <param name="seed">Any number.</param>
    public static IReadOnlyList<School> Generate(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, Fewest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        var sample = new SampleSchools(count, seed);
        var states = SampleFigures.States;
        var schools = SampleDraw.Apportion(count, [.. states.Select(s => s.Schools)]);
        var charters = SampleDraw.Apportion(
            (int)Math.Round(count * SampleFigures.CharterShare), [.. states.Select(s => SampleFigures.WithoutCharters.Contains(s.State) ? 0 : s.Schools)]);
        for (var i = 0; i < states.Length; i++)
            sample.AddState(UsState.Parse(states[i].State), states[i].Fips, schools[i], charters[i]);
        return sample._schools;
    }

    private void AddState(UsState state, int fips, int schools, int charters)
    {
        var number = 0;
        for (var left = charters; left > 0; left--)
            AddDistrict(state, SampleRange.District(fips, ++number), 1, charter: true);
        for (var left = schools - charters; left > 0;)
        {
            var size = Math.Clamp((int)Math.Round(_draw.Skewed(SampleFigures.SchoolsPerDistrict, DistrictSpread)), 1, left);
            AddDistrict(state, SampleRange.District(fips, ++number), size, charter: false);
            left -= size;
        }
    }

    private void AddDistrict(UsState state, LeaId district, int size, bool charter)
    {
        var locale = LocaleType(state, size);
        var city = SampleNames.City(_draw);
        var name = charter ? null : SampleNames.District(_draw, city);
        for (var number = 1; number <= size; number++)
        {
            var school = School(NcesSchoolId.FromNumber((district.Number * 100_000L) + number), state, city, locale, charter);
            _schools.Add(school with { DistrictName = name ?? school.Name });
        }
    }

    /// <summary>The District of Columbia is a city; elsewhere the type is drawn by what is left of each.</summary>
    private int LocaleType(UsState state, int size)
    {
        var type = state.Code == "DC" || _localesLeft.Sum() == 0 ? 0 : _draw.Weighted(_localesLeft);
        _localesLeft[type] = Math.Max(0, _localesLeft[type] - size);
        return type;
    }

    private School School(NcesSchoolId id, UsState state, string city, int localeType, bool charter)
    {
        var (_, localeSchools, localeStudents, subtypes) = SampleFigures.Locales[localeType];
        var (level, levelSchools, levelStudents) = SampleFigures.Levels[_levels.Dequeue()];
        var (from, to, _, titleI) = SampleFigures.Poverty[_poverty.Dequeue()];
        var mean = (double)levelStudents / levelSchools * localeStudents / localeSchools / SampleFigures.AverageSize;
        var size = Math.Max(5, (int)_draw.Skewed(mean, SizeSpread));
        int? students = _enrollment.Dequeue() == 0 ? size : null;
        return new()
        {
            Id = id,
            Name = SampleNames.School(_draw, city, level, charter),
            City = city,
            State = state,
            DistrictName = "",
            Locale = Locale.FromCode(subtypes[_draw.Weighted([.. subtypes.Select(s => s.Weight)])].Code),
            Charter = charter,
            TitleI = _draw.Chance(titleI),
            Level = level,
            Students = students,
            FreeOrReducedLunch = to > from ? (int?)(_draw.Between(from, to) * students) : null,
        };
    }
}
