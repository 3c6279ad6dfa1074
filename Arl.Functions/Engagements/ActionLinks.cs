using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>A link that opened, with the ETag that its use must show.</summary>
public sealed record ActionLink(Reference Reference, LinkPurpose Purpose, int Match, string RowKey, ETag ETag);

/// <summary>What stands behind an address that somebody opened.</summary>
public abstract record OpenedLink
{
    private OpenedLink() { }

    public sealed record Ready(ActionLink Link) : OpenedLink;

    public sealed record Used(Reference Reference, LinkPurpose Purpose, int Match, DateTimeOffset At) : OpenedLink;

    /// <summary>Expired, mistyped, or never ours: which one, nobody is told.</summary>
    /// <param name="Reference">As the address says it; null where it is none. There may be no such request.</param>
    /// <param name="Purpose">As the token says it, true or not; null where it cannot be read.</param>
    public sealed record Unknown(Reference? Reference, LinkPurpose? Purpose) : OpenedLink;
}

/// <summary>
/// The links by which people answer from their inbox: <c>act/{reference}/{token}</c>, signed under the first of <c>Arl:LinkKeys</c> (every key opens), with purpose, match and expiry in the token, good for one use.
/// Row <c>{ref}_link_{SHA-256 of the token}</c>, written in the change that owes the email: purpose, match, expiry and when it was used; the token itself is kept nowhere.
/// </summary>
public sealed class ActionLinks(IOptions<SiteOptions> site, ArlStorage storage, DrawNumber draw, TimeProvider clock)
{
    /// <summary>Long enough for a vacation (docs/decisions/0013).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    /// <summary>Makes a link and adds its row to the change, so that the link is good once the email that carries it is owed.</summary>
    /// <param name="match">The number of the match that it is about; of a confirmation, of the address (<see cref="CoachingRequest.ConfirmAddress"/>).</param>
    /// <param name="until">How long it is good; null: for <see cref="Lifetime"/>.</param>
    public Uri Create(RequestChange change, LinkPurpose purpose, int match, DateTimeOffset? until = null)
    {
        var reference = change.Request.Reference;
        var expiresAt = until ?? change.At + Lifetime;
        var token = LinkToken.New(purpose, match, expiresAt, draw()).Sign(_keys[0], reference);
        change.Also(new(TableTransactionActionType.Add, new TableEntity(RequestKeys.Partition(reference), Key(reference, token))
        {
            ["Purpose"] = purpose.ToString(),
            ["Match"] = match,
            ["ExpiresAt"] = expiresAt,
        }));
        return new(site.Value.UrlOf($"/act/{reference}/{token}"));
    }

    /// <summary>Changes nothing, however often.</summary>
    public async Task<OpenedLink> Open(string reference, string token, CancellationToken cancel)
    {
        if (!Reference.TryParse(reference, out var parsed))
            return new OpenedLink.Unknown(null, null);
        var read = LinkToken.Read(token);
        if (read is null || !LinkToken.IsSigned(token, parsed, _keys) || read.ExpiresAt <= clock.GetUtcNow())
            return new OpenedLink.Unknown(parsed, read?.Purpose);

        var row = await _table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(parsed), Key(parsed, token), cancellationToken: cancel);
        if (!row.HasValue)
            return new OpenedLink.Unknown(parsed, read.Purpose);
        return row.Value!.GetDateTimeOffset("UsedAt") is { } at
            ? new OpenedLink.Used(parsed, read.Purpose, read.Match, at)
            : new OpenedLink.Ready(new(parsed, read.Purpose, read.Match, row.Value.RowKey, row.Value.ETag));
    }

    /// <summary>The link as it stands now; null where it has been used.</summary>
    public async Task<ActionLink?> Unused(ActionLink link, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(link.Reference), link.RowKey, cancellationToken: cancel);
        return row.HasValue && row.Value!.GetDateTimeOffset("UsedAt") is null ? link with { ETag = row.Value.ETag } : null;
    }

    /// <summary>For the transaction of the act itself: of two uses at the same moment one fails it.</summary>
    public static TableTransactionAction Use(ActionLink link, DateTimeOffset now) =>
        new(TableTransactionActionType.UpdateMerge, new TableEntity(RequestKeys.Partition(link.Reference), link.RowKey) { ["UsedAt"] = now }, link.ETag);

    private static string Key(Reference reference, string token) => RequestKeys.Link(reference, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
}
