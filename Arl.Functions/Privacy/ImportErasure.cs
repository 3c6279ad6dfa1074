using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Storage;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Arl.Functions.Privacy;

/// <summary>
/// Erases files of coaches that were loaded: the row first, so that nobody loads again what is being thrown away, then the file as sent and as accepted. What they said stands in the coaches' own rows.
/// A blob whose row a crash took is found by its age.
/// </summary>
public sealed class ImportErasure(ArlStorage storage, ImportRoom room)
{
    private static readonly string s_folder = CoachImport.Name + "/";

    /// <summary>Those accepted before this moment; answers how many.</summary>
    public async Task<int> Before(DateTimeOffset moment, CancellationToken cancel)
    {
        var erased = 0;
        foreach (var import in await Finished(cancel))
            if (import.AcceptedAt < moment)
                erased += await Erase(import.ImportId, cancel) ? 1 : 0;
        var kept = (await room.All(cancel)).Where(import => import.Kind == CoachImport.Name).Select(import => import.ImportId).ToHashSet(StringComparer.Ordinal);
        await foreach (var blob in storage.Container(ContainerNames.Imports).GetBlobsAsync(new GetBlobsOptions { Prefix = s_folder }, cancel))
            if (!kept.Contains(blob.Name[s_folder.Length..].Split('.')[0]) && blob.Properties.LastModified < moment)
                await storage.Container(ContainerNames.Imports).DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
        return erased;
    }

    /// <summary>Those that name this coach, whatever address they give. The list of imports loses them, and a file that is loaded again counts as new.</summary>
    public async Task<int> Naming(string coachId, CancellationToken cancel)
    {
        var erased = 0;
        foreach (var import in await Finished(cancel))
            if ((await room.AcceptedOf(CoachImport.Name, import.ImportId, cancel)).ToString().Contains($"\"Id\":\"{coachId}\"", StringComparison.Ordinal)) // An id needs no escaping in JSON.
                erased += await Erase(import.ImportId, cancel) ? 1 : 0;
        return erased;
    }

    private async Task<IEnumerable<KeptImport>> Finished(CancellationToken cancel) => (await room.All(cancel)).Where(import => import is { Kind: CoachImport.Name, State: ImportState.Applied });

    /// <summary>False where it was loaded again meanwhile.</summary>
    private async Task<bool> Erase(string id, CancellationToken cancel)
    {
        var table = storage.Table(TableNames.Imports);
        var row = await table.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(CoachImport.Name, id, ["State"], cancel);
        if (!row.HasValue || row.Value!.GetString("State") != nameof(ImportState.Applied))
            return false;
        try
        {
            await table.DeleteEntityAsync(CoachImport.Name, id, row.Value.ETag, cancel);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
        foreach (var end in (string[])["csv", "json"])
            await storage.Container(ContainerNames.Imports).DeleteBlobIfExistsAsync($"{s_folder}{id}.{end}", cancellationToken: cancel);
        return true;
    }
}
