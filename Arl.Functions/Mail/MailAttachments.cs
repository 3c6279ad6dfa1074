using System.Text.Json;
using Arl.Functions.Storage;

namespace Arl.Functions.Mail;

/// <summary>An attachment as an email's row names it; its bytes are a blob of their own.</summary>
public sealed record KeptAttachment(string Blob, string Name, string MediaType, string? ContentId);

/// <summary>
/// The container <c>mail-attachments</c>: <c>{owner key}/{random}-{n}</c>. The bytes are written before the transaction that owes their email, under a name that nobody else uses;
/// where that transaction then fails, a blob is left that no row names, and harms nobody.
/// </summary>
public sealed class MailAttachments(ArlStorage storage)
{
    /// <summary>Bytes of all attachments of one email as they travel, in base64 with its line ends: most mailboxes take 25 MB with the words.</summary>
    public const long MostEncoded = 20 * 1024 * 1024;

    /// <exception cref="ArgumentException">They are too large for one email; nothing was written.</exception>
    public async Task<IReadOnlyList<KeptAttachment>> Keep(string ownerKey, IReadOnlyList<MailAttachment> attachments, CancellationToken cancel)
    {
        if (attachments.Sum(EncodedSize) > MostEncoded)
            throw new ArgumentException($"The attachments of {ownerKey} are larger than {MostEncoded / (1024 * 1024)} MB in base64.", nameof(attachments));
        var random = Guid.NewGuid().ToString("N");
        return await Task.WhenAll(attachments.Select(async (one, n) =>
        {
            var kept = new KeptAttachment($"{ownerKey}/{random}-{n}", one.Name, one.MediaType, one.ContentId);
            await Blob(kept).UploadAsync(one.Content, overwrite: true, cancel); // An SDK retry may meet its own success.
            return kept;
        }));
    }

    /// <exception cref="Azure.RequestFailedException">The bytes of one are gone: a fault, since an email never leaves without what it promises.</exception>
    public async Task<IReadOnlyList<MailAttachment>> Load(IReadOnlyList<KeptAttachment> kept, CancellationToken cancel) => await Task.WhenAll(kept.Select(one => Load(one, cancel)));

    public async Task<MailAttachment> Load(KeptAttachment kept, CancellationToken cancel) =>
        new(kept.Name, kept.MediaType, kept.ContentId, (await Blob(kept).DownloadContentAsync(cancel)).Value.Content);

    /// <summary>Of an email that is kept no more.</summary>
    public async Task Delete(IReadOnlyList<KeptAttachment> kept, CancellationToken cancel)
    {
        foreach (var one in kept)
            await storage.Container(ContainerNames.MailAttachments).DeleteBlobIfExistsAsync(one.Blob, cancellationToken: cancel);
    }

    internal static string Write(IReadOnlyList<KeptAttachment> kept) => JsonSerializer.Serialize(kept, DomainJson.Options);

    internal static IReadOnlyList<KeptAttachment> Read(string json) => JsonSerializer.Deserialize<KeptAttachment[]>(json, DomainJson.Options) ?? [];

    /// <summary>Four characters for three bytes, and a line end after 76 of them.</summary>
    internal static long EncodedSize(MailAttachment attachment)
    {
        var characters = ((long)attachment.Content.ToMemory().Length + 2) / 3 * 4;
        return characters + (characters + 75) / 76 * 2;
    }

    private Azure.Storage.Blobs.BlobClient Blob(KeptAttachment kept) => storage.Container(ContainerNames.MailAttachments).GetBlobClient(kept.Blob);
}
