using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class SchoolDirectorySourceTests(Azurite azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _clock = new(Noon);

    private async Task<(SchoolDirectorySource Source, SchoolDirectoryStore Store, ArlStorage Storage)> Start()
    {
        var storage = await azurite.NewStorage();
        var store = new SchoolDirectoryStore(storage);
        return (new(store, _clock, NullLogger<SchoolDirectorySource>.Instance), store, storage);
    }

    private static async Task Import(SchoolDirectoryStore store, string name) =>
        Assert.True(await store.Save(Directory(Named(name)), await store.Current(Cancel), Cancel));

    private static async Task<string?> Name(SchoolDirectorySource source) => (await source.Current(Cancel))?.All().Single().Name;

    [Fact]
    public async Task Before_any_import_there_is_none_and_the_first_import_is_seen_at_once()
    {
        var (source, store, _) = await Start();

        Assert.Null(await source.Current(Cancel));
        await Import(store, "First");

        Assert.Equal("First", await Name(source));
    }

    [Fact]
    public async Task A_newer_directory_is_seen_after_half_a_minute_and_not_before()
    {
        var (source, store, _) = await Start();
        await Import(store, "First");
        Assert.Equal("First", await Name(source));
        await Import(store, "Second");

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("First", await Name(source));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Second", await Name(source));
    }

    [Fact]
    public async Task Callers_at_the_same_moment_share_one_load()
    {
        var (source, store, _) = await Start();
        await Import(store, "First");

        var directories = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => source.Current(Cancel).AsTask()));

        Assert.Single(directories.Distinct());
    }

    [Fact]
    public async Task An_unchanged_directory_is_not_loaded_again()
    {
        var (source, store, _) = await Start();
        await Import(store, "First");
        var before = await source.Current(Cancel);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Same(before, await source.Current(Cancel));
    }

    [Theory]
    [InlineData("not even json")]
    [InlineData("""{"blob":"directory-gone.bin","source":"x","isSample":false,"schools":1,"importedAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"blob":"current.json","source":"x","isSample":false,"schools":1,"importedAt":"2026-01-01T00:00:00Z"}""")]
    public async Task What_is_damaged_in_storage_later_does_not_take_the_directory_away(string pointer)
    {
        var (source, store, storage) = await Start();
        await Import(store, "First");
        Assert.Equal("First", await Name(source));
        await storage.Container(ContainerNames.Schools).GetBlobClient(SchoolDirectoryStore.PointerName).UploadAsync(BinaryData.FromString(pointer), overwrite: true, Cancel);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("First", await Name(source));
    }

    [Fact]
    public async Task A_container_that_vanishes_does_not_take_the_directory_away()
    {
        var (source, store, storage) = await Start();
        await Import(store, "First");
        Assert.Equal("First", await Name(source));
        await storage.Container(ContainerNames.Schools).DeleteAsync(cancellationToken: Cancel);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("First", await Name(source));
    }

    [Fact]
    public async Task Storage_that_goes_away_later_does_not_take_the_directory_away_and_is_asked_again_when_it_is_back()
    {
        using var line = new CutLine();
        using var client = new HttpClient(line);
        var options = new StorageClientOptions { Blobs = { Transport = new HttpClientTransport(client), Retry = { MaxRetries = 0 } } };
        var storage = new ArlStorage(azurite.NewAccount(), options);
        await storage.CreateMissing(Cancel);
        var store = new SchoolDirectoryStore(storage);
        using var source = new SchoolDirectorySource(store, _clock, NullLogger<SchoolDirectorySource>.Instance);
        await Import(store, "First");
        Assert.Equal("First", await Name(source));
        await Import(store, "Second");

        line.IsCut = true;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("First", await Name(source));
        line.IsCut = false;
        Assert.Equal("First", await Name(source));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Second", await Name(source));
    }

    /// <summary>A line to storage that can be cut.</summary>
    private sealed class CutLine() : DelegatingHandler(new SocketsHttpHandler())
    {
        public bool IsCut { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            IsCut ? throw new HttpRequestException("The line is cut.") : base.SendAsync(request, cancellationToken);
    }

    [Fact]
    public async Task A_damaged_directory_is_a_fault_while_there_is_no_other()
    {
        var (source, store, storage) = await Start();
        await Import(store, "First");
        var blob = (await store.Current(Cancel)).Pointer!.Blob;
        await storage.Container(ContainerNames.Schools).GetBlobClient(blob).UploadAsync(BinaryData.FromString("rubbish"), overwrite: true, Cancel);

        await Assert.ThrowsAsync<InvalidDataException>(() => source.Current(Cancel).AsTask());
    }

    [Fact]
    public async Task Storage_that_is_away_is_a_fault_while_nothing_is_loaded()
    {
        var storage = new ArlStorage($"DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;BlobEndpoint=http://127.0.0.1:{Azurite.FreePort()}/away;QueueEndpoint=http://127.0.0.1:9/away;TableEndpoint=http://127.0.0.1:9/away;");
        var source = new SchoolDirectorySource(new(storage), _clock, NullLogger<SchoolDirectorySource>.Instance);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => source.Current(Cancel).AsTask());

        Assert.True(fault is RequestFailedException or AggregateException);
    }
}
