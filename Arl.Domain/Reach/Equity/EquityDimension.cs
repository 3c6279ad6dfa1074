namespace Arl.Domain.Reach.Equity;

/// <summary>All groups of one kind: what was served, the directory and the requests fall into them without rest and without overlap.</summary>
public sealed record EquityDimension(string Id, string Name, IReadOnlyList<EquityGroup> Groups)
{
    public const string Locale = "locale";
    public const string Poverty = "poverty";
    public const string State = "state";
    public const string Charter = "charter";

    /// <summary>
    /// With fewer served schools whose value is known, no alarm: a quarter of the country would be expected to have fewer than five of them, and one school more or less would raise or end it.
    /// The guidelines that the four-fifths rule comes from make the same reservation for small numbers (29 CFR 1607.4(D)).
    /// </summary>
    public const int FewestServed = 20;

    /// <summary>Served schools whose value is known.</summary>
    public int ServedKnown => Groups.Where(group => group.Id != EquityGroup.UnknownId).Sum(group => group.Served);

    /// <summary>Schools of the directory whose value is known.</summary>
    public int SchoolsKnown => Groups.Where(group => group.Id != EquityGroup.UnknownId).Sum(group => group.Schools);

    /// <summary>The groups that fall below four fifths, in their order; none where too few were served to say.</summary>
    public IReadOnlyList<EquityGroup> Alarms => ServedKnown < FewestServed ? [] : [.. Groups.Where(group => group.IsBelowFourFifths)];
}
