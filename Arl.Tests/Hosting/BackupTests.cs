using System.Security.Cryptography;
using System.Text.Json;
using Arl.Domain.Requests;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Hosting.Local.Backups;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>A network is backed up, wiped and restored: the same to the last column, and it goes on where it stood.</summary>
public sealed class BackupTests(Azurite azurite) : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly JsonSerializerOptions s_numbers = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("arl-backup-").FullName, "backup");

    private BackupFolder Folder => new(_path);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public async Task A_network_that_was_wiped_is_restored_whole_and_goes_on_without_sending_anything_twice()
    {
        await using var network = await TestNetwork.OnAzurite(azurite);
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        var first = await Ask(network, "ana@mesa.example");
        await network.Settle();
        var waiting = await Ask(network, "ben@mesa.example"); // No place is left.
        await network.SettleBut(QueueNames.OutgoingEmail); // Its acknowledgment is owed.
        var sent = network.Mailer.Sent.Select(mail => mail.Id).ToList();
        var before = await Everything(network.Storage);

        await new TakeBackup(network.Storage, Folder, network.Clock).Run(Cancel);
        await Wipe(network.Storage);
        Assert.NotEqual(before, await Everything(network.Storage));
        await Restore(network.Storage);

        Assert.Equal(before, await Everything(network.Storage));
        await network.Coaches.Import([Some.Coach with { Capacity = 2 }], Cancel);
        network.Clock.Advance(TimeSpan.FromMinutes(2));
        await network.Get<Outbox>().Sweep(Cancel);
        await network.Settle();
        Assert.Equal(RequestState.Introduced, (await network.Requests.Get(waiting, Cancel))!.Request.State);
        Assert.Equal(RequestState.Introduced, (await network.Requests.Get(first, Cancel))!.Request.State);
        Assert.Equal(6, network.Mailer.Sent.Count);
        Assert.Equal(network.Mailer.Sent.Count, network.Mailer.Sent.Select(mail => mail.Id).Distinct().Count());
        Assert.All(sent, id => Assert.Single(network.Mailer.Sent, mail => mail.Id == id));
    }

    [Fact]
    public async Task Every_type_of_column_and_every_fact_of_a_blob_comes_back_as_it_was()
    {
        var storage = await azurite.NewStorage();
        await storage.Table(TableNames.Imports).AddEntityAsync(Filled(new("p'é", "r \u2028\"")), Cancel);
        await storage.Container(ContainerNames.Imports).GetBlobClient("uploads/2026-11-26/a ü.csv").UploadAsync(BinaryData.FromBytes(RandomNumberGenerator.GetBytes(3_000_000)),
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["by"] = "Kim" }, HttpHeaders = new() { ContentType = "text/csv", CacheControl = "no-store" } }, Cancel);
        var before = await Everything(storage);

        await new TakeBackup(storage, Folder, TimeProvider.System).Run(Cancel);
        await Wipe(storage);
        await Restore(storage);

        Assert.Equal(before, await Everything(storage));
        var back = (await storage.Table(TableNames.Imports).GetEntityAsync<TableEntity>("p'é", "r \u2028\"", cancellationToken: Cancel)).Value;
        Assert.Equal(
            [typeof(long), typeof(long), typeof(double), typeof(double), typeof(int), typeof(bool), typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(byte[])],
            new[] { "Long", "SmallLong", "Double", "Whole", "Int", "Bool", "Text", "Id", "At", "Bytes" }.Select(name => back[name].GetType()));
        Assert.Equal((long.MaxValue, 0.1 + 0.2, new DateTimeOffset(2026, 11, 26, 1, 2, 3, TimeSpan.Zero).AddTicks(1_234_567)), ((long)back["Long"], (double)back["Double"], (DateTimeOffset)back["At"]));
    }

    [Fact]
    public async Task A_damaged_backup_and_storage_that_is_not_empty_are_refused()
    {
        var storage = await azurite.NewStorage();
        await storage.Table(TableNames.Imports).AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, Cancel);
        await new TakeBackup(storage, Folder, TimeProvider.System).Run(Cancel);
        var manifest = await Folder.Verify(Cancel);

        Assert.False(await new RestoreBackup(storage, Folder).MayWrite(Cancel));
        Assert.True(await new RestoreBackup(await azurite.NewStorage(), Folder).MayWrite(Cancel));
        await File.AppendAllTextAsync(Path.Combine(_path, manifest.Tables[0].File), "x", Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => Folder.Verify(Cancel));
    }

    [Fact]
    public async Task A_restore_that_died_half_way_is_run_again()
    {
        var storage = await azurite.NewStorage();
        foreach (var n in Enumerable.Range(0, 250))
            await storage.Table(TableNames.Imports).AddEntityAsync(new TableEntity("p", $"r{n:D3}") { ["N"] = n }, Cancel);
        await storage.Container(ContainerNames.Schools).GetBlobClient("current.json").UploadAsync(BinaryData.FromString("{}"), Cancel);
        var before = await Everything(storage);
        await new TakeBackup(storage, Folder, TimeProvider.System).Run(Cancel);
        await Wipe(storage);
        var (manifest, restore) = (await Folder.Verify(Cancel), new RestoreBackup(storage, Folder));
        var late = storage.Table(TableNames.ReachReports);
        await late.DeleteAsync(Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() => restore.Run(manifest with { Tables = [.. manifest.Tables, manifest.Tables[0] with { Name = "NoSuchTable", File = manifest.Tables.First(table => table.Count > 0).File }] }, Cancel)); // It dies at its last table.
        await storage.CreateMissing(Cancel);

        Assert.True(await restore.MayWrite(Cancel));
        await restore.Run(manifest, Cancel);

        Assert.Equal(before, await Everything(storage));
        Assert.False(await restore.MayWrite(Cancel)); // Now it is whole, and nobody writes over it.
    }

    [Fact]
    public async Task The_commands_say_what_they_did_and_refuse_what_would_do_harm()
    {
        var storage = await azurite.NewStorage();
        await storage.Table(TableNames.Imports).AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, Cancel);

        Assert.StartsWith("1: ", await Run(new RestoreCommand(), storage, _path), StringComparison.Ordinal); // There is no backup yet.
        Assert.StartsWith($"0: Backed up 1 rows of {TableNames.All.Count} tables and 0 files in ", await Run(new BackupCommand(), storage, _path), StringComparison.Ordinal);
        Assert.EndsWith("is not empty. A backup has a folder of its own.", await Run(new BackupCommand(), storage, _path), StringComparison.Ordinal);
        Assert.StartsWith("1: Nothing was written: storage is not empty.", await Run(new RestoreCommand(), storage, _path), StringComparison.Ordinal);
        Assert.StartsWith("0: Restored 1 rows", await Run(new RestoreCommand(), storage, _path, "--over"), StringComparison.Ordinal);
        Assert.Equal("2: ", await Run(new RestoreCommand(), storage));
    }

    private static async Task<string> Run(ILocalCommand command, ArlStorage storage, params string[] args)
    {
        using var said = new StringWriter();
        await using var services = new ServiceCollection().AddSingleton(storage).BuildServiceProvider();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(said) });
        var code = await command.Run(new LocalCommandContext(new ConfigurationBuilder().Build(), console, _ => Task.FromResult<IServiceProvider>(services)), args, Cancel);
        return $"{code}: {said.ToString().Trim()}";
    }

    private async Task Restore(ArlStorage storage)
    {
        var restore = new RestoreBackup(storage, Folder);
        Assert.True(await restore.MayWrite(Cancel));
        await restore.Run(await Folder.Verify(Cancel), Cancel);
    }

    private static TableEntity Filled(TableEntity row)
    {
        (row["Long"], row["SmallLong"], row["Double"], row["Whole"], row["Int"], row["Bool"]) = (long.MaxValue, 5L, 0.1 + 0.2, 3.0, int.MinValue, true);
        (row["Text"], row["Id"], row["At"], row["Bytes"]) = ("ä \u2028 \r\n \"", Guid.Parse("9b2f3d1e-0000-4000-8000-0123456789ab"), new DateTimeOffset(2026, 11, 26, 1, 2, 3, TimeSpan.Zero).AddTicks(1_234_567), new byte[] { 0, 255, 10 });
        return row;
    }

    private static async Task<Reference> Ask(TestNetwork network, string email) =>
        Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form with { ContactEmail = email }, idempotencyKey: null, EnteredBy.School, Cancel)).Reference;

    private static async Task Wipe(ArlStorage storage)
    {
        foreach (var name in TableNames.All)
            await storage.Table(name).DeleteAsync(Cancel);
        foreach (var name in ContainerNames.All)
            await storage.Container(name).DeleteAsync(cancellationToken: Cancel);
        foreach (var name in QueueNames.All)
            await storage.Queue(name).ClearMessagesAsync(Cancel);
        await storage.CreateMissing(Cancel);
    }

    /// <summary>Every row with the type of each column, and every blob with all that is known of it.</summary>
    private static async Task<IReadOnlyList<string>> Everything(ArlStorage storage)
    {
        var found = new List<string>();
        foreach (var name in TableNames.All)
            await foreach (var row in storage.Table(name).QueryAsync<TableEntity>(cancellationToken: Cancel))
                found.Add($"{name} {string.Join('|', row.Where(column => column.Key is not ("Timestamp" or "odata.etag")).OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}:{column.Value?.GetType().Name}={JsonSerializer.Serialize(column.Value, s_numbers)}"))}");
        foreach (var name in ContainerNames.All)
            await foreach (var blob in storage.Container(name).GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, Cancel))
                found.Add($"{name} {blob.Name} {blob.Properties.ContentType} {blob.Properties.CacheControl} {JsonSerializer.Serialize(blob.Metadata)} {Convert.ToHexString(SHA256.HashData((await storage.Container(name).GetBlobClient(blob.Name).DownloadContentAsync(Cancel)).Value.Content.ToArray()))}");
        return [.. found.Order(StringComparer.Ordinal)];
    }
}
