using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>A mail's row, found again, with whose it is and where it lies.</summary>
internal sealed record FoundMail(IEmailOwner Owner, TableClient Table, EmailRow Row);

/// <summary>Finds a mail again by what comes back from outside: the owner's name and the mail's id, which is its row's key.</summary>
public sealed class KeptMail(ArlStorage storage, IEnumerable<IEmailOwner> owners)
{
    /// <summary>Null where there is no such mail, or no longer.</summary>
    internal async Task<FoundMail?> Find(string ownerName, string id, CancellationToken cancel)
    {
        if (owners.SingleOrDefault(one => one.Name == ownerName) is not { } owner || Partition(owner, id) is not { } partition)
            return null;
        var table = storage.Table(owner.Table);
        var row = await table.GetEntityIfExistsAsync<EmailRow>(partition, id, cancellationToken: cancel);
        return row.HasValue ? new(owner, table, row.Value!) : null;
    }

    private static string? Partition(IEmailOwner owner, string id)
    {
        if (!EmailRow.IsKey(id) || !TableKey.IsOne(id))
            return null;
        try
        {
            return owner.PartitionOf(EmailRow.PartsOf(id).OwnerKey);
        }
        catch (FormatException)
        {
            return null; // An id of another site on the same account at the provider.
        }
    }
}
