using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Storage;

namespace Arl.Functions.Coaches;

/// <summary>Coaches as staff load them: new ones are added, known ones updated; who is not in the file stays. The file loaded last is believed, in whatever order they are applied.</summary>
public sealed class CoachImport(CoachesTable coaches) : IImportKind
{
    public const string Name = "coaches";

    public string Kind => Name;

    public static BinaryData Write(IReadOnlyList<Coach> coaches) => new(JsonSerializer.SerializeToUtf8Bytes(coaches, DomainJson.Options));

    public bool SaysHowThingsAre => true;

    /// <summary>A roster says how things are: to go back, load the one before again.</summary>
    public bool CanBeUndone => false;

    public Task<ImportCounts> TakeBack(BinaryData accepted, ImportStamp stamp, CancellationToken cancel) => throw new NotSupportedException("An import of coaches cannot be undone.");

    public Task<Result<AcceptedFile>> Read(ReadOnlyMemory<byte> file, CancellationToken cancel) => Task.FromResult(CoachFile.Read(file) switch
    {
        Result<IReadOnlyList<Coach>>.Ok(var found) => new Result<AcceptedFile>.Ok(new(file, Write(found), found.Count)),
        Result<IReadOnlyList<Coach>>.Invalid(var problems) => (Result<AcceptedFile>)new Result<AcceptedFile>.Invalid(problems),
        _ => throw new InvalidOperationException("A result of an unknown kind."),
    });

    public Task<ImportPreview> Preview(BinaryData accepted, ImportStamp stamp, CancellationToken cancel) => coaches.Preview(CoachesOf(accepted), stamp, cancel);

    public Task<ImportCounts> Apply(BinaryData accepted, ImportStamp stamp, CancellationToken cancel) => coaches.Import(CoachesOf(accepted), stamp, cancel);

    private static List<Coach> CoachesOf(BinaryData accepted) =>
        JsonSerializer.Deserialize<List<Coach>>(accepted, DomainJson.Options) ?? throw new InvalidDataException("The accepted import holds no coaches.");
}
