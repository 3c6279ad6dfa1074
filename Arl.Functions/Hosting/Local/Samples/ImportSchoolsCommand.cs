using Arl.Functions.Schools;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary><c>import-schools FILE</c>: the console around <see cref="ImportSchools"/>.</summary>
internal sealed class ImportSchoolsCommand : ILocalCommand
{
    private const int MostListed = 1_000;

    public string Name => "import-schools";

    public string Usage => "FILE    makes an NCES file (or a plain CSV) the school directory; the old one stays until the new one is whole";

    public async Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel)
    {
        if (args is not [var path] || path.StartsWith('-'))
            return ILocalCommand.UsedWrongly;
        if (!File.Exists(path))
            return Failed(context, $"There is no file {path}.");
        try
        {
            await using var file = File.OpenRead(path);
            return await Import(context, file, cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Failed(context, unreadable.Message);
        }
    }

    private static async Task<int> Import(LocalCommandContext context, FileStream file, CancellationToken cancel)
    {
        var services = await context.Services(cancel);
        var import = services.GetRequiredService<ImportSchools>();
        var outcome = await context.Console.Progress().AutoClear(true).StartAsync(bar => WithBar(bar, import, file, cancel));
        return outcome switch
        {
            SchoolImport.Done(var read, var directory) => Done(context, read, directory.Origin.IsSample, directory.DistrictCount),
            SchoolImport.Refused(var reason, var malformed) => Refused(context, reason, malformed),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Task<SchoolImport> WithBar(ProgressContext bar, ImportSchools import, FileStream file, CancellationToken cancel)
    {
        var task = bar.AddTask("Importing schools", maxValue: Math.Max(1, file.Length));
        return import.FromFile(file, Path.GetFileName(file.Name), progress => task.Value = progress.Read, cancel);
    }

    private static int Done(LocalCommandContext context, SchoolFile read, bool isSample, int districts)
    {
        List(context, read.Malformed);
        var year = read.SchoolYear is null || isSample ? "" : $", school year {read.SchoolYear}";
        context.Say(FormattableString.Invariant($"Imported {read.Schools.Count:N0} schools in {districts:N0} districts{year}. Left out: {read.LeftOut:N0} closed, not yet open or outside the states; {read.Malformed.Count:N0} malformed."));
        if (isSample)
            context.Say("These are invented schools: the directory is marked as a sample wherever it is shown.");
        return 0;
    }

    private static int Refused(LocalCommandContext context, string reason, IReadOnlyList<MalformedRow> malformed)
    {
        List(context, malformed);
        return Failed(context, reason);
    }

    private static int Failed(LocalCommandContext context, string reason)
    {
        context.Say($"Not imported. {reason} The directory in use is unchanged.");
        return 1;
    }

    private static void List(LocalCommandContext context, IReadOnlyList<MalformedRow> malformed)
    {
        foreach (var row in malformed.Take(MostListed))
            context.Say(FormattableString.Invariant($"line {row.Line}: {row.Reason}"));
        if (malformed.Count > MostListed)
            context.Say(FormattableString.Invariant($"… and {malformed.Count - MostListed:N0} more malformed rows."));
    }
}
