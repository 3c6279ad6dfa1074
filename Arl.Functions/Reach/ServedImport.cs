using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Functions.Imports;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach;

/// <summary>Schools served in the past, as staff load them: merged into the table Reach.</summary>
public sealed class ServedImport(ReachTable reach, PublishSoon publish) : IImportKind
{
    public const string Name = "served";

    public string Kind => Name;

    public static BinaryData Write(IReadOnlyList<ServedSchool> schools) => new(JsonSerializer.SerializeToUtf8Bytes(schools, DomainJson.Options));

    public bool SaysHowThingsAre => false;

    /// <summary>Stated at the moment of acceptance, whenever it is applied: between two files on one school the later accepted is believed.</summary>
    public async Task<ImportCounts> Apply(BinaryData accepted, ImportStamp stamp, CancellationToken cancel)
    {
        var schools = JsonSerializer.Deserialize<List<ServedSchool>>(accepted, DomainJson.Options) ?? throw new InvalidDataException("The accepted import holds no schools.");
        var change = await reach.Count(schools.Select(school => school with { StatedAt = stamp.AcceptedAt, StudentsStatedAt = stamp.AcceptedAt }), cancel);
        await publish.Changed(cancel);
        return new(change.New, change.Changed, change.Unchanged);
    }
}
