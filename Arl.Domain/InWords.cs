using System.Globalization;

namespace Arl.Domain;

/// <summary>How counts and lists are said in a sentence (American English, and Spanish where a reader's language is given).</summary>
public static class InWords
{
    // Not from a culture: a machine without culture data would say them in English.
    private static readonly string[] s_months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    /// <summary><c>a</c>; <c>a or b</c>; <c>a, b, or c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string joiner = "and") => items.Count switch
    {
        0 => "",
        1 => items[0],
        2 => $"{items[0]} {joiner} {items[1]}",
        _ => $"{string.Join(", ", items.Take(items.Count - 1))}, {joiner} {items[^1]}",
    };

    /// <summary>In the reader's language: <c>a</c>; <c>a y b</c>; <c>a, b y c</c>.</summary>
    public static string List(IReadOnlyList<string> items, Language language) =>
        language != Language.Spanish ? List(items)
        : items.Count < 2 ? string.Concat(items)
        : $"{string.Join(", ", items.Take(items.Count - 1))} {(SoundsLikeI(items[^1]) ? "e" : "y")} {items[^1]}";

    /// <summary>Before which Spanish says <c>e</c> for <c>y</c>: <c>español e inglés</c>.</summary>
    private static bool SoundsLikeI(string word) =>
        (word.StartsWith('i') || word.StartsWith('I') || word.StartsWith('í') || word.StartsWith('Í') || word.StartsWith("hi", StringComparison.OrdinalIgnoreCase)) && !word.StartsWith("hie", StringComparison.OrdinalIgnoreCase);

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

    /// <summary>In the reader's language; of something feminine in Spanish, as <c>escuelas</c> and <c>necesidades</c> are.</summary>
    public static string Number(int number, Language language) => language == Language.Spanish && number is >= 0 and <= 9
        ? ((string[])["cero", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"])[number]
        : Number(number);

    /// <summary>In the reader's language: <c>15 de diciembre de 2026</c>.</summary>
    public static string Day(DateOnly day, Language language) =>
        language == Language.Spanish ? string.Create(CultureInfo.InvariantCulture, $"{day.Day} de {s_months[day.Month - 1]} de {day.Year}") : Day(day);

    /// <summary>In the reader's language: <c>December 2026</c>; <c>diciembre de 2026</c>.</summary>
    public static string Month(DateOnly day, Language language) =>
        language == Language.Spanish ? string.Create(CultureInfo.InvariantCulture, $"{s_months[day.Month - 1]} de {day.Year}") : day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>December 15, 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>An enum's name as the API spells it: <c>adultEducation</c>.</summary>
    public static string Id<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
