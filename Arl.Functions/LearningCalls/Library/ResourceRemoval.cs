using Arl.Domain.LearningCalls.Library;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// Deletes a resource for good: first the words in its history, then those of its row, with who did it and why, then its file. Cut short before the row, it is not deleted yet and is done again; cut short after it, a file is left that no row
/// names, which <see cref="LinkChecker"/> throws away.
/// </summary>
public sealed class ResourceRemoval(ResourcesTable resources, ResourceFiles files, TimeProvider clock)
{
    /// <summary>Who is named where no member of the staff did it.</summary>
    public const string Network = "the network";

    /// <summary>What staff have withdrawn.</summary>
    /// <param name="seen">The version that the form was made from.</param>
    public Task<ResourceEdited> Delete(string id, string seen, string by, string why, CancellationToken cancel) =>
        Delete(id, stored => stored.Resource.State == ResourceState.Withdrawn && stored.Version == seen, by, why, cancel);

    /// <summary>What a coach who is erased has shared and staff have never listed.</summary>
    public async Task OfCoach(string coachId, CancellationToken cancel)
    {
        foreach (var resource in await resources.All(cancel))
            if (resource.SharedBy == coachId && NeverListed(resource))
                await Delete(resource.Id, stored => NeverListed(stored.Resource), Network, "Who shared it was erased.", cancel);
    }

    /// <summary>What was withdrawn before that.</summary>
    public async Task Forget(DateTimeOffset before, CancellationToken cancel)
    {
        foreach (var resource in await resources.All(cancel))
            if (resource.WithdrawnAt < before)
                await Delete(resource.Id, stored => stored.Resource.WithdrawnAt < before, Network, "It was withdrawn long ago.", cancel);
    }

    private static bool NeverListed(Resource resource) => resource.State != ResourceState.Listed && resource.FirstListedAt is null;

    private async Task<ResourceEdited> Delete(string id, Func<StoredResource, bool> may, string by, string why, CancellationToken cancel)
    {
        while (true)
        {
            if (await resources.Get(id, cancel) is not { } read)
                return ResourceEdited.NotThere;
            if (read.Resource.DeletedAt is not null)
                return ResourceEdited.Done;
            if (!may(read))
                return ResourceEdited.Changed;
            await resources.EmptyHistory(id, cancel);
            if (!await resources.Change(read, read.Resource.Emptied(clock.GetUtcNow()), new(clock.GetUtcNow(), by, ResourceDifferences.Deleted, why), cancel))
                continue; // Somebody wrote meanwhile, and may have said something more.
            if (read.Resource.File is { } file)
                await files.Delete(file.Blob, cancel);
            return ResourceEdited.Done;
        }
    }
}
