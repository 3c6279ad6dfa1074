using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>
/// How underserved the schools of a request are, 0–100: poverty 0–55, remoteness 0–20, Title I 0–10, small or rural district 0–15, less up to 20 for help that they have had.
/// The parts are kept and shown. Shares of a district are weighted by students. docs/matching.md gives the reasons and the sources.
/// </summary>
/// <param name="PovertyKnown">False where the share of free and reduced-price lunch was not reported and the national median stood in.</param>
/// <param name="Remoteness">By the NCES locale: far from a city few offers of help are near.</param>
/// <param name="TitleI">By the share of students in Title I schools; unknown counts as half.</param>
/// <param name="District">Small (fewer than 600 students) and rural 15, one of the two 8, unknown 4.</param>
/// <param name="EarlierHelp">Points taken off, 0–20: by the share of the schools that the network has served before.</param>
public sealed record NeedIndex(double Poverty, bool PovertyKnown, double Remoteness, double TitleI, double District, double EarlierHelp)
{
    public const double MostPoverty = 55;
    public const double MostRemoteness = 20;
    public const double MostTitleI = 10;
    public const double MostDistrict = 15;
    public const double MostEarlierHelp = 20;

    /// <summary>
    /// Share of public school students eligible for free or reduced-price lunch, United States, school year 2018–19: 52.3 percent. Stands in for the national median
    /// while the directory holds too few schools that report to have one. Source: NCES, Digest of Education Statistics 2020, table 204.10.
    /// </summary>
    public const double NationalPovertyShare = 0.523;

    /// <summary>Fewer students in average daily attendance than this make a district small. Source: Small, Rural School Achievement program, ESEA §5211(b)(1)(A)(i)(I), 20 U.S.C. 7345.</summary>
    public const int SmallDistrict = 600;

    private const double OneOfTwo = 8;
    private const double UnknownDistrict = 4;

    /// <summary>0–100, to one decimal.</summary>
    public double Total => Math.Round(Math.Max(0, Poverty + Remoteness + TitleI + District - EarlierHelp), 1, MidpointRounding.AwayFromZero);

    /// <param name="earlierHelp">The share of the place's schools that the network has served before, 0–1.</param>
    public static NeedIndex Of(RequestedPlace place, double earlierHelp = 0) => new(
        Poverty: MostPoverty * (place.PovertyShare ?? place.NationalPovertyMedian),
        PovertyKnown: place.PovertyShare is not null,
        Remoteness: MostRemoteness * (place.Remoteness ?? UnknownRemoteness),
        TitleI: MostTitleI * (place.TitleIShare ?? 0.5),
        District: DistrictPoints(place),
        EarlierHelp: MostEarlierHelp * Math.Clamp(earlierHelp, 0, 1));

    /// <summary>
    /// 0–1. The order follows the distances in the NCES locale definitions (remote: over 25 miles from an urbanized area, over 10 from an urban cluster; distant: 5–25;
    /// fringe: nearer), suburbs least. Large cities stand above the suburbs, since many schools there share few coaches. The steps between are the network's own judgement.
    /// </summary>
    public static double RemotenessOf(Locale locale) => locale.Code switch
    {
        11 => 0.5,
        12 or 10 => 0.4,
        13 => 0.35,
        21 => 0.15,
        22 or 20 => 0.2,
        23 => 0.3,
        31 => 0.5,
        32 or 30 => 0.7,
        33 => 0.9,
        41 => 0.55,
        42 or 40 => 0.8,
        43 => 1,
        _ => UnknownRemoteness,
    };

    private const double UnknownRemoteness = 0.4;

    private static double DistrictPoints(RequestedPlace place) => (place.DistrictStudents < SmallDistrict, place.DistrictIsRural) switch
    {
        (true, true) => MostDistrict,
        (true, _) or (_, true) => OneOfTwo,
        _ when place.DistrictStudents is null && place.DistrictIsRural is null => UnknownDistrict,
        _ => 0,
    };
}
