using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Arl.Functions.Hosting.Local.Backups;

/// <param name="Count">Rows of a table, blobs of a container.</param>
/// <param name="Sha256">Of the file, which for a container holds the hash of each blob.</param>
internal sealed record BackupPart(string Name, string File, long Count, string Sha256);

/// <param name="Format">1; a program that does not know it refuses.</param>
/// <param name="Program">The version that made it.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset MadeAt, string Program, IReadOnlyList<BackupPart> Tables, IReadOnlyList<BackupPart> Containers);

/// <param name="File">Its bytes, beside the list.</param>
internal sealed record BackupBlob(string Name, string File, long Length, string Sha256, string? ContentType, string? CacheControl, IReadOnlyDictionary<string, string> Metadata);

/// <summary>
/// A backup: <c>manifest.json</c>, written last, so that a folder without it is no backup; a file of JSON lines, packed, for each table and each container; and each blob's bytes as a file. For its owner's eyes only: it holds personal data.
/// </summary>
internal sealed class BackupFolder(string path)
{
    public const int Format = 1;
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string ManifestFile => Path.Combine(path, "manifest.json");

    public bool HasManifest => File.Exists(ManifestFile);

    public bool IsEmpty => !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any();

    public string Sha256OfManifest => HashOf(ManifestFile);

    public void Make(string folder)
    {
        var made = Path.Combine(path, folder);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(made);
        else
            Directory.CreateDirectory(made, OwnerOnly | UnixFileMode.UserExecute);
    }

    public FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(Path.Combine(path, file), options);
    }

    public FileStream Open(string file) => File.OpenRead(Path.Combine(path, file));

    /// <summary>Each value is a line of its own.</summary>
    public async Task<BackupPart> Pack<T>(string name, string file, IAsyncEnumerable<T> values, Action<Utf8JsonWriter, T> write, CancellationToken cancel)
    {
        var count = 0L;
        await using (var packed = new GZipStream(Create(file), CompressionLevel.Fastest))
        await using (var json = new Utf8JsonWriter(packed))
        {
            await foreach (var value in values.WithCancellation(cancel))
            {
                write(json, value);
                json.Flush();
                packed.WriteByte((byte)'\n');
                json.Reset();
                count++;
            }
        }
        return new(name, file, count, Hash(file));
    }

    public async IAsyncEnumerable<string> Lines(BackupPart part, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new StreamReader(new GZipStream(Open(part.File), CompressionMode.Decompress));
        while (await reader.ReadLineAsync(cancel) is { } line)
            yield return line;
    }

    public string Hash(string file) => HashOf(Path.Combine(path, file));

    public void Write(BackupManifest manifest)
    {
        using var file = Create("manifest.json");
        JsonSerializer.Serialize(file, manifest, s_indented);
    }

    /// <exception cref="InvalidDataException">Something is missing or is not as it was written.</exception>
    public async Task<BackupManifest> Verify(CancellationToken cancel)
    {
        BackupManifest manifest;
        await using (var file = File.OpenRead(ManifestFile))
            manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(file, cancellationToken: cancel) ?? throw new InvalidDataException("The manifest is empty.");
        if (manifest.Format != Format)
            throw new InvalidDataException($"The backup is of format {manifest.Format}; this program knows {Format}.");
        foreach (var part in manifest.Tables.Concat(manifest.Containers))
            MustBe(part.File, part.Sha256);
        foreach (var container in manifest.Containers)
            await foreach (var line in Lines(container, cancel))
                if (JsonSerializer.Deserialize<BackupBlob>(line) is { } blob)
                    MustBe(blob.File, blob.Sha256);
        return manifest;
    }

    private void MustBe(string file, string sha256)
    {
        if (!File.Exists(Path.Combine(path, file)) || Hash(file) != sha256)
            throw new InvalidDataException($"{file} is missing, or not as it was written.");
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
