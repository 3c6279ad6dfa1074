using System.Diagnostics;
using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using CsvHelper;

namespace Arl.Benchmarks.Schools;

/// <summary>The school directory at the size of the nation: 100,000 schools in the layout of the NCES file.</summary>
internal static class SchoolBenchmarks
{
    private const int Schools = 100_000;

    public static async Task Run(RatioTable table)
    {
        using var file = new MemoryStream();
        SampleFile.Write(file, SampleSchools.Generate(Schools, seed: 1), nces: true);
        await using var azurite = await LocalAzurite.Start();
        await azurite.Storage.CreateMissing(CancellationToken.None);
        var store = new SchoolDirectoryStore(azurite.Storage);
        var import = new ImportSchools(store, TimeProvider.System);

        await Import(import, file); // The first run warms the code and the connection.
        table.Add($"import {Schools:N0} schools ({file.Length / 1e6:0} MB)", await Seconds(() => Import(import, file)), "s", 15, await Seconds(() => Task.Run(() => ReadBare(file))), "CsvHelper reads every field, nothing else");

        var pointer = (await store.Current(CancellationToken.None)).Pointer!;
        var blob = azurite.Storage.Container(ContainerNames.Schools).GetBlobClient(pointer.Blob);
        var bytes = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        SchoolDirectoryFormat.Read(bytes);
        table.Add("load from storage", 1000 * await Seconds(() => store.Load(pointer, CancellationToken.None)), "ms", 300, 1000 * await Seconds(() => blob.DownloadContentAsync()), "the SDK downloads the blob");
        table.Add($"load from bytes ({bytes.Length / 1e6:0.0} MB)", 1000 * await Seconds(() => Task.Run(() => SchoolDirectoryFormat.Read(bytes))), "ms", 300, 1000 * await Seconds(() => Task.Run(bytes.ToArray)), "the bytes are copied");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var directory = SchoolDirectoryFormat.Read(bytes);
        table.Add("memory of the directory", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB", 60, bytes.Length / 1e6, "the stored blob");
        SearchBenchmarks.Run(table, directory);
    }

    private static async Task Import(ImportSchools import, MemoryStream file)
    {
        file.Position = 0;
        if (await import.FromFile(file, "benchmark.csv", progress: null, CancellationToken.None) is not SchoolImport.Done)
            throw new InvalidOperationException("The generated file was not imported.");
    }

    private static void ReadBare(MemoryStream file)
    {
        file.Position = 0;
        using var csv = CsvReader.Create(file, leaveOpen: true);
        var characters = 0L;
        while (csv.Read())
            for (var i = 0; i < csv.FieldCount; i++)
                characters += csv.GetString(i).Length;
        if (characters == 0)
            throw new InvalidOperationException("The generated file is empty.");
    }

    /// <summary>The median of five runs.</summary>
    private static async Task<double> Seconds(Func<Task> work)
    {
        var runs = new double[5];
        for (var i = 0; i < runs.Length; i++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            runs[i] = watch.Elapsed.TotalSeconds;
        }
        Array.Sort(runs);
        return runs[runs.Length / 2];
    }
}
