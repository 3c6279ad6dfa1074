using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Arl.Tests.Support;

/// <summary>The SDK's client of a table in memory.</summary>
internal sealed class MemoryTableClient(MemoryTable table, IMemoryCalls calls) : TableClient
{
    private const int PageSize = 1000;

    public override string Name => table.Name;

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => calls.Run(Call("CreateTable", ""), () =>
    {
        table.Exists = true;
        return Response.FromValue(new TableItem(table.Name), MemoryResponse.Done);
    });

    /// <summary>As the SDK: a table that is not there is no fault.</summary>
    public override Task<Response> DeleteAsync(CancellationToken cancellationToken = default) => calls.Run(Call("DeleteTable", ""), () => (Response)(table.Remove() ? MemoryResponse.Done : new MemoryResponse(404)));

    public override Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) => calls.Run(Call("GetEntity", rowKey), () =>
        table.Find(partitionKey, rowKey) is { } row ? Response.FromValue(MemoryEntity.Read<T>(row, select), MemoryResponse.Ok) : throw MemoryResponse.Fault(404, "ResourceNotFound"));

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) => calls.Run(Call("GetEntity", rowKey), () =>
        (NullableResponse<T>)new MemoryNullable<T>(table.Find(partitionKey, rowKey) is { } row ? MemoryEntity.Read<T>(row, select) : null));

    public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        var parsed = MemoryFilter.Parse(filter);
        var columns = select?.ToList();
        var size = maxPerPage ?? PageSize;
        return new MemoryPages<T>(after => calls.Run(Call("Query", $"{parsed.Partition}/{parsed.From}"), () =>
        {
            var rows = table.Read(parsed, After(after), size + 1);
            IReadOnlyList<T> page = [.. rows.Take(size).Select(row => MemoryEntity.Read<T>(row, columns))];
            return (page, rows.Count > size ? $"{rows[size - 1].Partition}\n{rows[size - 1].Key}" : null);
        }));
    }

    // What tests ask without waiting.
    public override Response<T> GetEntity<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) => GetEntityAsync<T>(partitionKey, rowKey, select, cancellationToken).GetAwaiter().GetResult();

    public override NullableResponse<T> GetEntityIfExists<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) => GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken).GetAwaiter().GetResult();

    public override Pageable<T> Query<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        Pageable<T>.FromPages([Page<T>.FromValues([.. QueryAsync<T>(filter, maxPerPage, select, cancellationToken).ToBlockingEnumerable(cancellationToken)], null, MemoryResponse.Ok)]);

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        Write("AddEntity", new(TableTransactionActionType.Add, entity));

    public override Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Write("UpdateEntity", new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace, entity, ifMatch));

    public override Response UpdateEntity<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) => UpdateEntityAsync(entity, ifMatch, mode, cancellationToken).GetAwaiter().GetResult();

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Write("UpsertEntity", new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity));

    public override Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch == default ? entity.ETag : ifMatch, cancellationToken);

    /// <summary>As the SDK: a row that is not there is no fault.</summary>
    public override Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) => calls.Run(Call("DeleteEntity", rowKey), () =>
        table.Find(partitionKey, rowKey) is null
            ? new MemoryResponse(404)
            : table.ApplyOne(new(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ifMatch == default ? ETag.All : ifMatch)));

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions.ToList();
        return calls.Run(Call("SubmitTransaction", actions[0].Entity.RowKey), () => Response.FromValue(table.Apply(actions), MemoryResponse.Ok));
    }

    private Task<Response> Write(string verb, TableTransactionAction action) => calls.Run(Call(verb, action.Entity.RowKey), () => table.ApplyOne(action));

    private StorageCall Call(string verb, string key) => new(verb, table.Name, key);

    private static (string Partition, string Key)? After(string? token) => token?.Split('\n') is [var partition, var key] ? (partition, key) : null;
}
