using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Arl.Functions.Hosting.Local;

/// <summary>A message in our hands. Its receipt changes with every renewal, and what storage does not answer to is tried until it does.</summary>
internal sealed class TakenMessage(QueueClient queue, QueueMessage message, TimeSpan invisible, StorageHealth health)
{
    private string _receipt = message.PopReceipt;

    /// <summary>A message that is gone, or that somebody else has taken over since.</summary>
    public static bool IsNoLongerOurs(RequestFailedException fault) => fault.Status == 404 || fault.ErrorCode == "PopReceiptMismatch";

    /// <summary>Keeps it invisible for as long as the work takes.</summary>
    public async Task<bool> WhileRenewed(Func<Task<bool>> work)
    {
        using var done = new CancellationTokenSource();
        var renewing = Renew(done.Token);
        var succeeded = await work();
        await done.CancelAsync();
        await renewing;
        return succeeded;
    }

    public Task Delete(CancellationToken giveUp) => health.UntilReached(() => queue.DeleteMessageAsync(message.MessageId, _receipt, giveUp), giveUp);

    public Task ComeAgain(TimeSpan after, CancellationToken giveUp) => health.UntilReached(() => Hide(after), giveUp);

    private async Task Renew(CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(invisible / 2, done);
                await health.Reached(() => Hide(invisible));
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (RequestFailedException gone) when (IsNoLongerOurs(gone))
        {
            // Somebody else has it: what settles it finds that too, and says so.
        }
    }

    private async Task Hide(TimeSpan time) =>
        _receipt = (await queue.UpdateMessageAsync(message.MessageId, _receipt, visibilityTimeout: time, cancellationToken: CancellationToken.None)).Value.PopReceipt;
}
