using System.Diagnostics;
using System.Globalization;

namespace Arl.Functions.Hosting.Local;

/// <summary>The data path, held by one process at a time: two storage emulators on one folder would spoil it.</summary>
internal sealed class DataFolder : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _lock;

    private DataFolder(FileStream held) => _lock = held;

    /// <summary>Waits a moment: a killed run, and the children that still write what it left, need one to go.</summary>
    /// <exception cref="LocalStartException">Another local host uses it.</exception>
    public static async Task<DataFolder> Take(LocalSettings settings, TimeSpan patience, CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        Directory.CreateDirectory(settings.DataPath);
        FileStream? held;
        while ((held = TryLock(settings.DataPath)) is null && waited.Elapsed < patience)
            await Task.Delay(s_look, cancel);
        if (held is null)
            throw new LocalStartException($"Another local host uses the data in {settings.DataPath}{Who(settings.DataPath)}. Stop it, or keep this one's data elsewhere: --Local:DataPath=<folder> (and ports of its own).");
        await File.WriteAllTextAsync(HolderFile(settings.DataPath), FormattableString.Invariant($"process {Environment.ProcessId}, http://localhost:{settings.HttpPort}, storage from port {settings.StoragePort}"), cancel);
        await UntilChildrenAreGone(settings.DataPath, waited, cancel);
        return new(held);
    }

    /// <summary>Notes a child by its number, for the next run to wait for it.</summary>
    public static void Note(string dataPath, string child, int processId) =>
        File.WriteAllText(Path.Combine(dataPath, $"{child}.pid"), processId.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string HolderFile(string path) => Path.Combine(path, "host.txt");

    private static string Who(string path) => File.Exists(HolderFile(path)) ? $" ({File.ReadAllText(HolderFile(path))})" : "";

    private static async Task UntilChildrenAreGone(string path, Stopwatch waited, CancellationToken cancel)
    {
        foreach (var file in Directory.EnumerateFiles(path, "*.pid"))
        {
            while (IsNode(await File.ReadAllTextAsync(file, cancel)))
            {
                // The guard ends a child 20 s after its host at the latest.
                if (waited.Elapsed > TimeSpan.FromSeconds(25))
                    throw new LocalStartException($"A child of an earlier run is still at work on {path} (process {await File.ReadAllTextAsync(file, cancel)}). Stop it and start again.");
                await Task.Delay(s_look, cancel);
            }
            File.Delete(file);
        }
    }

    private static bool IsNode(string processId)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(processId, NumberStyles.None, CultureInfo.InvariantCulture));
            return process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase) || process.ProcessName.StartsWith("MainThread", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
