using System.Globalization;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>Parts schools, each given once, into the groups of <see cref="ReachGroups"/>.</summary>
/// <param name="poverty">Null where no directory says.</param>
internal sealed class GroupTally(PovertyQuartiles? poverty)
{
    private static readonly (string Key, string Name) s_unknown = (ReachGroup.Unknown, "Not known");
    private static readonly string[] s_quartiles = ["Lowest poverty quarter", "Second quarter", "Third quarter", "Highest poverty quarter"];
    private readonly Count<Area?> _areas = new();
    private readonly Count<int> _locales = new();
    private readonly Count<bool?> _charter = new();
    private readonly Count<SchoolLevel?> _levels = new();
    private readonly Count<bool?> _titleI = new();
    private readonly Count<int> _poverty = new();
    private readonly Count<UsState> _states = new();
    private readonly Count<string> _organizations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Count<int> _months = new();

    public void Add(ServedSchool school)
    {
        var students = school.Students ?? 0;
        _areas.Add(school.Locale?.Area, students);
        _locales.Add(school.Locale?.Code ?? 0, students);
        _charter.Add(school.Charter, students);
        _levels.Add(school.Level, students);
        _titleI.Add(school.TitleI, students);
        _poverty.Add(school.PovertyShare is { } share && poverty is not null ? poverty.QuartileOf(share) : 0, students);
        _states.Add(school.State, students);
        _months.Add((school.IntroducedOn.Year * 12) + school.IntroducedOn.Month - 1, students);
        foreach (var organization in school.Organizations)
            _organizations.Add(ReachTally.Plain(organization), students, organization);
    }

    public ReachGroups Groups() => new()
    {
        Areas = _areas.Ordered([Area.Urban, Area.Suburban, Area.Rural, .. _areas.Has(null) ? new Area?[] { null } : []], area => area is { } known ? (known.ToString().ToLowerInvariant(), known.ToString()) : s_unknown),
        Locales = _locales.ByKey(code => code == 0 ? s_unknown : (code.ToString(CultureInfo.InvariantCulture), Locale.FromCode(code).Name), last: 0),
        Charter = _charter.Ordered([true, false, null], charter => charter switch { true => ("charter", "Charter"), false => ("notCharter", "Not charter"), null => s_unknown }, emptyToo: false),
        Levels = _levels.Ordered([.. Enum.GetValues<SchoolLevel>().Select(level => (SchoolLevel?)level), null], level => level is { } known ? (known.ToString(), LevelName(known)) : s_unknown, emptyToo: false),
        TitleI = _titleI.Ordered([true, false, null], titleI => titleI switch { true => ("titleI", "Title I"), false => ("notTitleI", "Not Title I"), null => s_unknown }, emptyToo: false),
        Poverty = _poverty.ByKey(quartile => quartile == 0 ? s_unknown : (quartile.ToString(CultureInfo.InvariantCulture), s_quartiles[quartile - 1]), last: 0),
        States = _states.ByKey(state => (state.Code, state.Name)),
        Organizations = _organizations.ByKey(key => (key, _organizations.NameOf(key))),
        Months = _months.ByKey(month => Month(month)),
    };

    private static (string Key, string Name) Month(int month)
    {
        var first = new DateOnly(month / 12, (month % 12) + 1, 1);
        return (first.ToString("yyyy-MM", CultureInfo.InvariantCulture), first.ToString("MMMM yyyy", CultureInfo.InvariantCulture));
    }

    private static string LevelName(SchoolLevel level) => level == SchoolLevel.AdultEducation ? "Adult education" : level.ToString();

    private sealed class Count<T>(IEqualityComparer<T>? comparer = null)
    {
        private readonly Dictionary<Key, (int Schools, long Students)> _counts = new(new KeyComparer(comparer ?? EqualityComparer<T>.Default));
        private readonly Dictionary<Key, string> _names = new(new KeyComparer(comparer ?? EqualityComparer<T>.Default));

        public void Add(T key, long students, string? name = null)
        {
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, new(key), out _);
            count = (count.Schools + 1, count.Students + students);
            // Of several ways to write it the first in ordinal order, so that the order of the schools does not matter.
            if (name is not null && (!_names.TryGetValue(new(key), out var known) || string.CompareOrdinal(name, known) < 0))
                _names[new(key)] = name;
        }

        public bool Has(T key) => _counts.ContainsKey(new(key));

        public string NameOf(T key) => _names[new(key)];

        public IReadOnlyList<ReachGroup> Ordered(IEnumerable<T> keys, Func<T, (string Key, string Name)> words, bool emptyToo = true) =>
            [.. keys.Where(key => emptyToo || Has(key)).Select(key => Group(key, words))];

        /// <param name="last">The key that comes last, where it is not the greatest.</param>
        public IReadOnlyList<ReachGroup> ByKey(Func<T, (string Key, string Name)> words, T? last = default) =>
            [.. _counts.Keys.Select(key => key.Value).OrderBy(key => last is not null && EqualityComparer<T>.Default.Equals(key, last)).ThenBy(key => key).Select(key => Group(key, words))];

        private ReachGroup Group(T key, Func<T, (string Key, string Name)> words)
        {
            var (schools, students) = _counts.GetValueOrDefault(new(key));
            return new(words(key).Key, words(key).Name, schools, students);
        }

        /// <summary>A dictionary's key may not be null; unknown is.</summary>
        private readonly record struct Key(T Value);

        private sealed class KeyComparer(IEqualityComparer<T> comparer) : IEqualityComparer<Key>
        {
            public bool Equals(Key x, Key y) => comparer.Equals(x.Value, y.Value);

            public int GetHashCode(Key obj) => obj.Value is null ? 0 : comparer.GetHashCode(obj.Value);
        }
    }
}
