using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Storage;

/// <summary>What the product relies on in queues and blobs, the same in memory as on real storage.</summary>
public abstract class QueueContract
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(1);

    protected abstract Task<ArlStorage> NewStorage();

    /// <summary>Lets a little more than the time pass.</summary>
    protected abstract Task Pass(TimeSpan time, Func<Task<bool>> until);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<QueueClient> Queue() => (await NewStorage()).Queue(QueueNames.MatchRequests);

    private static async Task<string> Seen(QueueClient queue) => string.Join(' ', (await queue.PeekMessagesAsync(32, Cancel)).Value.Select(message => message.MessageText));

    [Fact]
    public async Task What_is_taken_is_hidden_until_it_is_deleted()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("{\"a\":\"é\"}", Cancel);
        await queue.SendMessageAsync("two", Cancel);

        var taken = (await queue.ReceiveMessagesAsync(1, s_long, Cancel)).Value.Single();
        Assert.Equal(("{\"a\":\"é\"}", 1L, "two"), (taken.MessageText, taken.DequeueCount, await Seen(queue)));

        await queue.DeleteMessageAsync(taken.MessageId, taken.PopReceipt, Cancel);
        var gone = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(taken.MessageId, taken.PopReceipt, Cancel));
        Assert.Equal((404, "MessageNotFound"), (gone.Status, gone.ErrorCode));
    }

    [Fact]
    public async Task A_message_that_is_not_deleted_comes_again_counted_and_under_a_new_receipt()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("one", Cancel);
        var first = (await queue.ReceiveMessagesAsync(1, s_short, Cancel)).Value.Single();

        await Pass(s_short, async () => await Seen(queue) == "one");
        var second = (await queue.ReceiveMessagesAsync(1, s_long, Cancel)).Value.Single();

        Assert.Equal((first.MessageId, 2L), (second.MessageId, second.DequeueCount));
        var old = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt, Cancel));
        Assert.Contains(old.Status, new[] { 400, 404 });
    }

    [Fact]
    public async Task A_message_can_be_sent_to_show_up_later()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("later", s_short, cancellationToken: Cancel);
        Assert.Equal("", await Seen(queue));

        await Pass(s_short, async () => await Seen(queue) == "later");
        Assert.Equal("later", await Seen(queue));
    }

    [Fact]
    public async Task Who_holds_a_message_can_hide_it_for_longer_or_show_it_at_once()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("one", Cancel);
        var taken = (await queue.ReceiveMessagesAsync(1, s_long, Cancel)).Value.Single();

        var renewed = (await queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: s_long, cancellationToken: Cancel)).Value.PopReceipt;
        Assert.NotEqual(taken.PopReceipt, renewed);
        Assert.Equal("", await Seen(queue));
        await queue.UpdateMessageAsync(taken.MessageId, renewed, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancel);

        var again = (await queue.ReceiveMessagesAsync(1, s_long, Cancel)).Value.Single();
        Assert.Equal((taken.MessageId, "one", 2L), (again.MessageId, again.MessageText, again.DequeueCount));
    }

    [Fact]
    public async Task The_next_message_can_be_looked_at_without_taking_it()
    {
        var queue = await Queue();
        var nothing = (await queue.PeekMessageAsync(Cancel)).Value;
        await queue.SendMessageAsync("one", Cancel);

        var seen = (await queue.PeekMessageAsync(Cancel)).Value;

        Assert.Null(nothing);
        Assert.Equal(("one", 0L), (seen!.MessageText, seen.DequeueCount));
        Assert.Equal("one", (await queue.ReceiveMessagesAsync(1, s_long, Cancel)).Value.Single().MessageText);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_not_found()
    {
        var missing = (await NewStorage()).Queue("missing");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => missing.SendMessageAsync("one", Cancel));

        Assert.Equal((404, "QueueNotFound"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_blob_is_replaced_only_under_the_ETag_it_has()
    {
        var blob = (await NewStorage()).Container(ContainerNames.Schools).GetBlobClient("current.json");
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadContentAsync(Cancel));
        var first = (await blob.UploadAsync(new BinaryData("one"), new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, Cancel)).Value.ETag;
        var there = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(new BinaryData("two"), new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, Cancel));
        await blob.UploadAsync(new BinaryData("three"), new BlobUploadOptions { Conditions = new() { IfMatch = first } }, Cancel);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(new BinaryData("four"), new BlobUploadOptions { Conditions = new() { IfMatch = first } }, Cancel));

        Assert.Equal((404, 409, 412), (missing.Status, there.Status, stale.Status));
        var content = (await blob.DownloadContentAsync(Cancel)).Value;
        Assert.Equal("three", content.Content.ToString());
        Assert.NotEqual(first, content.Details.ETag);
    }

    [Fact]
    public async Task A_stream_is_kept_whole_and_read_as_one_and_of_one_that_breaks_off_nothing_is_kept()
    {
        var container = (await NewStorage()).Container(ContainerNames.Resources);
        await container.GetBlobClient("whole").UploadAsync(new MemoryStream("one"u8.ToArray()), new BlobUploadOptions(), Cancel);

        await Assert.ThrowsAsync<IOException>(() => container.GetBlobClient("broken").UploadAsync(new BreaksOff(), new BlobUploadOptions(), Cancel));

        using var read = new StreamReader((await container.GetBlobClient("whole").DownloadStreamingAsync(cancellationToken: Cancel)).Value.Content);
        Assert.Equal("one", await read.ReadToEndAsync(Cancel));
        Assert.Equal(["whole"], await container.GetBlobsAsync(new GetBlobsOptions(), Cancel).Select(blob => blob.Name).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Blobs_are_listed_by_prefix_measured_and_deleted()
    {
        var container = (await NewStorage()).Container(ContainerNames.Schools);
        foreach (var name in new[] { "directory-b", "directory-a", "other" })
            await container.GetBlobClient(name).UploadAsync(new BinaryData(name), overwrite: true, Cancel);

        await container.DeleteBlobIfExistsAsync("directory-b", cancellationToken: Cancel);
        var deleted = await container.GetBlobClient("other").DeleteIfExistsAsync(cancellationToken: Cancel);
        var again = await container.GetBlobClient("other").DeleteIfExistsAsync(cancellationToken: Cancel);

        Assert.Equal(["directory-a"], await container.GetBlobsAsync(new GetBlobsOptions { Prefix = "directory-" }, Cancel).Select(blob => blob.Name).ToListAsync(Cancel));
        Assert.Equal((true, false), (deleted.Value, again.Value));
        Assert.Equal((true, false), ((await container.GetBlobClient("directory-a").ExistsAsync(Cancel)).Value, (await container.GetBlobClient("other").ExistsAsync(Cancel)).Value));
        Assert.Equal(11, (await container.GetBlobClient("directory-a").GetPropertiesAsync(cancellationToken: Cancel)).Value.ContentLength);
        using var copy = new MemoryStream();
        await container.GetBlobClient("directory-a").DownloadToAsync(copy, Cancel);
        Assert.Equal("directory-a"u8.ToArray(), copy.ToArray());
    }
}

/// <summary>A body whose sender is gone after the first bytes.</summary>
internal sealed class BreaksOff : MemoryStream
{
    private bool _began;

    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_began)
            throw new IOException("It broke off.");
        _began = true;
        buffer.Span[0] = 1;
        return ValueTask.FromResult(1);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}

public sealed class MemoryQueueTests : QueueContract
{
    private readonly FakeTimeProvider _clock = new(Some.Moment);

    protected override Task<ArlStorage> NewStorage() => Task.FromResult(MemoryAccount.WithEverything(_clock).Open());

    protected override Task Pass(TimeSpan time, Func<Task<bool>> until)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}

public sealed class AzuriteQueueTests(Azurite azurite) : QueueContract
{
    protected override Task<ArlStorage> NewStorage() => azurite.NewStorage();

    protected override Task Pass(TimeSpan time, Func<Task<bool>> until) => Eventually.True(until);
}
