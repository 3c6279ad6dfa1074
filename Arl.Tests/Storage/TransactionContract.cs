using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using Azure.Data.Tables;
using Xunit;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Arl.Tests.Storage;

/// <summary>What the product relies on in entity-group transactions and queries, the same in memory as on real storage.</summary>
public abstract class TransactionContract
{
    private TableClient? _table;

    protected abstract Task<ArlStorage> NewStorage();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<TableClient> Table() => _table ??= (await NewStorage()).Table(TableNames.Requests);

    private static TableTransactionAction Act(TableTransactionActionType what, string key, ETag? etag = null, string partition = "p") =>
        new(what, new TableEntity(partition, key) { ["By"] = what.ToString() }, etag ?? ETag.All);

    private async Task<string> Keys(string filter) =>
        string.Join(' ', await (await Table()).QueryAsync<TableEntity>(filter, cancellationToken: Cancel).Select(row => row.RowKey).ToListAsync(Cancel));

    [Fact]
    public async Task A_transaction_writes_all_and_answers_each_with_its_ETag()
    {
        var table = await Table();
        await table.SubmitTransactionAsync([Act(Add, "merged"), Act(Add, "replaced"), Act(Add, "deleted")], Cancel);

        var replies = (await table.SubmitTransactionAsync([Act(Add, "added"), Act(UpdateMerge, "merged"), Act(UpdateReplace, "replaced"), Act(Delete, "deleted"), Act(UpsertMerge, "upserted"), Act(UpsertReplace, "merged2")], Cancel)).Value;

        Assert.Equal("added merged merged2 replaced upserted", await Keys("PartitionKey eq 'p'"));
        Assert.Equal([204, 204, 204, 204, 204, 204], replies.Select(reply => reply.Status));
        foreach (var (key, index) in new[] { ("added", 0), ("merged", 1), ("replaced", 2), ("upserted", 4) })
            Assert.Equal(replies[index].Headers.ETag, (await table.GetEntityAsync<TableEntity>("p", key, cancellationToken: Cancel)).Value.ETag);
    }

    [Theory]
    [InlineData(Add, "there", 409, "EntityAlreadyExists")]
    [InlineData(UpdateMerge, "missing", 404, "ResourceNotFound")]
    [InlineData(UpdateReplace, "missing", 404, "ResourceNotFound")]
    [InlineData(Delete, "missing", 404, "ResourceNotFound")]
    [InlineData(UpdateMerge, "stale", 412, "UpdateConditionNotSatisfied")]
    [InlineData(Delete, "stale", 412, "UpdateConditionNotSatisfied")]
    public async Task A_transaction_that_meets_a_conflict_writes_nothing_and_says_which_action_met_it(TableTransactionActionType what, string key, int status, string code)
    {
        var table = await Table();
        var old = (await table.SubmitTransactionAsync([Act(Add, "there"), Act(Add, "stale")], Cancel)).Value[1].Headers.ETag;
        await table.UpdateEntityAsync(new TableEntity("p", "stale"), ETag.All, TableUpdateMode.Replace, Cancel);

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([Act(Add, "a"), Act(Add, "b"), Act(what, key, key == "stale" ? old : null)], Cancel));

