using Arl.Domain.Matching;
using Arl.Domain.Reach;
using Arl.Domain.Requests;
using Arl.Functions.Imports;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Tests.Support;

/// <summary>Every row there is, read when nothing is on its way any more.</summary>
internal sealed record LedgerRows(ILookup<string, TableEntity> Tables, IReadOnlyList<CoachingRequest> Requests, IReadOnlyList<Domain.Coaches.CoachLoad> Coaches)
{
    public IEnumerable<TableEntity> In(string table, string prefix) => Tables[table].Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The rows of a request with this after its reference, e.g. <c>_history_</c>.</summary>
    public IEnumerable<TableEntity> Of(CoachingRequest request, string part) => _byReference[request.Reference.ToString()].Where(row => row.RowKey.AsSpan(request.Reference.ToString().Length).StartsWith(part, StringComparison.Ordinal));

    /// <summary>Every email of every table.</summary>
    public IEnumerable<TableEntity> Emails => Tables.SelectMany(table => table).Where(row => row.ContainsKey(nameof(EmailRow.Html)));

    /// <summary>Where each request's place is.</summary>
    public Dictionary<string, string> Places { get; } = Tables[TableNames.Coaches].Where(row => row.RowKey.StartsWith("place_", StringComparison.Ordinal))
        .ToDictionary(row => row.RowKey["place_".Length..], row => row.GetString("CoachId"), StringComparer.Ordinal);

    /// <summary>What the imports say that are applied and not undone.</summary>
    public IReadOnlyList<ServedSchool> Imported { get; private init; } = [];

    private readonly ILookup<string, TableEntity> _byReference = Tables[TableNames.Requests].Where(row => row.RowKey.StartsWith("ARL-", StringComparison.Ordinal)).ToLookup(row => row.RowKey[..13], StringComparer.Ordinal);

    public static async Task<LedgerRows> Read(ArlStorage storage)
    {
        var rows = new List<(string Table, TableEntity Row)>();
        foreach (var table in TableNames.All)
            await foreach (var row in storage.Table(table).QueryAsync<TableEntity>())
                rows.Add((table, row));
        var tables = rows.ToLookup(row => row.Table, row => row.Row, StringComparer.Ordinal);
        var requests = tables[TableNames.Requests].Where(row => row.RowKey.StartsWith("request_", StringComparison.Ordinal)).Select(row => RequestRow.Read(row).Request);
        var coaches = tables[TableNames.Coaches].Where(row => row.RowKey.StartsWith("coach_", StringComparison.Ordinal)).Select(row => Functions.Coaches.CoachRow.Read(row, Some.Moment));
        return new(tables, [.. requests], [.. coaches.Select(coach => coach.Load)]) { Imported = await ImportedIn(tables, storage) };
    }

    private static async Task<IReadOnlyList<ServedSchool>> ImportedIn(ILookup<string, TableEntity> tables, ArlStorage storage)
    {
        var schools = new List<ServedSchool>();
        foreach (var row in tables[TableNames.Imports].Where(row => row.PartitionKey == ServedImport.Name && row.GetString("State") == nameof(ImportState.Applied)))
        {
            var accepted = await storage.Container(ContainerNames.Imports).GetBlobClient($"{row.PartitionKey}/{row.RowKey}.json").DownloadContentAsync();
            schools.AddRange(ServedImport.Read(accepted.Value.Content, new(row.GetDateTimeOffset("AcceptedAt")!.Value, row.RowKey)));
        }
        return schools;
    }
}

/// <summary>What was promised and what left, beside the rows.</summary>
/// <param name="Accepted">Requests that were answered with 202.</param>
/// <param name="MostCapacity">The most places that a coach ever had; what staff take away later frees nobody's.</param>
internal sealed record LedgerFacts(IReadOnlyCollection<Reference> Accepted, IReadOnlyList<LoggedMail> Mails, IReadOnlyDictionary<string, int> MostCapacity)
{
    public FitWeights Weights { get; init; } = MatchingRules.Default.Weights;
}
