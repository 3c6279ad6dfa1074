using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>
/// How underserved the schools of a request are, 0–100, as the sum of parts that are kept and can be explained:
/// poverty 0–60, locale 0–25, Title I 0–15. Shares of a district are weighted by students.
/// </summary>
/// <param name="PovertyKnown">False where the share of free and reduced-price lunch was not reported and the national share stood in.</param>
public sealed record NeedIndex(double Poverty, bool PovertyKnown, double Remoteness, double TitleI)
{
    /// <summary>
    /// Share of public school students eligible for free or reduced-price lunch, United States, school year 2018–19: 52.3 percent.
    /// Source: NCES, Digest of Education Statistics 2020, table 204.10.
    /// </summary>
    public const double NationalPovertyShare = 0.523;

    /// <summary>0–100, to one decimal.</summary>
    public double Total => Math.Round(Poverty + Remoteness + TitleI, 1, MidpointRounding.AwayFromZero);

    public static NeedIndex Of(RequestedPlace place) => new(
        Poverty: 60 * (place.PovertyShare ?? NationalPovertyShare),
        PovertyKnown: place.PovertyShare is not null,
        Remoteness: place.Locale is { } locale ? RemotenessOf(locale) : 10,
        TitleI: 15 * (place.TitleIShare ?? 0.5));

    /// <summary>Far from a city means few local offers of help; large cities have many schools to a coach. Unknown counts as a middle value (10).</summary>
    private static double RemotenessOf(Locale locale) => locale.Code switch
    {
        11 => 12,
        12 => 10,
        13 => 9,
        10 => 10,
        21 => 4,
        22 => 5,
        23 => 7,
        20 => 5,
        31 => 12,
        32 => 17,
        33 => 22,
        30 => 17,
        41 => 14,
        42 => 20,
        43 => 25,
        _ => 20,
    };
}
