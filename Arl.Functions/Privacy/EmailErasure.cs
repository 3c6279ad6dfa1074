using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <summary>An email of which only that it was sent, and what became of it, is left: of a request that goes on, or whose other people stay.</summary>
internal static class EmailErasure
{
    public static TableEntity Emptied(EmailRow email) => new(email.PartitionKey, email.RowKey)
    {
        [nameof(EmailRow.To)] = "",
        [nameof(EmailRow.ReplyTo)] = "",
        [nameof(EmailRow.Subject)] = Erasure.NoName,
        [nameof(EmailRow.Html)] = "",
        [nameof(EmailRow.Text)] = "",
    };
}
