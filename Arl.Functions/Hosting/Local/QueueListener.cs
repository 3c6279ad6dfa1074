using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>
/// Takes messages from one queue as the real host does: a batch at once, more when few enough still run; deleted when done, back after
/// visibilityTimeout when failed, to the poison queue after maxDequeueCount tries or when not base64.
/// </summary>
internal sealed partial class QueueListener(
    LocalFunction.Queue function, HostStorage storage, QueueSettings settings, FunctionInvoker invoker, RunningInvocations running, StorageHealth health, TimeProvider clock, ILogger<QueueListener> log)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNameCaseInsensitive = true };
    private readonly QueueClient _queue = storage.Queue(function.QueueName);
    private readonly QueueClient _poison = storage.Queue(function.QueueName + "-poison");

    public async Task Listen(CancellationToken stop)
    {
        var pause = new PollingPause(settings.MaxPollingInterval);
        List<Task> batch = [];
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var before = batch.Count;
                await Look(batch);
                if (batch.Count == before)
                    await Task.Delay(pause.Next(), clock, stop);
                else
                    pause.Reset();
                await UntilFewRun(batch, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while it waited; what runs is finished by RunningInvocations.
        }
    }

    /// <summary>Runs the function with this message, outside the queue.</summary>
    public Task RunNow(string message) => running.Track(() => Succeeds(message));

    /// <summary>Never cancelled half way: a batch that storage has handed out and nobody took would stay invisible.</summary>
    private async Task Look(List<Task> batch)
    {
        try
        {
            await health.Reached(async () =>
            {
                var taken = await _queue.ReceiveMessagesAsync(settings.BatchSize, settings.InvisibleWhileRunning, CancellationToken.None);
                batch.AddRange(taken.Value.Select(message => running.Track(() => Handle(message))));
            });
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No such queue yet: as good as empty, as in the real host.
        }
        catch (Exception fault)
        {
            NotRead(fault, function.QueueName); // Whatever it is, the next look may be better; a listener never dies.
        }
    }

    private async Task UntilFewRun(List<Task> batch, CancellationToken stop)
    {
        for (batch.RemoveAll(task => task.IsCompleted); batch.Count > settings.NewBatchThreshold; batch.RemoveAll(task => task.IsCompleted))
            await Task.WhenAny(batch).WaitAsync(stop);
    }

    private async Task Handle(QueueMessage message)
    {
        var taken = new TakenMessage(_queue, message, settings.InvisibleWhileRunning, health);
        try
        {
            await Settle(taken, message);
        }
        catch (RequestFailedException gone) when (TakenMessage.IsNoLongerOurs(gone))
        {
            NoLongerOurs(function.Name, message.MessageId);
        }
        catch (OperationCanceledException) when (running.NoLonger.IsCancellationRequested)
        {
            NotSettled(function.Name, message.MessageId);
        }
        catch (RequestFailedException fault)
        {
            NotSettledBecause(fault, function.Name, message.MessageId);
        }
    }

    private async Task Settle(TakenMessage taken, QueueMessage message)
    {
        if (message.DequeueCount > settings.MaxDequeueCount)
            await Poison(taken, message);
        else if (Decode(message) is not { } text)
        {
            NotBase64(function.Name, message.MessageId);
            await Poison(taken, message);
        }
        else if (await taken.WhileRenewed(() => Succeeds(text)))
            await taken.Delete(running.NoLonger);
        else if (message.DequeueCount >= settings.MaxDequeueCount)
            await Poison(taken, message);
        else
            await taken.ComeAgain(settings.VisibilityTimeout, running.NoLonger);
    }

    private async Task Poison(TakenMessage taken, QueueMessage message)
    {
        await health.UntilReached(async () =>
        {
            await _poison.CreateIfNotExistsAsync(cancellationToken: running.NoLonger);
            await _poison.SendMessageAsync(message.Body, cancellationToken: running.NoLonger);
        }, running.NoLonger);
        Poisoned(function.Name, message.MessageId, message.DequeueCount, _poison.Name);
        await taken.Delete(running.NoLonger);
    }

    private string? Decode(QueueMessage message)
    {
        if (!settings.Base64)
            return message.Body.ToString();
        var text = message.Body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private async Task<bool> Succeeds(string text)
    {
        try
        {
            await invoker.Call(function, Read(text), running.NoLonger);
            return true;
        }
        catch (JsonException wrong)
        {
            NotRead(function.Name, function.Message.Name, wrong.Path);
            return false;
        }
        catch (Exception)
        {
            return false; // The invoker has logged it; the queue brings the message again.
        }
    }

    private object Read(string text) =>
        function.Message == typeof(string) ? text : JsonSerializer.Deserialize(text, function.Message, s_json) ?? throw new JsonException("The message is null.");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: message {MessageId} went to {Queue} after {Tries} tries.")]
    private partial void Poisoned(string function, string messageId, long tries, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: message {MessageId} is not base64, as host.json's messageEncoding wants it.")]
    private partial void NotBase64(string function, string messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: the message is no JSON of {Type} (at {Path}).")]
    private partial void NotRead(string function, string type, string? path);

    [LoggerMessage(Level = LogLevel.Error, Message = "Queue {Queue} cannot be read.")]
    private partial void NotRead(Exception fault, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message {MessageId} was taken by someone else meanwhile.")]
    private partial void NoLongerOurs(string function, string messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message {MessageId} is left to come again; the host stopped first.")]
    private partial void NotSettled(string function, string messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: message {MessageId} could not be settled and comes again.")]
    private partial void NotSettledBecause(Exception fault, string function, string messageId);
}
