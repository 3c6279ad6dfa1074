using System.Globalization;
using System.Text;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.LearningCalls.Library;

/// <summary>What somebody typed of a resource, as they typed it.</summary>
public sealed record TypedResource(string Title, string Link, IReadOnlyList<string> Needs, IReadOnlyList<string> Levels, string Note, string Engagement)
{
    public static TypedResource Nothing { get; } = new("", "", [], [], "", "");

    public static TypedResource Of(Resource resource) => new(
        resource.Title, resource.Link?.AbsoluteUri ?? "", [.. resource.Needs.OrderBy(Need.IndexOf)], [.. resource.Levels.Order().Select(InWords.Id)], resource.Note, resource.FromEngagement?.ToString() ?? "");
}

/// <summary>What was typed of a resource, checked.</summary>
/// <param name="Link">Null where it is a file.</param>
public sealed record ResourceFacts(string Title, Uri? Link, IReadOnlySet<string> Needs, IReadOnlySet<SchoolLevel> Levels, string Note, Reference? FromEngagement);

/// <summary>What may be shared.</summary>
public static class ResourceRules
{
    /// <summary>20 MB, as people count them.</summary>
    public const int MostBytes = 20 * 1024 * 1024;
    public const int LongestTitle = 120;
    public const int LongestLink = 1_000;
    public const int LongestNote = 600;
    public const int LongestFileName = 120;
    private const int IdLength = 20;

    /// <summary>Twenty small hexadecimal digits: what has any other form is never asked for.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Everything wrong with what was typed, in the user's words; the fields are named as in <see cref="TypedResource"/>, in small letters.</summary>
    /// <param name="hasFile">A file comes with it, which then must be all.</param>
    /// <param name="needsAsked">False where staff say later what it is for.</param>
    public static Result<ResourceFacts> Check(TypedResource typed, bool hasFile, bool needsAsked = true)
    {
        var problems = new List<Problem>();
        var title = OneLine(typed.Title);
        if (title.Length is < 3 or > LongestTitle)
            problems.Add(new("title", string.Create(CultureInfo.InvariantCulture, $"Give it a title of 3 to {LongestTitle} characters, so that others know what it is.")));
        if ((needsAsked && typed.Needs.Count == 0) || typed.Needs.Any(id => Need.Find(id) is null))
            problems.Add(new("needs", "Choose what it helps with, at least one."));
        if (typed.Levels.Any(level => LevelOf(level) is null))
            problems.Add(new("levels", "Choose levels of the list, or none for all."));
        if (Lines(typed.Note).Length > LongestNote)
            problems.Add(new("note", string.Create(CultureInfo.InvariantCulture, $"Shorten the note to {LongestNote} characters.")));
        Reference? reference = null;
        if (typed.Engagement.Length > 0 && !Reference.TryParse(typed.Engagement, out reference))
            problems.Add(new("engagement", "This is no reference of a request. It looks like ARL-7K3F-9QZ2; leave it empty if you have none."));
        var link = LinkOf(typed.Link);
        if (hasFile && typed.Link.Length > 0)
            problems.Add(new("link", "Share a link or a file, not both. Empty one of the two."));
        else if (!hasFile && typed.Link.Length == 0)
            problems.Add(new("link", "Give the link, or choose a file."));
        else if (!hasFile && link is null)
            problems.Add(new("link", "This is no address of a web page. It starts with https://, for example https://example.org/guide."));
        return problems.Count > 0
            ? new Result<ResourceFacts>.Invalid(problems)
            : new Result<ResourceFacts>.Ok(new(title, hasFile ? null : link, typed.Needs.Select(id => Need.Find(id)!.Id).ToHashSet(StringComparer.Ordinal), typed.Levels.Select(level => LevelOf(level)!.Value).ToHashSet(), Lines(typed.Note), reference));
    }

    /// <summary>Null where it is no address of a page: only http and https, with a host, without a user's name in it.</summary>
    public static Uri? LinkOf(string text) =>
        text.Length <= LongestLink && !text.Any(char.IsControl) && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Host.Contains('.', StringComparison.Ordinal) && url.AbsoluteUri.Length <= LongestLink * 3
            ? url
            : null;

    public static SchoolLevel? LevelOf(string id)
    {
        foreach (var level in Enum.GetValues<SchoolLevel>())
        {
            if (InWords.Id(level) == id)
                return level;
        }
        return null;
    }

    /// <summary>The name that a file is saved by: its last part, without what a file system or a header could misread, and its extension as it is.</summary>
    public static string FileName(string sent, FileKind kind)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var stem = last[..^kind.Extension.Length];
        var clean = new StringBuilder();
        foreach (var rune in stem.EnumerateRunes())
            clean.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '(' or ')' ? rune.ToString() : " ");
        var words = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var most = LongestFileName - kind.Extension.Length;
        if (words.Length > most)
            words = words[..(char.IsHighSurrogate(words[most - 1]) ? most - 1 : most)].TrimEnd();
        return (words.Length == 0 ? "resource" : words) + kind.Extension;
    }

    private static string OneLine(string text) => string.Join(' ', new string([.. text.Select(one => char.IsControl(one) ? ' ' : one)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Lines(string text) => new string([.. text.ReplaceLineEndings("\n").Where(one => one == '\n' || !char.IsControl(one))]).Trim();
}
