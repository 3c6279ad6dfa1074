using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Check;
using Arl.Functions.Reach.Served;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Reach.Check;

/// <summary>A network with a school that a request served and one that an import did.</summary>
internal sealed class CheckedNetwork(Site site) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Site Site => site;

    public TableEntity Requested { get; } = new("35", Some.School.Id.ToString());

    public TableEntity Imported { get; } = new("35", Some.Neighbor.Id.ToString());

    private TableClient Table => site.Network.Storage.Table(TableNames.Reach);

    public static async Task<CheckedNetwork> Start(bool settled = true)
    {
        var network = new CheckedNetwork(await Site.Start(SignedIn.AtTheDoor));
        using var _ = await network.Load("school_id,students,introduced_on,organization\n359000100002,200,2020-09-14,Bridge\n");
        await network.Site.Network.Coaches.Import([Some.Coach with { Capacity = 9 }], Cancel);
        await network.Site.Post(SomeJson.Request);
        await network.Site.Network.SettleBut(settled ? null : QueueNames.CountReach);
        return network;
    }

    public Task<HttpResponseMessage> Load(string csv) =>
        site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"), Cancel);

    public Task<IReadOnlyList<ReachDifference>> Check() => site.Network.Get<ReachChecker>().Check(Cancel);

    public async Task<IReadOnlyList<string>> Told() => [.. (await site.Network.Get<ReachTable>().All(Cancel)).Select(school => JsonSerializer.Serialize(school, DomainJson.Options)).Order(StringComparer.Ordinal)];

    public async Task<IDocument> Page(string query = "")
    {
        var page = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri("/staff/reach/check" + query, UriKind.Relative), Cancel), Cancel);
        PageRules.AreKept(page);
        return page;
    }

    /// <summary>The import stands in this state, and the work that would end it is owed.</summary>
    public async Task Hold(string state)
    {
        var import = (await site.Network.Get<ImportRoom>().All(Cancel)).Single(one => one.Kind == ServedImport.Name);
        var owed = OutboxMessage.For(import.Kind, $"{import.ImportId}_apply", QueueNames.ApplyImports, new ImportDue(import.Kind, import.ImportId)).Add(site.Network.Clock.GetUtcNow());
        await site.Network.Storage.Table(TableNames.Imports).SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(import.Kind, import.ImportId) { ["State"] = state }, Azure.ETag.All), owed], Cancel);
    }

    public async Task FindsAndRepairs(params IReadOnlyList<(ReachDifferenceKind, TableEntity Row)> expected)
    {
        Assert.Equal(expected.Select(one => (one.Item1, one.Row.RowKey)), (await Check()).Select(difference => (difference.Kind, difference.Key)));
        Assert.Equal(expected.Count, await site.Network.Get<ReachChecker>().Repair("Kim", Cancel));
        Assert.Empty(await Check());
    }

    public Task<Azure.Response> Delete(TableEntity row) => Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);

    public Task<Azure.Response> Write(ServedBook book) => Table.UpsertEntityAsync(ReachRow.Write(book), TableUpdateMode.Replace, Cancel);

    public async Task Rewrite(TableEntity row, Func<ServedBook, ServedBook> change) => await Write(change(ReachRow.ReadBook(await Read(row))));

    /// <summary>Other words in place of those that stand, as if they had always been said.</summary>
    public Task Reword(TableEntity row, Func<ServedSchool, ServedSchool> change) => Rewrite(row, book => book with { Mentions = [.. book.Mentions.Select(mention => mention with { School = change(mention.School) })] });

    public async Task Set(TableEntity row, string column, object value) => await Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, Azure.ETag.All, TableUpdateMode.Merge, Cancel);

    public async Task Forget(TableEntity row)
    {
        var old = await Read(row);
        foreach (var column in (string[])["Mentions0", "InForce", "ChangedAt"])
            old.Remove(column);
        await Table.UpdateEntityAsync(old, Azure.ETag.All, TableUpdateMode.Replace, Cancel);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<TableEntity> Read(TableEntity row) => (await Table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: Cancel)).Value;
}
