using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Functions.Imports;
using Arl.Functions.Reach.Served;
using Arl.Functions.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach.Check;

/// <param name="Pending">The sources whose word is on its way or being taken back, and the requests that contradict their own history: nothing is held against what stands of them.</param>
/// <param name="Differences">Between requests and their histories.</param>
public sealed record ReachOwed(IReadOnlyList<OwedMention> Mentions, IReadOnlySet<string> Pending, IReadOnlyList<ReachDifference> Differences);

/// <summary>What the reach must say, from the records themselves: every introduced request, and every import that is not undone, as it was accepted.</summary>
public sealed class ReachRecords(RequestsForReach requests, ImportRoom imports, OwedWork owed, TimeProvider clock)
{
    /// <summary>What is owed for longer than this, the sweep has sent again some thirty times: it is not on its way but stuck.</summary>
    public static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

    /// <summary>
    /// First the records, then what is on its way: what left between was counted before it did, so that rows read after this know it.
    /// </summary>
    public async Task<ReachOwed> Read(CancellationToken cancel)
    {
        var mentions = new List<OwedMention>();
        var (introduced, differences) = await requests.Checked(cancel);
        foreach (var request in introduced)
            mentions.AddRange(Mentions(request.Reference, request.Schools, whole: false));
        foreach (var import in (await imports.All(cancel)).Where(import => import is { Kind: ServedImport.Name, State: ImportState.Accepted or ImportState.Applied }))
            mentions.AddRange(Mentions(ServedImport.SourceOf(import.ImportId), await Said(import, cancel), whole: true));
        var since = clock.GetUtcNow() - OnItsWay;
        var pending = (await owed.All(cancel)).Where(row => !row.IsStopped && row.Since >= since).Select(SourceOf).OfType<string>();
        var doubted = differences.Where(difference => difference.Kind == ReachDifferenceKind.ByHand).Select(difference => difference.Key);
        return new(mentions, pending.Concat(doubted).ToHashSet(StringComparer.Ordinal), differences);
    }

    /// <summary>Whose word this work writes or takes back; null where it is other work.</summary>
    private static string? SourceOf(OwedRow row) => row.Queue switch
    {
        QueueNames.CountReach => JsonSerializer.Deserialize<ReachDue>(row.Body, QueueJson.Options)!.Reference,
        QueueNames.ApplyImports when JsonSerializer.Deserialize<ImportDue>(row.Body, QueueJson.Options) is { Kind: ServedImport.Name } due => ServedImport.SourceOf(due.ImportId),
        _ => null,
    };

    private async Task<IReadOnlyList<ServedSchool>> Said(KeptImport import, CancellationToken cancel) =>
        ServedImport.Read(await imports.AcceptedOf(import.Kind, import.ImportId, cancel), new(import.AcceptedAt, import.ImportId));

    private static IEnumerable<OwedMention> Mentions(string source, IEnumerable<ServedSchool> schools, bool whole) =>
        schools.GroupBy(school => school.Key, StringComparer.Ordinal).Select(same => new OwedMention(source, same.Aggregate(ServedSchool.Merge), whole));
}
