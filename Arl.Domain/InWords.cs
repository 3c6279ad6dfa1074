using System.Globalization;

namespace Arl.Domain;

/// <summary>How counts and lists are said in a sentence (American English).</summary>
public static class InWords
{
    /// <summary><c>a</c>; <c>a or b</c>; <c>a, b, or c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string joiner = "and") => items.Count switch
    {
        0 => "",
        1 => items[0],
        2 => $"{items[0]} {joiner} {items[1]}",
        _ => $"{string.Join(", ", items.Take(items.Count - 1))}, {joiner} {items[^1]}",
    };

    /// <summary><c>1 school</c>; <c>1,515 schools</c>.</summary>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>A clause as a line of its own: its first letter is a capital.</summary>
    public static string Line(string clause) => clause.Length == 0 ? clause : char.ToUpperInvariant(clause[0]) + clause[1..];

    /// <summary>A name inside a sentence: its first letter is small, unless the word is an abbreviation.</summary>
    public static string MidSentence(string name) =>
        name.Length == 0 || (name.Length > 1 && char.IsUpper(name[1])) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary><c>two</c>; <c>12</c>: in letters up to nine.</summary>
    public static string Number(int number) => number is >= 0 and <= 9
        ? ((string[])["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])[number]
        : number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>December 15, 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>An enum's name as the API spells it: <c>adultEducation</c>.</summary>
    public static string Id<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
