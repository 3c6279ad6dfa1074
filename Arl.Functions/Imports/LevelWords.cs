using Arl.Domain;
using Arl.Domain.Schools;

namespace Arl.Functions.Imports;

/// <summary>School levels as staff write them in their files.</summary>
internal static class LevelWords
{
    public static IReadOnlyDictionary<string, SchoolLevel> All { get; } =
        Enum.GetValues<SchoolLevel>().ToDictionary(level => level == SchoolLevel.AdultEducation ? "adult" : InWords.Id(level), StringComparer.OrdinalIgnoreCase);

    public static string Listed { get; } = string.Join(", ", All.Keys);
}
