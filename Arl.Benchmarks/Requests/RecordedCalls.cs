using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Arl.Benchmarks.Requests;

/// <summary>A call as it was made for one request, and how the bare SDK makes it again for another.</summary>
internal sealed record RecordedCall(string Phase, Func<ArlStorage, Another, Task> Again);

/// <summary>Storage that keeps what is asked of it, to be asked again: the same calls, entities and sizes.</summary>
internal sealed class RecordedCalls(ArlStorage real)
{
    private readonly List<RecordedCall> _calls = [];

    public string Phase { get; set; } = "";

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls;

    public ArlStorage Storage => new(name => new Table(real.Table(name), this), name => new Queue(real.Queue(name), this), real.RawQueue, real.Container);

    public void Forget() => _calls.Clear();

    private void Keep(Func<ArlStorage, Another, Task> again)
    {
        lock (_calls)
            _calls.Add(new(Phase, again));
    }

    private sealed class Table(TableClient real, RecordedCalls calls) : TableClient
    {
        public override string Name => real.Name;

        public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        {
            calls.Keep((bare, one) => bare.Table(Name).GetEntityIfExistsAsync<T>(one.Partition(Name, partitionKey), one.Key(rowKey), select, CancellationToken.None));
            return real.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
        }

        public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        {
            calls.Keep(async (bare, one) => await bare.Table(Name).QueryAsync<T>(one.Filter(filter!), maxPerPage, select, CancellationToken.None).ToListAsync());
            return real.QueryAsync<T>(filter, maxPerPage, select, cancellationToken);
        }

        public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        {
            var actions = transactionActions.Select(action => new TableTransactionAction(action.ActionType, Another.Copy(action.Entity), ETag.All)).ToList();
            calls.Keep((bare, one) => bare.Table(Name).SubmitTransactionAsync(actions.Select(action => new TableTransactionAction(action.ActionType, one.Of(Name, (TableEntity)action.Entity), ETag.All)), CancellationToken.None));
            return real.SubmitTransactionAsync(transactionActions, cancellationToken);
        }

        public override Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        {
            var copy = Another.Copy(entity);
            calls.Keep((bare, one) => bare.Table(Name).UpdateEntityAsync(one.Of(Name, copy), ETag.All, mode, CancellationToken.None));
            return real.UpdateEntityAsync(entity, ifMatch, mode, cancellationToken);
        }

        public override Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
        {
            calls.Keep((bare, one) => bare.Table(Name).DeleteEntityAsync(one.Partition(Name, partitionKey), one.Key(rowKey), ETag.All, CancellationToken.None));
            return real.DeleteEntityAsync(partitionKey, rowKey, ifMatch, cancellationToken);
        }
    }

    private sealed class Queue(QueueClient real, RecordedCalls calls) : QueueClient
    {
        public override string Name => real.Name;

        public override Task<Response<SendReceipt>> SendMessageAsync(string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
        {
            calls.Keep(async (bare, one) => one.Sent.Enqueue((Name, await bare.Queue(Name).SendMessageAsync(messageText, visibilityTimeout, timeToLive, CancellationToken.None))));
            return real.SendMessageAsync(messageText, visibilityTimeout, timeToLive, cancellationToken);
        }
    }
}