        Assert.Equal((status, code, 2), (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex));
        Assert.Equal("stale there", await Keys("PartitionKey eq 'p'"));
    }

    [Fact]
    public async Task A_transaction_holds_100_actions_and_no_more()
    {
        var table = await Table();
        await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n => Act(Add, $"a{n}")), Cancel);

        await Assert.ThrowsAnyAsync<Exception>(() => table.SubmitTransactionAsync(Enumerable.Range(0, 101).Select(n => Act(Add, $"b{n}")), Cancel)); // Azurite's refusal is one that the SDK cannot read.

        Assert.Equal("", await Keys("PartitionKey eq 'p' and RowKey ge 'b' and RowKey lt 'c'"));
    }

    [Fact]
    public async Task A_transaction_names_a_row_once()
    {
        var table = await Table();

        var twice = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync([Act(Add, "a"), Act(UpsertMerge, "a")], Cancel));

        Assert.Equal((400, "InvalidDuplicateRow"), (twice.Status, twice.ErrorCode));
        Assert.Equal("", await Keys(""));
    }

    [Fact]
    public async Task A_query_is_in_the_order_of_the_keys_as_bytes()
    {
        var table = await Table();
        foreach (var (partition, key) in new[] { ("q", "a"), ("p", "outbox_b"), ("p", "Z"), ("p", "a"), ("p", "outbox_a"), ("p", "outbox`"), ("p", "outboy"), ("p", "outbox"), ("P", "z") })
            await table.AddEntityAsync(new TableEntity(partition, key), Cancel);

        Assert.Equal("z Z a outbox outbox_a outbox_b outbox` outboy a", await Keys(""));
        Assert.Equal("outbox_a outbox_b", await Keys(KeyRange.Of("p", "outbox_")));
        Assert.Equal("outbox_b outbox`", await Keys("PartitionKey eq 'p' and RowKey gt 'outbox_a' and RowKey le 'outbox`'"));
    }

    [Fact]
    public async Task A_query_sifts_by_text_number_truth_and_time_and_a_row_without_the_property_never_matches()
    {
        var table = await Table();
        await table.AddEntityAsync(new TableEntity("p", "a") { ["Text"] = "it's", ["Int"] = 1, ["Long"] = 1L, ["Bool"] = true, ["At"] = Some.Moment }, Cancel);
        await table.AddEntityAsync(new TableEntity("p", "b") { ["Text"] = "x", ["Int"] = 2, ["Long"] = 2L, ["Bool"] = false, ["At"] = Some.Moment.AddMilliseconds(1) }, Cancel);
        await table.AddEntityAsync(new TableEntity("p", "c"), Cancel);
        var (text, now) = ("it's", Some.Moment);

        Assert.Equal("a", await Keys(TableClient.CreateQueryFilter($"Text eq {text}")));
        Assert.Equal("a", await Keys(TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and RowKey ge {"a"} and RowKey lt {"c"} and At le {now}")));
        Assert.Equal("b", await Keys(TableClient.CreateQueryFilter($"At gt {now}")));
        Assert.Equal("a b", await Keys("Int lt 2 or Long ge 2L"));
        Assert.Equal("b", await Keys("Bool eq false"));
        Assert.Equal("a", await Keys("(Int eq 1 or Int eq 3) and Text ne 'x'"));
    }

    [Fact]
    public async Task A_query_answers_in_pages_and_nothing_is_lost_between_them()
    {
        var table = await Table();
        await table.SubmitTransactionAsync(Enumerable.Range(0, 25).Select(n => Act(Add, $"a{n:D2}")), Cancel);

        var pages = await table.QueryAsync<TableEntity>("", maxPerPage: 10, cancellationToken: Cancel).AsPages().ToListAsync(Cancel);

        Assert.Equal([10, 10, 5], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, 25).Select(n => $"a{n:D2}"), pages.SelectMany(page => page.Values).Select(row => row.RowKey));
    }
}

public sealed class MemoryTransactionTests : TransactionContract
{
    /// <summary>As the service documents it; Azurite lets it pass.</summary>
    [Fact]
    public async Task A_transaction_keeps_to_one_partition()
    {
        var table = (await NewStorage()).Table(TableNames.Requests);

        var apart = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, new TableEntity("p", "a")), new(Add, new TableEntity("q", "b"))], TestContext.Current.CancellationToken));

        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions"), (apart.Status, apart.ErrorCode));
    }

    protected override Task<ArlStorage> NewStorage() => Task.FromResult(MemoryAccount.WithEverything(TimeProvider.System).Open());
}

public sealed class AzuriteTransactionTests(Azurite azurite) : TransactionContract
{
    protected override Task<ArlStorage> NewStorage() => azurite.NewStorage();
}
