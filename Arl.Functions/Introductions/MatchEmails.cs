using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Azure.Data.Tables;

namespace Arl.Functions.Introductions;

/// <summary>What has become of the emails of one match, as far as a change of the request must know it.</summary>
public sealed class MatchEmails
{
    private readonly List<EmailRow> _rows;

    private MatchEmails(IEnumerable<EmailRow> rows) => _rows = [.. rows];

    public static async Task<MatchEmails> Read(RequestsTable requests, Reference reference, int match, CancellationToken cancel) =>
        new((await requests.EmailStates(reference, "", cancel)).Where(row => EmailBatches.NeedsMatch(row.Batch) == match));

    /// <summary>The introduction is owed or sent, so the match needs no other.</summary>
    public bool IsIntroductionOwed => Introductions.Any();

    /// <summary>An introduction has left for this side, or may have.</summary>
    public bool HasBeenIntroduced(Side side) => Introductions.Any(row => IsFor(row, side) && HasLeft(row));

    /// <summary>The coach has heard of the request, by question or introduction.</summary>
    public bool CoachHasHeard => _rows.Exists(row => IsFor(row, Side.Coach) && HasLeft(row));

    /// <summary>One side's email may have left in a batch before this one, in which the other's was refused.</summary>
    public bool BothHaveIt(IReadOnlyList<EmailRow> now) =>
        Introductions.Concat(now).Where(row => row.State is nameof(EmailState.Sent)).Select(row => row.Kind).Distinct(StringComparer.Ordinal).Count() > 1;

    /// <summary>What has not left leaves no more. Fails the transaction where one has just begun to leave.</summary>
    public void CancelUnsent(RequestChange change)
    {
        foreach (var row in _rows.Where(row => row.State is nameof(EmailState.Due)))
            change.Also(new(TableTransactionActionType.UpdateMerge, new TableEntity(row.PartitionKey, row.RowKey) { ["State"] = nameof(EmailState.Cancelled) }, row.ETag));
    }

    private IEnumerable<EmailRow> Introductions => _rows.Where(row => EmailBatches.Parse(row.Batch)?.Kind == "introduction");

    private static bool IsFor(EmailRow row, Side side) => row.Kind == (side == Side.School ? "school" : "coach");

    private static bool HasLeft(EmailRow row) => row.State is nameof(EmailState.Claimed) or nameof(EmailState.Sent);
}
