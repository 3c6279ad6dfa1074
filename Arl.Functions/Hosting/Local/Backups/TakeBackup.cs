using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Arl.Functions.Hosting.Local.Backups;

/// <summary>Writes all tables and all blobs of ours into a folder, as they are read, and never holds more of them than a page. Queues are left out: what they carry is owed by outbox rows, which send it again.</summary>
internal sealed class TakeBackup(ArlStorage storage, BackupFolder folder, TimeProvider clock)
{
    /// <summary>Where a restore notes that it is under way: no part of the network.</summary>
    internal const string Marker = "restore/";

    public async Task<BackupManifest> Run(CancellationToken cancel)
    {
        folder.Make("");
        folder.Make("tables");
        var began = clock.GetUtcNow();
        var tables = new List<BackupPart>();
        foreach (var name in TableNames.All)
            tables.Add(await folder.Pack(name, $"tables/{name}.jsonl.gz", storage.Table(name).QueryAsync<TableEntity>(cancellationToken: cancel), RowJson.Write, cancel));
        var containers = new List<BackupPart>();
        foreach (var name in ContainerNames.All)
        {
            folder.Make($"blobs/{name}");
            containers.Add(await folder.Pack(name, $"blobs/{name}.jsonl.gz", Blobs(name, cancel), (json, blob) => JsonSerializer.Serialize(json, blob), cancel));
        }
        var manifest = new BackupManifest(BackupFolder.Format, began, Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "", tables, containers);
        folder.Write(manifest);
        return manifest;
    }

    private async IAsyncEnumerable<BackupBlob> Blobs(string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        var container = storage.Container(name);
        var number = 0;
        await foreach (var found in container.GetBlobsAsync(cancellationToken: cancel))
            if (!found.Name.StartsWith(Marker, StringComparison.Ordinal))
                yield return await Keep(container.GetBlobClient(found.Name), $"blobs/{name}/{(++number).ToString(CultureInfo.InvariantCulture)}", cancel);
    }

    private async Task<BackupBlob> Keep(BlobClient blob, string file, CancellationToken cancel)
    {
        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value;
        await using (var to = folder.Create(file))
            await blob.DownloadToAsync(to, new BlobDownloadToOptions { Conditions = new() { IfMatch = properties.ETag } }, cancel);
        return new(blob.Name, file, properties.ContentLength, folder.Hash(file), properties.ContentType, properties.CacheControl, properties.Metadata.ToDictionary(StringComparer.Ordinal));
    }
}
