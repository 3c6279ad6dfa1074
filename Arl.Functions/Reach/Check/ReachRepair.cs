using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Requests;
using Arl.Functions.Imports;
using Arl.Functions.Reach.Served;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Reach.Check;

/// <summary>Ends differences between the table Reach and the records, and between requests and their histories. What has changed since it was found is left as it is.</summary>
public sealed class ReachRepair(ArlStorage storage, RequestHistories histories, ImportRoom imports, TimeProvider clock)
{
    private const int WritersBesideEachOther = 8;
    private const int MostTries = 50;
    private readonly TableClient _table = storage.Table(TableNames.Reach);

    /// <summary>Answers how many it ended.</summary>
    public async Task<int> Repair(IReadOnlyList<ReachDifference> differences, CancellationToken cancel)
    {
        var ended = 0;
        await Parallel.ForEachAsync(differences.GroupBy(difference => difference.Key, StringComparer.Ordinal), new ParallelOptions { MaxDegreeOfParallelism = WritersBesideEachOther, CancellationToken = cancel }, async (school, stop) =>
        {
            foreach (var difference in school)
                Interlocked.Add(ref ended, await End(difference, stop) ? 1 : 0);
        });
        return ended;
    }

    /// <summary>False where it is no more, or has become another.</summary>
    private async Task<bool> End(ReachDifference difference, CancellationToken cancel) => difference.Kind switch
    {
        ReachDifferenceKind.Moments => await histories.SetRight(Reference.Parse(difference.Key), cancel),
        ReachDifferenceKind.ByHand => false,
        _ => await EndInBook(difference, cancel),
    };

    private async Task<bool> EndInBook(ReachDifference difference, CancellationToken cancel)
    {
        var (partition, key) = (ReachRow.PartitionOf((difference.Owed ?? difference.Stored)!), difference.Key);
        for (var tries = 1; ; tries++)
        {
            var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel);
            var before = found.HasValue ? ReachRow.ReadStored(found.Value!) : null;
            var book = before?.Book ?? ServedBook.Empty;
            var after = await SetRight(book, difference, cancel);
            if (ReferenceEquals(after, book) && before?.IsInOrder is not false)
                return false;
            try
            {
                await (found.HasValue ? _table.UpdateEntityAsync(ReachRow.Write(after), found.Value!.ETag, TableUpdateMode.Replace, cancel) : _table.AddEntityAsync(ReachRow.Write(after), cancel));
                return true;
            }
            catch (RequestFailedException meanwhile) when (StorageFaults.IsConflict(meanwhile) && tries < MostTries)
            {
                // Another writer was faster, or the SDK's retry met its own success: go on from what stands now.
            }
        }
    }

    private async Task<ServedBook> SetRight(ServedBook book, ReachDifference difference, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        if (difference.Source is not { } source || book.Of(source) != difference.Stored)
            return book;
        if (difference.Owed is not { } owed)
            return book.TakeBack(source, at);
        if (difference.Stored is not null)
            return book.Correct(source, owed, at);
        var said = book.Say(source, owed, at);
        return ReferenceEquals(said, book) && await IsStillOwed(source, owed, cancel) ? book.Correct(source, owed, at) : said;
    }

    /// <summary>
    /// Of a word that was taken back: no undo of the staff did that. Asked after the row was read, so that an undo that begins later refuses our write, or takes back what we wrote.
    /// Nobody undoes a request.
    /// </summary>
    private async Task<bool> IsStillOwed(string source, ServedSchool owed, CancellationToken cancel) =>
        !source.StartsWith(ServedImport.SourcePrefix, StringComparison.Ordinal)
        || await imports.Stands(ServedImport.Name, new(owed.StatedAt, source[ServedImport.SourcePrefix.Length..]), cancel);
}
