using System.Net;
using System.Net.Sockets;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>Storage that takes the connection and never says a word, as a hung emulator does: not the refusal that a stopped one gives.</summary>
public sealed class SilentStorageTests : IDisposable
{
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly string _account;

    public SilentStorageTests()
    {
        _silent.Start();
        var address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_silent.LocalEndpoint).Port}/silent");
        _account = $"DefaultEndpointsProtocol=http;AccountName=silent;AccountKey=YXJsLXRlc3Q=;BlobEndpoint={address};QueueEndpoint={address};TableEndpoint={address};";
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_host_counts_it_as_away_and_tries_again()
    {
        var options = new QueueClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromMilliseconds(300) } };
        var health = new StorageHealth(NullLogger<StorageHealth>.Instance);

        Assert.False(await health.Reached(() => new QueueClient(_account, "queue", options).ReceiveMessagesAsync(1, TimeSpan.FromMinutes(1), Cancel)));
    }

    [Fact]
    public async Task A_function_whose_tries_all_ran_out_of_time_could_not_reach_storage()
    {
        var options = new StorageClientOptions { Tables = { Retry = { MaxRetries = 1, Delay = TimeSpan.Zero, NetworkTimeout = TimeSpan.FromMilliseconds(300) } } };

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => new ArlStorage(_account, options).Table("Requests").GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel));

        Assert.True(StorageFaults.IsUnreachable(fault), fault.ToString());
    }

    [Fact]
    public async Task A_caller_who_cancels_says_nothing_about_storage()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(300));

        var fault = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ArlStorage(_account).Table("Requests").GetEntityAsync<TableEntity>("p", "r", cancellationToken: cancel.Token));

        Assert.False(StorageFaults.IsUnreachable(fault));
    }

    public void Dispose() => _silent.Dispose();
}
