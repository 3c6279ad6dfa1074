namespace Arl.Domain.LearningCalls.Library;

/// <summary>What was done with a resource, for its history.</summary>
public static class ResourceDifferences
{
    public const string Shared = "shared";
    public const string Deleted = "deleted for good";
    private static readonly string[] s_states = [Shared, Deleted, "put back", "listed", "withdrawn", "proposed"];

    /// <summary>What stays of a line when the resource is deleted for good: what was done, and none of its words.</summary>
    public static string Emptied(string line)
    {
        var first = line.Split(';')[0];
        return s_states.Contains(first, StringComparer.Ordinal) ? first : "changed";
    }

    public static IReadOnlyList<string> Of(Resource before, Resource after)
    {
        var (was, now) = (TypedResource.Of(before), TypedResource.Of(after));
        var lines = new List<string>();
        if (before.State != after.State)
            lines.Add(after.State switch
            {
                ResourceState.Listed when before.State == ResourceState.Withdrawn => "put back",
                ResourceState.Listed => "listed",
                ResourceState.Withdrawn => "withdrawn",
                _ => "proposed",
            });
        Add(lines, "title", was.Title, now.Title);
        Add(lines, "link", was.Link, now.Link);
        Add(lines, "helps with", string.Join(", ", was.Needs), string.Join(", ", now.Needs));
        Add(lines, "levels", string.Join(", ", was.Levels), string.Join(", ", now.Levels));
        Add(lines, "note", was.Note, now.Note);
        Add(lines, "request", was.Engagement, now.Engagement);
        return lines;
    }

    private static void Add(List<string> lines, string what, string was, string now)
    {
        if (was != now)
            lines.Add($"{what}: {(was.Length == 0 ? "none" : was)} → {(now.Length == 0 ? "none" : now)}");
    }
}
