namespace Arl.Domain.Matching;

/// <summary>
/// What the parts of a fit are worth at most, in points; together 100 (docs/matching.md says why each is there). The defaults put what was asked for first:
/// covering the needs outweighs any two other parts together.
/// </summary>
public sealed record FitWeights
{
    public static FitWeights Default { get; } = new();

    /// <summary>Share of the needs that the coach covers; the first need counts twice.</summary>
    public double Needs { get; init; } = 45;

    /// <summary>Experience with this kind of place (city, suburb, town, rural): stated by staff or proven by work through the network.</summary>
    public double Locale { get; init; } = 15;

    /// <summary>Work with the same district, earlier or at this moment.</summary>
    public double Continuity { get; init; } = 10;

    /// <summary>Working days that overlap: all points in the same zone, none from five hours apart.</summary>
    public double TimeZone { get; init; } = 10;

    /// <summary>The share of the coach's places that is free: spreads the load within an organization.</summary>
    public double CoachRoom { get; init; } = 10;

    /// <summary>The share of the organization's places that is free: spreads the load between organizations.</summary>
    public double OrganizationRoom { get; init; } = 10;

    public double Total => Needs + Locale + Continuity + TimeZone + CoachRoom + OrganizationRoom;

    /// <summary>None negative, all together 100, so that a score stays a number from 0 to 100.</summary>
    public bool AreSound => new[] { Needs, Locale, Continuity, TimeZone, CoachRoom, OrganizationRoom }.All(weight => weight >= 0) && Math.Abs(Total - 100) < 1e-9;
}

/// <summary>The network's rules of matching, as staff set them.</summary>
public sealed record MatchingRules
{
    public static MatchingRules Default { get; } = new();

    public FitWeights Weights { get; init; } = FitWeights.Default;

    /// <summary>Points of priority that a day of waiting is worth, more than 0. Nobody is overtaken by a request that came more than <c>100 / CreditPerDay</c> days later.</summary>
    public double CreditPerDay { get; init; } = 1;
}
