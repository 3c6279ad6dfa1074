using Arl.Domain.Schools;

namespace Arl.Domain.Reach.Equity;

/// <summary>One way to part schools and requests into groups: each falls into exactly one, <see cref="EquityGroup.UnknownId"/> where the value is not known.</summary>
internal sealed record EquityView(string Id, string Name, IReadOnlyList<(string Id, string Name)> Groups, Func<EquityFacts, string> GroupOf)
{
    private static readonly (string Id, string Name) s_unknown = (EquityGroup.UnknownId, "Not known");
    private static readonly LocaleType[] s_locales = Enum.GetValues<LocaleType>();
    private static readonly string[] s_quarters = ["lowest", "second", "third", "highest"];

    /// <summary>The four dimensions; poverty by the thresholds of a directory, all unknown where it has none.</summary>
    public static IReadOnlyList<EquityView> All(PovertyQuartiles? quartiles) => [Locales, Poverty(quartiles), States, CharterSchools];

    private static EquityView Locales { get; } = new(
        EquityDimension.Locale, "Locale", [.. s_locales.Select(type => (InWords.Id(type), type.ToString())), s_unknown],
        facts => facts.Locale is { } type ? InWords.Id(type) : EquityGroup.UnknownId);

    private static EquityView States { get; } = new(
        EquityDimension.State, "State", [.. UsState.All.Select(state => (state.Code, state.Name))], facts => facts.State.Code);

    private static EquityView CharterSchools { get; } = new(
        EquityDimension.Charter, "Charter", [("charter", "Charter"), ("notCharter", "Not charter"), s_unknown],
        facts => facts.Charter switch { true => "charter", false => "notCharter", null => EquityGroup.UnknownId });

    private static EquityView Poverty(PovertyQuartiles? quartiles) => new(
        EquityDimension.Poverty, "Poverty",
        [.. s_quarters.Select((id, at) => (id, $"{InWords.Line(id)} poverty quarter" + (quartiles is null ? "" : $" ({quartiles.Range(at + 1)})"))), s_unknown],
        facts => quartiles is not null && facts.PovertyShare is { } share ? s_quarters[quartiles.QuartileOf(share) - 1] : EquityGroup.UnknownId);
}
