using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching.Simulation;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Schools;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>Everything that the runs go by.</summary>
/// <param name="Added">Coaches of --add-coach: then each policy runs without and with them.</param>
/// <param name="Asked">The requests within the weeks, in the order of their arrival.</param>
/// <param name="LeftOut">Requests of the file that come after the weeks.</param>
internal sealed record SimulateInput(
    SimulateOptions Options, SchoolDirectory Directory, IReadOnlyList<Coach> Coaches, IReadOnlyList<Coach> Added, IReadOnlyList<AskedFor> Asked, SimulatedPeriod Period, int LeftOut)
{
    public IReadOnlyList<SimulatedRequest> Requests { get; } = DrawnLuck.Draw(Asked, Options, Directory);

    /// <summary>Reads the files, and asks storage for the directory in force unless the sample is wanted. What is wrong is said by file and line.</summary>
    public static async Task<Result<SimulateInput>> Read(SimulateOptions options, LocalCommandContext context, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        var coaches = Sound(options.Coaches, problems, options.Coaches == SimulateOptions.Sample ? CoachFile.Read(SampleCoaches.Csv()) : await FromFile(options.Coaches, CoachFile.Read, cancel));
        var added = Sound("", problems, AddedCoaches.Read(options.Added, coaches.Select(coach => coach.Id).ToHashSet(StringComparer.Ordinal)));
        if (problems.Count > 0)
            return new Result<SimulateInput>.Invalid(problems);
        var directory = options.SampleSchools ? SampleDirectory() : await InForce(context, cancel);
        var asked = Sound(options.Requests, problems, options.Drawn is { } count
            ? new Result<IReadOnlyList<AskedFor>>.Ok(DrawnRequests.Draw(count, options.Weeks, options.Seed, directory))
            : await FromFile(options.Requests, file => RequestsFile.Read(file, directory), cancel));
        return problems.Count > 0 ? new Result<SimulateInput>.Invalid(problems) : new Result<SimulateInput>.Ok(Of(options, directory, coaches, added, asked));
    }

    private static SimulateInput Of(SimulateOptions options, SchoolDirectory directory, IReadOnlyList<Coach> coaches, IReadOnlyList<Coach> added, IReadOnlyList<AskedFor> asked)
    {
        var period = new SimulatedPeriod(MondayOf(asked[0].Received), options.Weeks) { CoachingEnds = options.CoachingEnds };
        var within = asked.Where(one => period.Contains(one.Received)).ToList();
        return new(options, directory, coaches, added, within, period, asked.Count - within.Count);
    }

    private static SchoolDirectory SampleDirectory() =>
        SchoolDirectory.Build(SampleSchools.Generate(SampleDirectorySeed.Schools, SampleDirectorySeed.RandomSeed), new("Sample directory (invented schools)", null, IsSample: true, DrawnRequests.FirstMonday));

    private static async Task<SchoolDirectory> InForce(LocalCommandContext context, CancellationToken cancel) =>
        await (await context.Services(cancel)).GetRequiredService<SchoolDirectorySource>().Current(cancel) ?? SampleDirectory();

    private static async Task<Result<IReadOnlyList<T>>> FromFile<T>(string path, Func<ReadOnlyMemory<byte>, Result<IReadOnlyList<T>>> read, CancellationToken cancel)
    {
        try
        {
            return read(await File.ReadAllBytesAsync(path, cancel));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new Result<IReadOnlyList<T>>.Invalid([new("file", unreadable is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : unreadable.Message)]);
        }
    }

    /// <summary>What was read; nothing where it is wrong, and then the problems are noted with the file's name before them.</summary>
    private static IReadOnlyList<T> Sound<T>(string file, List<Problem> problems, Result<IReadOnlyList<T>> read)
    {
        if (read is Result<IReadOnlyList<T>>.Ok(var items))
            return items;
        problems.AddRange(((Result<IReadOnlyList<T>>.Invalid)read).Problems.Select(problem => problem with { Field = file.Length == 0 ? problem.Field : $"{file}, {problem.Field}" }));
        return [];
    }

    private static DateTimeOffset MondayOf(DateTimeOffset moment)
    {
        var day = moment.UtcDateTime.Date;
        return new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), TimeSpan.Zero);
    }
}
