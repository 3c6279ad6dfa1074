namespace Arl.Domain.Schools;

/// <summary>The schools that a request can name: the directory, or a few made up in a test.</summary>
public interface ISchools
{
    School? Find(NcesSchoolId id);

    /// <summary>All operating schools of a district; empty where the district is not known.</summary>
    IReadOnlyList<School> SchoolsOf(LeaId id);
}
