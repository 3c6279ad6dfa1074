namespace Arl.Domain.Schools;

/// <summary>The schools that a request can name: the directory, or a few made up in a test.</summary>
public interface ISchools
{
    School? Find(NcesSchoolId id);

    /// <summary>All operating schools of a district; empty where the district is not known.</summary>
    IReadOnlyList<School> SchoolsOf(LeaId id);

    /// <summary>The median share of free and reduced-price lunch, 0–1, over the schools that report it; null where too few do to speak for the nation.</summary>
    double? MedianPovertyShare { get; }
}
