using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.LearningCalls.Library;

/// <summary>What somebody looks for in the library; each part that is null or empty asks for nothing.</summary>
/// <param name="Words">The start of each, in any order, must be found in the title, the note or the names of the needs; case and accents do not matter.</param>
public sealed record ResourceSearch(string? Need, SchoolLevel? Level, string Words)
{
    /// <summary>What fits, found by its title before found otherwise, then the most used first; what leads nowhere comes last.</summary>
    public IReadOnlyList<Resource> In(IEnumerable<Resource> resources, DateOnly today)
    {
        var asked = Folding.Words(Words);
        return
        [
            .. resources.Where(resource => Fits(resource, asked))
                .OrderBy(resource => resource.LinkState.IsDead)
                .ThenByDescending(resource => asked.All(word => Starts(Folding.Words(resource.Title), word)))
                .ThenByDescending(resource => resource.UsesInYear(today))
                .ThenBy(resource => resource.Title, StringComparer.OrdinalIgnoreCase)
                .ThenBy(resource => resource.Id, StringComparer.Ordinal),
        ];
    }

    private bool Fits(Resource resource, string[] asked)
    {
        if (Need is not null && !resource.Needs.Contains(Need))
            return false;
        if (Level is { } level && resource.Levels.Count > 0 && !resource.Levels.Contains(level))
            return false;
        if (asked.Length == 0)
            return true;
        string[] words = [.. Folding.Words(resource.Title), .. Folding.Words(resource.Note), .. resource.Needs.SelectMany(id => Folding.Words(Requests.Need.Find(id)?.Name ?? id))];
        return asked.All(word => Starts(words, word));
    }

    private static bool Starts(string[] words, string asked) => words.Any(word => word.StartsWith(asked, StringComparison.Ordinal));
}
