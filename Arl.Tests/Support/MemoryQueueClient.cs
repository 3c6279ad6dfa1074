using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Arl.Tests.Support;

/// <summary>The SDK's client of a queue in memory, with base64 or raw messages as <see cref="Functions.Storage.StorageClientOptions"/> sets it.</summary>
internal sealed class MemoryQueueClient(MemoryQueue queue, IMemoryCalls calls, bool raw = false) : QueueClient
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_invisible = TimeSpan.FromSeconds(30);

    public override string Name => queue.Name;

    public override Task<Response?> CreateIfNotExistsAsync(IDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default) => calls.Run(Call("CreateQueue"), () =>
    {
        queue.Exists = true;
        return (Response?)MemoryResponse.Done;
    });

    public override Task<Response<SendReceipt>> SendMessageAsync(string messageText, CancellationToken cancellationToken = default) =>
        SendMessageAsync(messageText, visibilityTimeout: null, timeToLive: null, cancellationToken);

    public override Task<Response<SendReceipt>> SendMessageAsync(string messageText, TimeSpan? visibilityTimeout = default, TimeSpan? timeToLive = default, CancellationToken cancellationToken = default) => calls.Run(Call("SendMessage"), () =>
    {
        var sent = queue.Send(Encoded(messageText), visibilityTimeout ?? TimeSpan.Zero);
        return Response.FromValue(QueuesModelFactory.SendReceipt(sent.Id, sent.InsertedAt, sent.InsertedAt + s_kept, sent.Receipt, sent.VisibleAt), MemoryResponse.Done);
    });

    public override Task<Response<QueueMessage[]>> ReceiveMessagesAsync(int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) => calls.Run(Call("ReceiveMessages"), () =>
        Response.FromValue(queue.Receive(maxMessages ?? 1, visibilityTimeout ?? s_invisible).Select(message =>
            QueuesModelFactory.QueueMessage(message.Id, message.Receipt, Decoded(message), message.Dequeued, message.VisibleAt, message.InsertedAt, message.InsertedAt + s_kept)).ToArray(), MemoryResponse.Ok));

    public override async Task<Response<QueueMessage?>> ReceiveMessageAsync(TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        var taken = await ReceiveMessagesAsync(1, visibilityTimeout, cancellationToken);
        return Response.FromValue(taken.Value.FirstOrDefault(), taken.GetRawResponse());
    }

    public override Task<Response<PeekedMessage[]>> PeekMessagesAsync(int? maxMessages = null, CancellationToken cancellationToken = default) => calls.Run(Call("PeekMessages"), () =>
        Response.FromValue(queue.Peek(maxMessages ?? 1).Select(message => QueuesModelFactory.PeekedMessage(message.Id, Decoded(message), message.Dequeued, message.InsertedAt, message.InsertedAt + s_kept)).ToArray(), MemoryResponse.Ok));

    public override Task<Response<PeekedMessage?>> PeekMessageAsync(CancellationToken cancellationToken = default) => calls.Run(Call("PeekMessages"), () =>
        Response.FromValue(queue.Peek(1).Select(message => QueuesModelFactory.PeekedMessage(message.Id, Decoded(message), message.Dequeued, message.InsertedAt, message.InsertedAt + s_kept)).FirstOrDefault(), MemoryResponse.Ok));

    public override Task<Response> ClearMessagesAsync(CancellationToken cancellationToken = default) => calls.Run(Call("ClearMessages"), () =>
    {
        queue.Clear();
        return (Response)MemoryResponse.Done;
    });

    public override Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default) => calls.Run(Call("DeleteMessage"), () =>
    {
        queue.Delete(messageId, popReceipt);
        return (Response)MemoryResponse.Done;
    });

    public override Task<Response<UpdateReceipt>> UpdateMessageAsync(string messageId, string popReceipt, string? messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) => calls.Run(Call("UpdateMessage"), () =>
    {
        var updated = queue.Update(messageId, popReceipt, messageText is null ? null : Encoded(messageText), visibilityTimeout);
        return Response.FromValue(QueuesModelFactory.UpdateReceipt(updated.Receipt, updated.VisibleAt), MemoryResponse.Done);
    });

    public override Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default) => calls.Run(Call("GetQueueProperties"), () =>
        Response.FromValue(QueuesModelFactory.QueueProperties(metadata: null, queue.CountAll()), MemoryResponse.Ok));

    private string Encoded(string text) => raw ? text : Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private string Decoded(MemoryMessage message) => raw ? message.Text : Encoding.UTF8.GetString(Convert.FromBase64String(message.Text));

    private StorageCall Call(string verb) => new(verb, queue.Name, "");
}
