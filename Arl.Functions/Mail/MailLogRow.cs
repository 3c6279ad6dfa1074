using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>
/// What the mail log is in order by: row <c>mail_{newest first}_{mail's id}</c>, written with the email in its partition and never changed; what became of the mail stands on the mail's own row.
/// </summary>
internal static class MailLogRow
{
    public const string Prefix = "mail_";

    public static TableTransactionAction Of(EmailRow email) => new(TableTransactionActionType.Add, new TableEntity(email.PartitionKey, KeyOf(email.RowKey, email.CreatedAt)) { ["Kind"] = KindOf(email.RowKey) });

    public static string KeyOf(string mailId, DateTimeOffset createdAt) => Prefix + Place(createdAt, mailId);

    /// <summary>The end of the key, by which two tables' rows are put in one order.</summary>
    public static string Place(DateTimeOffset at, string mailId) => $"{TableKey.NewestFirst(at)}_{mailId}";

    public static string MailIdOf(string place) => place[20..];

    /// <summary>The end of an address of ours, so nothing else is looked for.</summary>
    public static bool IsPlace(string text) => text.Length is > 20 and <= 300 && text[..19].All(char.IsAsciiDigit) && text[19] == '_' && text[20..].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>The batch's name without its numbers: <c>introduction</c> of <c>ARL-7K3F-9QZ2_email_introduction-1-again-2_coach</c>.</summary>
    public static string KindOf(string mailId) => string.Join('-', EmailRow.PartsOf(mailId).Batch.Split('-').Where(part => part != "again" && !part.All(char.IsAsciiDigit)));
}
