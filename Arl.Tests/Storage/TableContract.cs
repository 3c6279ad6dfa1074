using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Storage;

/// <summary>What the product relies on in tables. Storage in memory must do the same as real storage, fact by fact.</summary>
public abstract class TableContract
{
    private TableClient? _table;

    protected abstract Task<ArlStorage> NewStorage();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<TableClient> Table() => _table ??= (await NewStorage()).Table(TableNames.Requests);

    private static TableEntity Row(string key, string name = "first", string partition = "p") => new(partition, key) { ["Name"] = name };

    private async Task<string?> Name(string key, string partition = "p") =>
        (await (await Table()).GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: Cancel)) is { HasValue: true } row ? row.Value!.GetString("Name") : null;

    [Fact]
    public async Task A_row_that_is_there_cannot_be_added_again()
    {
        var table = await Table();
        await table.AddEntityAsync(Row("a"), Cancel);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Row("a", "second"), Cancel));

        Assert.Equal((409, "EntityAlreadyExists", "first"), (refused.Status, refused.ErrorCode, await Name("a")));
    }

    [Fact]
    public async Task A_write_answers_with_the_ETag_that_the_next_write_must_show()
    {
        var table = await Table();
        var added = (await table.AddEntityAsync(Row("a"), Cancel)).Headers.ETag!.Value;

        var updated = (await table.UpdateEntityAsync(Row("a", "second"), added, TableUpdateMode.Replace, Cancel)).Headers.ETag!.Value;
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(Row("a", "third"), added, TableUpdateMode.Replace, Cancel));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (stale.Status, stale.ErrorCode));
        Assert.Equal(updated, (await table.GetEntityAsync<TableEntity>("p", "a", cancellationToken: Cancel)).Value.ETag);
        Assert.Equal("second", await Name("a"));
    }

    [Fact]
    public async Task Any_ETag_fits_the_star()
    {
        var table = await Table();
        await table.AddEntityAsync(Row("a"), Cancel);

        await table.UpdateEntityAsync(Row("a", "second"), ETag.All, TableUpdateMode.Merge, Cancel);

        Assert.Equal("second", await Name("a"));
    }

    [Fact]
    public async Task A_row_that_is_not_there_cannot_be_updated_or_read_and_deleting_it_is_no_fault()
    {
        var table = await Table();

        var update = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(Row("a"), ETag.All, TableUpdateMode.Merge, Cancel));
        var read = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "a", cancellationToken: Cancel));
        var delete = await table.DeleteEntityAsync("p", "a", ETag.All, Cancel);

        Assert.Equal((404, "ResourceNotFound"), (update.Status, update.ErrorCode));
        Assert.Equal((404, "ResourceNotFound"), (read.Status, read.ErrorCode));
        Assert.Equal(404, delete.Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "a", cancellationToken: Cancel)).HasValue);
    }

    [Fact]
    public async Task A_stale_delete_is_refused_and_a_fresh_one_deletes()
    {
        var table = await Table();
        var old = (await table.AddEntityAsync(Row("a"), Cancel)).Headers.ETag!.Value;
        var now = (await table.UpdateEntityAsync(Row("a", "second"), old, TableUpdateMode.Replace, Cancel)).Headers.ETag!.Value;

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "a", old, Cancel));
        Assert.Equal((412, "second"), (stale.Status, await Name("a")));

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "a", now, Cancel)).Status);
        Assert.Null(await Name("a"));
    }

    [Fact]
    public async Task Merging_keeps_what_it_does_not_name_and_replacing_does_not()
    {
        var table = await Table();
        await table.AddEntityAsync(new TableEntity("p", "a") { ["Name"] = "first", ["Kept"] = 1, ["Nulled"] = "there" }, Cancel);

        await table.UpdateEntityAsync(new TableEntity("p", "a") { ["Name"] = "second", ["Nulled"] = null }, ETag.All, TableUpdateMode.Merge, Cancel);
        var merged = (await table.GetEntityAsync<TableEntity>("p", "a", cancellationToken: Cancel)).Value;
        await table.UpdateEntityAsync(new TableEntity("p", "a") { ["Name"] = "third" }, ETag.All, TableUpdateMode.Replace, Cancel);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "a", cancellationToken: Cancel)).Value;

        Assert.Equal(("second", 1, "there"), (merged.GetString("Name"), merged.GetInt32("Kept"), merged.GetString("Nulled")));
        Assert.Equal(("third", null, null), (replaced.GetString("Name"), replaced.GetInt32("Kept"), replaced.GetString("Nulled")));
    }

    [Fact]
    public async Task A_value_comes_back_as_the_type_it_was()
    {
        var table = await Table();
        var time = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(-5)).AddTicks(1234567);
        await table.AddEntityAsync(new TableEntity("p", "a") { ["Text"] = "é'\n", ["Empty"] = "", ["Int"] = 7, ["Long"] = 7L, ["Double"] = 7.5, ["Bool"] = true, ["Time"] = time, ["Nothing"] = null }, Cancel);

        var row = (await table.GetEntityAsync<TableEntity>("p", "a", cancellationToken: Cancel)).Value;

        Assert.Equal(("é'\n", "", 7, 7L, 7.5, true), (row.GetString("Text"), row.GetString("Empty"), row.GetInt32("Int"), row.GetInt64("Long"), row.GetDouble("Double"), row.GetBoolean("Bool")));
        Assert.Equal((time.ToUniversalTime(), TimeSpan.Zero), (row.GetDateTimeOffset("Time")!.Value, row.GetDateTimeOffset("Time")!.Value.Offset));
        Assert.False(row.ContainsKey("Nothing"));
        Assert.NotNull(row.Timestamp);
    }

    [Fact]
    public async Task An_email_row_is_filled_by_its_properties()
    {
        var table = await Table();
        await table.AddEntityAsync(new EmailRow { PartitionKey = "p", RowKey = "a", Kind = "coach", To = "a@b.example", CreatedAt = Some.Moment, Tries = 2 }, Cancel);
        await table.UpdateEntityAsync(new TableEntity("p", "a") { ["SentAt"] = Some.Moment, ["ProviderId"] = null }, ETag.All, TableUpdateMode.Merge, Cancel);

        var row = (await table.GetEntityAsync<EmailRow>("p", "a", cancellationToken: Cancel)).Value;

        Assert.Equal(("p", "a", "coach", "Due", 2, Some.Moment, Some.Moment, null), (row.PartitionKey, row.RowKey, row.Kind, row.State, row.Tries, row.CreatedAt, row.SentAt!.Value, row.ProviderId));
        Assert.NotEqual(default, row.ETag);
    }

    [Fact]
    public async Task Only_the_chosen_columns_are_read()
    {
        var table = await Table();
        await table.AddEntityAsync(new TableEntity("p", "a") { ["Name"] = "first", ["Other"] = 1 }, Cancel);

        var one = (await table.GetEntityIfExistsAsync<TableEntity>("p", "a", ["RowKey"], Cancel)).Value!;
        var many = await table.QueryAsync<TableEntity>(KeyRange.Of("p", "a"), select: ["RowKey", "Name", "Missing"], cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal(("a", null, null), (one.RowKey, one.GetString("Name"), one.GetInt32("Other")));
        var row = Assert.Single(many);
        Assert.Equal(("a", null, "first", null, null), (row.RowKey, row.PartitionKey, row.GetString("Name"), row.GetInt32("Other"), row.GetString("Missing")));
    }

    [Fact]
    public async Task A_row_may_hold_32768_characters_in_a_property_and_no_more()
    {
        var table = await Table();
        await table.AddEntityAsync(Row("a", new string('x', 32 * 1024)), Cancel);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Row("b", new string('x', (32 * 1024) + 1)), Cancel));

        Assert.Equal((400, "PropertyValueTooLarge"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_not_found()
    {
        var missing = (await NewStorage()).Table("Missing");

        var read = await Assert.ThrowsAsync<RequestFailedException>(async () => await missing.QueryAsync<TableEntity>("", cancellationToken: Cancel).ToListAsync(Cancel));
        var write = await Assert.ThrowsAsync<RequestFailedException>(() => missing.AddEntityAsync(Row("a"), Cancel));

        Assert.Equal((404, "TableNotFound", 404, "TableNotFound"), (read.Status, read.ErrorCode, write.Status, write.ErrorCode));
    }

    [Fact]
    public async Task Whoever_was_slower_meets_a_conflict_and_a_table_that_is_not_there_is_none()
    {
        var storage = await NewStorage();
        var table = storage.Table(TableNames.Requests);
        await table.AddEntityAsync(Row("there"), Cancel);

        Assert.All(
        [
            await Fault(table.AddEntityAsync(Row("there"), Cancel)),
            await Fault(table.UpdateEntityAsync(Row("there"), new ETag("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\""), cancellationToken: Cancel)),
            await Fault(table.UpdateEntityAsync(Row("gone"), ETag.All, cancellationToken: Cancel)),
        ], fault => Assert.True(StorageFaults.IsConflict(fault), fault.ErrorCode));
        Assert.False(StorageFaults.IsConflict(await Fault(storage.Table("Missing").AddEntityAsync(Row("a"), Cancel))));

        static Task<RequestFailedException> Fault(Task write) => Assert.ThrowsAsync<RequestFailedException>(() => write);
    }

    [Fact]
    public async Task A_table_that_was_deleted_is_not_found_and_takes_its_rows_with_it()
    {
        var table = (await NewStorage()).Table(TableNames.Coaches);
        await table.AddEntityAsync(Row("a"), Cancel);

        await table.DeleteAsync(Cancel);

        var gone = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "a", cancellationToken: Cancel));
        Assert.Equal((404, "TableNotFound"), (gone.Status, gone.ErrorCode));
        await table.CreateIfNotExistsAsync(Cancel);
        Assert.Empty(await table.QueryAsync<TableEntity>("", cancellationToken: Cancel).ToListAsync(Cancel));
    }
}

public sealed class MemoryTableTests : TableContract
{
    protected override Task<ArlStorage> NewStorage() => Task.FromResult(MemoryAccount.WithEverything(TimeProvider.System).Open());
}

public sealed class AzuriteTableTests(Azurite azurite) : TableContract
{
    protected override Task<ArlStorage> NewStorage() => azurite.NewStorage();
}
