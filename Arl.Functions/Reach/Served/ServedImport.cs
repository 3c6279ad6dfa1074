using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Imports;
using Arl.Functions.Reach.Public;
using Arl.Functions.Schools;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach.Served;

/// <summary>Schools served in the past, as staff load them: merged into the table Reach.</summary>
public sealed class ServedImport(ReachTable reach, PublishSoon publish, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock) : IImportKind
{
    public const string Name = "served";

    private const int MostExamples = 50;
    public const string SourcePrefix = "import-";

    public string Kind => Name;

    public static BinaryData Write(IReadOnlyList<ServedSchool> schools) => new(JsonSerializer.SerializeToUtf8Bytes(schools, DomainJson.Options));

    public bool SaysHowThingsAre => false;

    /// <summary>Stated at the moment of acceptance, whenever it is applied: between two files on one school the later accepted is believed.</summary>
    public async Task<ImportCounts> Apply(BinaryData accepted, ImportStamp stamp, CancellationToken cancel)
    {
        var change = await reach.Count(Read(accepted, stamp), SourceOf(stamp.ImportId), cancel);
        await publish.Changed(cancel);
        return new(change.New, change.Changed, change.Unchanged);
    }

    public async Task<Result<AcceptedFile>> Read(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var directory = await schools.CurrentOrEmpty(cancel);
        return ServedFile.Read(file, directory.Find, zone.DayOf(clock.GetUtcNow())) switch
        {
            Result<(IReadOnlyList<ServedSchool> Schools, int Rows)>.Ok(var served) => new Result<AcceptedFile>.Ok(new(file, Write(served.Schools), served.Rows)),
            Result<(IReadOnlyList<ServedSchool> Schools, int Rows)>.Invalid(var problems) => new Result<AcceptedFile>.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    public bool CanBeUndone => true;

    public async Task<ImportCounts> TakeBack(BinaryData accepted, ImportStamp stamp, CancellationToken cancel)
    {
        var change = await reach.TakeBack(Read(accepted, stamp), SourceOf(stamp.ImportId), cancel);
        await publish.Changed(cancel);
        return new(change.New, change.Changed, change.Unchanged, change.Removed);
    }

    public async Task<ImportPreview> Preview(BinaryData accepted, ImportStamp stamp, CancellationToken cancel)
    {
        var books = await reach.Preview(Read(accepted, stamp), SourceOf(stamp.ImportId), cancel);
        var change = books.Select(book => ReachChange.Of(book.Before, book.After)).Aggregate(ReachChange.None, (sum, one) => sum + one);
        var lines = books.Where(book => ReachChange.Of(book.Before, book.After).Unchanged == 0).Take(MostExamples).Select(book => ServedWords.Change(book.Before.Now, book.After.Now));
        return new(new(change.New, change.Changed, change.Unchanged), [.. lines]);
    }

    /// <summary>Who says it, in the books.</summary>
    public static string SourceOf(string importId) => SourcePrefix + importId;

    /// <summary>What an accepted import says of each school.</summary>
    public static IReadOnlyList<ServedSchool> Read(BinaryData accepted, ImportStamp stamp)
    {
        var schools = JsonSerializer.Deserialize<List<ServedSchool>>(accepted, DomainJson.Options) ?? throw new InvalidDataException("The accepted import holds no schools.");
        return [.. schools.Select(school => school with { StatedAt = stamp.AcceptedAt, StudentsStatedAt = stamp.AcceptedAt })];
    }
}
