using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Schools;

namespace Arl.Domain.Requests;

public enum PlaceKind { School, District, TypedSchool }

/// <summary>
/// The school or district that asks, with the facts that matching and need go by, as the directory had them on that day.
/// A district's figures are those of its chosen schools: sums, or shares weighted by students.
/// </summary>
public sealed record RequestedPlace
{
    /// <summary>A district names at most this many schools (the largest has about 1,000).</summary>
    public const int MostSchools = 2_000;

    public required PlaceKind Kind { get; init; }

    /// <summary>NCES school id, NCES district id, or <see cref="TypedKey"/>: the same place always has the same key.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public string? City { get; init; }

    public required UsState State { get; init; }

    public LeaId? District { get; init; }

    public string? DistrictName { get; init; }

    /// <summary>The schools that will count as served; empty for a school typed by hand, which is not in the directory.</summary>
    public IReadOnlyList<NcesSchoolId> SchoolIds { get; init; } = [];

    public int? Students { get; init; }

    /// <summary>Of a district: where most of its students are.</summary>
    public Locale? Locale { get; init; }

    public bool? Charter { get; init; }

    public IReadOnlyList<SchoolLevel> Levels { get; init; } = [];

    /// <summary>0–1; unknown where no school of the place reports it.</summary>
    public double? PovertyShare { get; init; }

    /// <summary>Share of students in Title I schools, 0–1.</summary>
    public double? TitleIShare { get; init; }

    /// <summary>0–1 by <see cref="Matching.NeedIndex.RemotenessOf"/>; unknown where no school's locale is known.</summary>
    public double? Remoteness { get; init; }

    /// <summary>Students of the whole district, whichever of its schools ask; at least, where some schools do not report; unknown where it may be small or not, or the school was typed by hand.</summary>
    public int? DistrictStudents { get; init; }

    /// <summary>Every school of the district whose locale is known is rural (41–43), as the Small, Rural School Achievement program asks; unknown where none is known.</summary>
    public bool? DistrictIsRural { get; init; }

    /// <summary>What stands in where <see cref="PovertyShare"/> is unknown, 0–1: the median of the directory's schools on that day.</summary>
    public double NationalPovertyMedian { get; init; } = Matching.NeedIndex.NationalPovertyShare;

    public int SchoolCount => Kind == PlaceKind.TypedSchool ? 1 : SchoolIds.Count;

    /// <param name="schools">Where it stands: its district's other schools, and the nation's.</param>
    public static RequestedPlace Of(School school, ISchools schools) => new RequestedPlace
    {
        Kind = PlaceKind.School,
        Key = school.Id.ToString(),
        Name = school.Name,
        City = school.City,
        State = school.State,
        District = school.District,
        DistrictName = school.DistrictName,
        SchoolIds = [school.Id],
        Students = school.Students,
        Locale = school.Locale,
        Charter = school.Charter,
        Levels = school.Level is { } level ? [level] : [],
        PovertyShare = school.PovertyShare,
        TitleIShare = school.TitleI is { } titleI ? (titleI ? 1 : 0) : null,
        Remoteness = school.Locale is { } locale ? Matching.NeedIndex.RemotenessOf(locale) : null,
    }.In(school.District, schools);

    /// <param name="district">Whose request it is.</param>
    /// <param name="chosen">The chosen schools, or all of the district: at least one.</param>
    /// <param name="directory">Where they stand.</param>
    public static RequestedPlace Of(LeaId district, IReadOnlyList<School> chosen, ISchools directory) => new RequestedPlace
    {
        Kind = PlaceKind.District,
        Key = district.ToString(),
        Name = chosen[0].DistrictName,
        City = chosen.GroupBy(school => school.City, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key,
        State = chosen.GroupBy(school => school.State).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key,
        District = district,
        DistrictName = chosen[0].DistrictName,
        SchoolIds = [.. chosen.Select(school => school.Id).Order()],
        Students = chosen.Any(school => school.Students is not null) ? chosen.Sum(school => school.Students ?? 0) : null,
        Locale = chosen.Where(school => school.Locale is not null).GroupBy(school => school.Locale!.Value)
            .OrderByDescending(g => g.Sum(school => school.Students ?? 0)).ThenBy(g => g.Key.Code).Select(g => (Locale?)g.Key).FirstOrDefault(),
        Charter = chosen.All(school => school.Charter is true) ? true : chosen.All(school => school.Charter is null) ? null : false,
        Levels = [.. chosen.Where(school => school.Level is not null).Select(school => school.Level!.Value).Distinct().Order()],
        PovertyShare = Weighted(chosen, school => school.PovertyShare),
        TitleIShare = Weighted(chosen, school => school.TitleI is { } titleI ? (titleI ? 1 : 0) : null),
        Remoteness = Weighted(chosen, school => school.Locale is { } locale ? Matching.NeedIndex.RemotenessOf(locale) : null),
    }.In(district, directory);

    private RequestedPlace In(LeaId district, ISchools directory)
    {
        var all = directory.SchoolsOf(district);
        var located = all.Where(school => school.Locale is not null).ToList();
        return this with
        {
            DistrictStudents = StudentsOf(all),
            DistrictIsRural = located.Count == 0 ? null : located.All(school => school.Locale!.Value.Type == LocaleType.Rural),
            NationalPovertyMedian = directory.MedianPovertyShare ?? Matching.NeedIndex.NationalPovertyShare,
        };
    }

    /// <summary>Unknown where some schools do not report and the others do not show that the district is no small one.</summary>
    private static int? StudentsOf(IReadOnlyList<School> all)
    {
        var known = all.Sum(school => school.Students ?? 0);
        return all.All(school => school.Students is not null) || known >= Matching.NeedIndex.SmallDistrict ? known : null;
    }

    public static RequestedPlace Typed(string name, string city, UsState state, int? students, Locale? locale, bool? charter) => new()
    {
        Kind = PlaceKind.TypedSchool,
        Key = TypedKey(name, city, state),
        Name = name,
        City = city,
        State = state,
        Students = students,
        Locale = locale,
        Charter = charter,
    };

    /// <summary>The key of a school that the directory lacks: the same for the same name, city and state, whatever the case, punctuation or spacing.</summary>
    public static string TypedKey(string name, string city, UsState state)
    {
        var normal = string.Join('|', Letters(name), Letters(city), state.Code);
        return "typed-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)).AsSpan(0, 10));
    }

    private static string Letters(string text) => string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit));

    private static double? Weighted(IReadOnlyList<School> schools, Func<School, double?> share)
    {
        var known = schools.Where(school => share(school) is not null && school.Students > 0).ToList();
        return known.Count == 0 ? null : known.Sum(school => share(school)!.Value * school.Students!.Value) / known.Sum(school => school.Students!.Value);
    }
}
