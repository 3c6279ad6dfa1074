using Arl.Domain.LearningCalls.Library;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>What became of what staff wanted to do with a resource.</summary>
public enum ResourceEdited
{
    /// <summary>It is so now, also where it was already.</summary>
    Done,

    /// <summary>It is not what was seen.</summary>
    Changed,
    NotThere,
}

/// <summary>
/// What staff do with a resource, written with who and why in one transaction under its ETag. Whoever looked at an older one is refused; a form sent twice is done once, since what is so already is done.
/// </summary>
public sealed class ResourceEdits(ResourcesTable resources, TimeProvider clock)
{
    /// <param name="seen">The version that the form was made from.</param>
    /// <param name="state">Null leaves it.</param>
    public Task<ResourceEdited> Save(string id, ResourceFacts facts, ResourceState? state, string seen, string by, string why, CancellationToken cancel) => Write(id, seen, before => before with
    {
        Title = facts.Title,
        Link = facts.Link,
        Needs = facts.Needs,
        Levels = facts.Levels,
        Note = facts.Note,
        FromEngagement = facts.FromEngagement,
        State = state ?? before.State,
        WithdrawnAt = state is null ? before.WithdrawnAt : null,
        LinkState = facts.Link == before.Link ? before.LinkState : LinkState.Unchecked,
    }, by, why, cancel);

    public Task<ResourceEdited> Withdraw(string id, string seen, string by, string why, CancellationToken cancel) => Write(id, seen, before => before with { State = ResourceState.Withdrawn, WithdrawnAt = before.WithdrawnAt ?? clock.GetUtcNow() }, by, why, cancel);

    private async Task<ResourceEdited> Write(string id, string seen, Func<Resource, Resource> change, string by, string why, CancellationToken cancel)
    {
        while (true)
        {
            if (await resources.Get(id, cancel) is not { } read)
                return ResourceEdited.NotThere;
            var now = clock.GetUtcNow();
            var changed = change(read.Resource);
            if (read.Resource.DeletedAt is null && ResourceRow.VersionOf(changed) == read.Version)
                return ResourceEdited.Done;
            if (read.Version != seen || read.Resource.DeletedAt is not null)
                return ResourceEdited.Changed;
            if (changed.State == ResourceState.Listed && read.Resource.State != ResourceState.Listed)
                changed = changed with { ListedAt = now, FirstListedAt = changed.FirstListedAt ?? now };
            if (await resources.Change(read, changed, new(now, by, string.Join("; ", ResourceDifferences.Of(read.Resource, changed)), why), cancel))
                return ResourceEdited.Done;
        }
    }
}
