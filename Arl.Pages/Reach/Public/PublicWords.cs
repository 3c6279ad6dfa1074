using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;

namespace Arl.Pages.Reach.Public;

/// <summary>The public figures in English words: what a hidden number is called, and how the map shades.</summary>
public static class PublicWords
{
    public const string Hidden = "number not shown";

    /// <summary><c>fewer than 5 schools or 10 students</c>: a small group.</summary>
    public static readonly string Few = $"fewer than {SmallCells.FewestSchools} schools or {SmallCells.FewestStudents} students";

    private static readonly int[] s_steps = [20, 50];

    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? Hidden;

    /// <summary>1 to 3, or 0 where the number is hidden.</summary>
    public static int StepOf(PublicGroup group) => group.Schools is { } schools ? 1 + s_steps.Count(least => schools >= least) : 0;

    /// <summary><c>1,515 schools, 939,988 students and 38 states</c>.</summary>
    public static string Lead(PublicReach reach)
    {
        if (reach.IsTooSmall)
            return Few;
        var parts = new List<string> { InWords.Count(reach.Schools ?? 0, "school"), InWords.Count(reach.Students ?? 0, "student") };
        if (reach.StateCount is { } states)
            parts.Add(InWords.Count(states, "state"));
        return string.Join(" · ", parts);
    }
}
