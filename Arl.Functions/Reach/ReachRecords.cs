using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Functions.Imports;
using Arl.Functions.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach;

/// <summary>What the reach must say, from the records themselves: every introduced request, and every import that is applied, as it was accepted.</summary>
public sealed class ReachRecords(RequestsForReach requests, ImportRoom imports, OwedWork owed)
{
    /// <summary>
    /// First the records, then what is on its way: what left between was counted before it did, so that rows read after this know it.
    /// </summary>
    /// <returns>What is owed, and the sources whose word is on its way or being taken back.</returns>
    public async Task<(IReadOnlyList<OwedMention> Owed, IReadOnlySet<string> Pending)> Read(CancellationToken cancel)
    {
        var mentions = new List<OwedMention>();
        var pending = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in await requests.Introduced(cancel))
            mentions.AddRange(Mentions(request.Reference, request.Schools, whole: false));
        foreach (var import in (await imports.All(cancel)).Where(import => import.Kind == ServedImport.Name))
        {
            var source = ServedImport.SourceOf(import.ImportId);
            if (import.State == ImportState.Applied)
                mentions.AddRange(Mentions(source, await Said(import, cancel), whole: true));
            else if (import.State != ImportState.Undone)
                pending.Add(source);
        }
        foreach (var row in (await owed.All(cancel)).Where(row => row.Queue == QueueNames.CountReach))
            pending.Add(JsonSerializer.Deserialize<ReachDue>(row.Body, QueueJson.Options)!.Reference);
        return (mentions, pending);
    }

    private async Task<IReadOnlyList<ServedSchool>> Said(KeptImport import, CancellationToken cancel) =>
        ServedImport.Read(await imports.AcceptedOf(import.Kind, import.ImportId, cancel), new(import.AcceptedAt, import.ImportId));

    private static IEnumerable<OwedMention> Mentions(string source, IEnumerable<ServedSchool> schools, bool whole) =>
        schools.GroupBy(school => school.Key, StringComparer.Ordinal).Select(same => new OwedMention(source, same.Aggregate(ServedSchool.Merge), whole));
}
