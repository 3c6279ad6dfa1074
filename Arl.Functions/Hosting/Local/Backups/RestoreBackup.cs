using System.Runtime.CompilerServices;
using System.Text.Json;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace Arl.Functions.Hosting.Local.Backups;

/// <summary>
/// Writes a backup back. Everything is written so that writing it twice changes nothing, and a mark in storage says whose restore is under way, so that one that died is simply run again.
/// </summary>
internal sealed class RestoreBackup(ArlStorage storage, BackupFolder folder)
{
    private const int MostRows = 100;
    private const int AtOnce = 8;

    /// <summary>A transaction may have 4 MB as the service counts them: twice what the line of a row has is more than that.</summary>
    private const int MostCharacters = 1_500_000;

    /// <summary>Whether there is nothing in storage, or only what a restore of this same backup has brought so far.</summary>
    public async Task<bool> MayWrite(CancellationToken cancel) => await Mark.ExistsAsync(cancel) || await IsEmpty(cancel);

    private Azure.Storage.Blobs.BlobClient Mark => storage.Container(ContainerNames.Imports).GetBlobClient(TakeBackup.Marker + folder.Sha256OfManifest);

    /// <param name="manifest">Verified.</param>
    public async Task Run(BackupManifest manifest, CancellationToken cancel)
    {
        await Mark.UploadAsync(BinaryData.Empty, overwrite: true, cancel);
        foreach (var container in manifest.Containers)
            await foreach (var line in folder.Lines(container, cancel))
                await Put(container.Name, JsonSerializer.Deserialize<BackupBlob>(line)!, cancel);
        foreach (var part in manifest.Tables)
        {
            var table = storage.Table(part.Name);
            await Parallel.ForEachAsync(Transactions(part, cancel), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (rows, stop) =>
                await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), stop));
        }
        await Mark.DeleteIfExistsAsync(cancellationToken: cancel);
    }

    private async Task<bool> IsEmpty(CancellationToken cancel)
    {
        foreach (var name in TableNames.All)
            if (await storage.Table(name).QueryAsync<TableEntity>(maxPerPage: 1, select: ["RowKey"], cancellationToken: cancel).AnyAsync(cancel))
                return false;
        foreach (var name in ContainerNames.All)
            if (await storage.Container(name).GetBlobsAsync(cancellationToken: cancel).AnyAsync(cancel))
                return false;
        foreach (var name in QueueNames.All)
            if ((await storage.Queue(name).GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount > 0)
                return false;
        return true;
    }

    private async Task Put(string container, BackupBlob blob, CancellationToken cancel)
    {
        await using var from = folder.Open(blob.File);
        await storage.Container(container).GetBlobClient(blob.Name).UploadAsync(from, new BlobUploadOptions
        {
            HttpHeaders = new() { ContentType = blob.ContentType, CacheControl = blob.CacheControl },
            Metadata = blob.Metadata.ToDictionary(),
        }, cancel);
    }

    /// <summary>Rows of one partition, as many as one transaction may have. The table service lists rows by partition.</summary>
    private async IAsyncEnumerable<IReadOnlyList<TableEntity>> Transactions(BackupPart part, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (rows, characters) = (new List<TableEntity>(), 0);
        await foreach (var line in folder.Lines(part, cancel))
        {
            var row = RowJson.Read(line);
            if (rows.Count == MostRows || characters + line.Length > MostCharacters || (rows.Count > 0 && rows[0].PartitionKey != row.PartitionKey))
            {
                yield return rows;
                (rows, characters) = ([], 0);
            }
            rows.Add(row);
            characters += line.Length;
        }
        if (rows.Count > 0)
            yield return rows;
    }
}
