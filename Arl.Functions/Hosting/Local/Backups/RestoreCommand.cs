using System.Diagnostics;
using System.Globalization;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local.Backups;

/// <summary><c>restore DIR</c>.</summary>
internal sealed class RestoreCommand : ILocalCommand
{
    private const string Over = "--over";

    public string Name => "restore";

    public string Usage => "FOLDER [--over]    writes a backup back into storage that is empty (or, with --over, over what is there); may be run again after a crash";

    public async Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel)
    {
        var over = args.Contains(Over, StringComparer.Ordinal);
        if (args.Where(arg => arg != Over).ToArray() is not [var path] || path.StartsWith('-'))
            return ILocalCommand.UsedWrongly;
        var folder = new BackupFolder(Path.GetFullPath(path));
        if (!folder.HasManifest)
            return context.End(1, $"{path} holds no backup, or one that was never finished: it has no manifest.json.");
        try
        {
            return await Restore(context, folder, over, cancel);
        }
        catch (InvalidDataException wrong)
        {
            return context.End(1, $"Nothing was written: {wrong.Message}");
        }
    }

    private static async Task<int> Restore(LocalCommandContext context, BackupFolder folder, bool over, CancellationToken cancel)
    {
        var manifest = await folder.Verify(cancel);
        var restore = new RestoreBackup((await context.Services(cancel)).GetRequiredService<ArlStorage>(), folder);
        if (!over && !await restore.MayWrite(cancel))
            return context.End(1, $"Nothing was written: storage is not empty. Empty it first, or say {Over} to write over what is there; what the backup has not would stay.");
        var clock = Stopwatch.StartNew();
        await restore.Run(manifest, cancel);
        return context.End(0, $"Restored {BackupCommand.InWords(manifest)}, as of {manifest.MadeAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, in {BackupCommand.Seconds(clock)} s.");
    }
}
