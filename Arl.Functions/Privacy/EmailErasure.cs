using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <summary>An email of which only that it was sent, and what became of it, is left: of a request that goes on, or whose other people stay.</summary>
internal static class EmailErasure
{
    /// <summary>Whatever the provider tells of it at the same moment: what is written here, nobody else writes.</summary>
    public static async Task Empty(TableClient table, EmailRow email, CancellationToken cancel)
    {
        try
        {
            await table.UpdateEntityAsync(Emptied(email), ETag.All, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return; // With its request, which was erased meanwhile.
        }
    }

    public static bool Names(this EmailRow email, Coach coach) => new[] { email.To, email.ReplyTo ?? "", email.Subject, email.Text }.Any(words =>
        words.Contains(coach.Email.Value, StringComparison.OrdinalIgnoreCase) || words.Contains(coach.Name, StringComparison.OrdinalIgnoreCase));

    private static TableEntity Emptied(EmailRow email) => new(email.PartitionKey, email.RowKey)
    {
        [nameof(EmailRow.To)] = "",
        [nameof(EmailRow.ReplyTo)] = "",
        [nameof(EmailRow.Subject)] = Erasure.NoName,
        [nameof(EmailRow.Html)] = "",
        [nameof(EmailRow.Text)] = "",
        [nameof(EmailRow.Invitation)] = "",
    };
}
