using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach.Equity;

/// <summary>What puts a school or a request into groups. Null is unknown.</summary>
internal readonly record struct EquityFacts(LocaleType? Locale, double? PovertyShare, UsState State, bool? Charter)
{
    /// <summary>
    /// A served school by the directory's facts, so that both sides of a ratio are measured alike: a staff file's "rural" may well be a town to NCES.
    /// What the directory does not know is taken from what was said of the school.
    /// </summary>
    public static EquityFacts Of(ServedSchool served, School? inDirectory) => new(
        (inDirectory?.Locale ?? served.Locale)?.Type, inDirectory?.PovertyShare, inDirectory?.State ?? served.State, inDirectory?.Charter ?? served.Charter);

    /// <summary>A request by the facts of its place; a district's are those of its schools together.</summary>
    public static EquityFacts Of(RequestedPlace place) => new(place.Locale?.Type, place.PovertyShare, place.State, place.Charter);
}
