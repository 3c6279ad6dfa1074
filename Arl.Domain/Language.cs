using System.Collections.Frozen;

namespace Arl.Domain;

/// <summary>A language by its primary subtag (BCP 47, ISO 639), from the languages that U.S. schools report most often for their English learners' homes, plus American Sign Language.</summary>
/// <remarks>List: U.S. Department of Education, NCES, Digest of Education Statistics, table 204.27 (most commonly reported home languages of English learners).</remarks>
public readonly record struct Language : IComparable<Language>
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["en"] = "English",
        ["es"] = "Spanish",
        ["ar"] = "Arabic",
        ["zh"] = "Chinese",
        ["vi"] = "Vietnamese",
        ["pt"] = "Portuguese",
        ["ru"] = "Russian",
        ["ht"] = "Haitian Creole",
        ["hmn"] = "Hmong",
        ["ur"] = "Urdu",
        ["ko"] = "Korean",
        ["fr"] = "French",
        ["sw"] = "Swahili",
        ["so"] = "Somali",
        ["tl"] = "Tagalog",
        ["fa"] = "Persian",
        ["uk"] = "Ukrainian",
        ["ja"] = "Japanese",
        ["hi"] = "Hindi",
        ["bn"] = "Bengali",
        ["ps"] = "Pashto",
        ["my"] = "Burmese",
        ["kar"] = "Karen",
        ["am"] = "Amharic",
        ["pa"] = "Punjabi",
        ["ne"] = "Nepali",
        ["de"] = "German",
        ["pl"] = "Polish",
        ["nv"] = "Navajo",
        ["haw"] = "Hawaiian",
        ["ypk"] = "Yupik",
        ["mh"] = "Marshallese",
        ["ase"] = "American Sign Language",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly string? _tag;

    private Language(string tag) => _tag = tag;

    public static Language English { get; } = new("en");

    public static Language Spanish { get; } = new("es");

    /// <summary>In which schools can read our pages and get our emails; the first is the one we write in where nobody asks for another.</summary>
    public static IReadOnlyList<Language> Written { get; } = [English, Spanish];

    /// <summary>By name.</summary>
    public static IReadOnlyList<Language> All => Sorted.All;

    public string Tag => _tag ?? throw new InvalidOperationException("A language was used that was never set.");

    public string Name => Names[Tag];

    public static bool TryParse(string? text, out Language language)
    {
        var tag = text?.Trim().ToLowerInvariant() ?? "";
        var known = Names.ContainsKey(tag);
        language = known ? new(tag) : default;
        return known;
    }

    /// <exception cref="FormatException">Not one of <see cref="All"/>.</exception>
    public static Language Parse(string text) => TryParse(text, out var language) ? language : throw new FormatException("Not a language of the list.");

    public int CompareTo(Language other) => string.CompareOrdinal(_tag, other._tag);

    public override string ToString() => _tag ?? "";

    public static bool operator <(Language left, Language right) => left.CompareTo(right) < 0;
    public static bool operator <=(Language left, Language right) => left.CompareTo(right) <= 0;
    public static bool operator >(Language left, Language right) => left.CompareTo(right) > 0;
    public static bool operator >=(Language left, Language right) => left.CompareTo(right) >= 0;

    /// <summary>Sorted when somebody looks: most pages only ask for one language.</summary>
    private static class Sorted
    {
        public static readonly IReadOnlyList<Language> All = [.. Names.OrderBy(l => l.Value, StringComparer.Ordinal).Select(l => new Language(l.Key))];
    }
}
