using Arl.Domain.Schools;

namespace Arl.Functions.Schools;

/// <summary>What became of an import.</summary>
public abstract record SchoolImport
{
    private SchoolImport() { }

    /// <summary>The new directory is in force. Malformed rows, if any, are not in it.</summary>
    public sealed record Done(SchoolFile File, SchoolDirectory Directory) : SchoolImport;

    /// <summary>The old directory stays, untouched.</summary>
    public sealed record Refused(string Reason, IReadOnlyList<MalformedRow> Malformed) : SchoolImport;
}

/// <summary>
/// Makes a file the directory: reads all of it, builds the new directory, stores it, and only then puts it in force.
/// A few malformed rows are listed and left aside, since NCES's files have some each year. A file is refused where no row is a school, or where more than
/// <see cref="ToleratedRows"/> rows and more than <see cref="ToleratedShare"/> of all are malformed: then the file, not the rows, is wrong.
/// </summary>
public sealed class ImportSchools(SchoolDirectoryStore store, TimeProvider clock)
{
    public const int ToleratedRows = 20;
    public const double ToleratedShare = 0.05;

    /// <param name="file">Can seek, and stands at its start.</param>
    /// <param name="source">The file's name, shown as the directory's origin.</param>
    /// <param name="progress">Told of every thousandth row, on the calling thread.</param>
    public async Task<SchoolImport> FromFile(Stream file, string source, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        var replaced = await store.Current(cancel);
        SchoolFile read;
        try
        {
            read = SchoolFileReader.Read(file, progress, cancel);
        }
        catch (SchoolFileException unreadable)
        {
            return new SchoolImport.Refused(unreadable.Message, []);
        }
        if (WhyRefused(read) is { } reason)
            return new SchoolImport.Refused(reason, read.Malformed);

        var directory = SchoolDirectory.Build(read.Schools, new(source, read.SchoolYear, IsSample: read.Schools.All(s => SampleRange.Contains(s.District)), clock.GetUtcNow()));
        return await store.Save(directory, replaced, cancel)
            ? new SchoolImport.Done(read, directory)
            : new SchoolImport.Refused("Another import was finished while this one ran, and stays in force. If this file is the newer one, import it again.", read.Malformed);
    }

    private static string? WhyRefused(SchoolFile file)
    {
        var malformed = file.Malformed.Count;
        if (file.Schools.Count == 0)
            return file.Rows == 0 ? "The file has a header and no rows." : $"None of the file's {file.Rows} rows is an operating school.";
        return malformed > ToleratedRows && malformed > file.Rows * ToleratedShare
            ? $"{malformed} of {file.Rows} rows are malformed, more than {ToleratedShare:P0}: the file is not what it should be."
            : null;
    }
}
