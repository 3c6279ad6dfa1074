namespace Arl.Domain.LearningCalls.Library;

/// <summary>What was done with a resource, for its history.</summary>
public static class ResourceDifferences
{
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
