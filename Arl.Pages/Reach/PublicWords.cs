using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;

namespace Arl.Pages.Reach;

/// <summary>The public figures in words: what a hidden number is called, months, and how the map shades.</summary>
public static class PublicWords
{
    public const string Hidden = "number not shown";

    /// <summary><c>fewer than 5 schools or 10 students</c>: a small group.</summary>
    public static readonly string Few = $"fewer than {SmallCells.FewestSchools} schools or {SmallCells.FewestStudents} students";

    private static readonly int[] s_steps = [20, 50];

    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? Hidden;

    /// <summary><c>New Mexico: 12 schools</c>; <c>Nevada: number not shown</c>: a hidden one may be small itself, or hide a small one.</summary>
    public static string Of(PublicGroup group) => $"{group.Name}: {(group.Schools is { } schools ? InWords.Count(schools, "school") : "served, " + Hidden)}";

    /// <summary>1 to 3, or 0 where the number is hidden.</summary>
    public static int StepOf(PublicGroup group) => group.Schools is { } schools ? 1 + s_steps.Count(least => schools >= least) : 0;

    /// <summary>The classes of the map's key with their words.</summary>
    public static IReadOnlyList<(string Class, string Words)> MapKey { get; } =
        [("step1", "up to 19 schools"), ("step2", "20 to 49 schools"), ("step3", "50 schools or more"), ("step0", "served, " + Hidden), ("unserved", "not served yet")];

    /// <summary><c>November 2026</c> of <c>2026-11</c>.</summary>
    public static string Month(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Months(PublicSpan span) => span.From == span.To ? Month(span.From) : $"{Month(span.From)} to {Month(span.To)}";

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
