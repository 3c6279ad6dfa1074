using System.Diagnostics;
using System.Globalization;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local.Backups;

/// <summary><c>backup DIR</c>.</summary>
internal sealed class BackupCommand : ILocalCommand
{
    public string Name => "backup";

    public string Usage => "FOLDER    writes every row and file of the network into a new folder (personal data: keep it locked away, and no longer than 35 days)";

    public async Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel)
    {
        if (args is not [var path] || path.StartsWith('-'))
            return ILocalCommand.UsedWrongly;
        var folder = new BackupFolder(Path.GetFullPath(path));
        if (!folder.IsEmpty)
            return context.End(1, $"{path} is not empty. A backup has a folder of its own.");
        var services = await context.Services(cancel);
        var clock = Stopwatch.StartNew();
        var manifest = await new TakeBackup(services.GetRequiredService<ArlStorage>(), folder, TimeProvider.System).Run(cancel);
        return context.End(0, $"Backed up {InWords(manifest)} in {Seconds(clock)} s.");
    }

    internal static string InWords(BackupManifest manifest) => string.Create(CultureInfo.InvariantCulture, $"{manifest.Tables.Sum(table => table.Count):N0} rows of {manifest.Tables.Count} tables and {manifest.Containers.Sum(container => container.Count):N0} files");

    internal static string Seconds(Stopwatch clock) => clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
