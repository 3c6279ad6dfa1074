using System.Runtime.CompilerServices;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach.Equity;

/// <summary>What a directory is made of, group by group. Counted in one pass over its columns, once for each directory: no school is materialised.</summary>
internal sealed class EquityBaseline
{
    private static readonly ConditionalWeakTable<SchoolDirectory, EquityBaseline> s_counted = [];
    private readonly Dictionary<string, Dictionary<string, int>> _schools;

    private EquityBaseline(SchoolDirectory directory)
    {
        var schools = FactsOf(directory);
        Quartiles = PovertyQuartiles.Of([.. schools.Where(facts => facts.PovertyShare is not null).Select(facts => facts.PovertyShare!.Value)]);
        Views = EquityView.All(Quartiles);
        _schools = Views.ToDictionary(view => view.Id, view => schools.CountBy(view.GroupOf).ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Null where no school of the directory reports poverty.</summary>
    public PovertyQuartiles? Quartiles { get; }

    public IReadOnlyList<EquityView> Views { get; }

    public static EquityBaseline Of(SchoolDirectory directory) => s_counted.GetValue(directory, counted => new(counted));

    public int Schools(EquityView view, string group) => _schools[view.Id].GetValueOrDefault(group);

    private static EquityFacts[] FactsOf(SchoolDirectory directory)
    {
        var rows = directory.Data.Schools;
        var states = Enumerable.Range(0, directory.Data.States.Count).Select(at => UsState.Parse(directory.Data.States.Text(at))).ToArray();
        var facts = new EquityFacts[directory.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            LocaleType? locale = rows.Locale[i] is not 0 and var code ? Locale.FromCode(code).Type : null;
            facts[i] = new(locale, School.PovertyOf(Known(rows.Students[i]), Known(rows.Lunch[i])), states[rows.State[i]], Facts.Charter(rows.Facts[i]));
        }
        return facts;
    }

    private static int? Known(int count) => count == DirectoryData.Unknown ? null : count;
}
