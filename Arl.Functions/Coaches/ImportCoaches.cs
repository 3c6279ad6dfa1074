using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>POST /api/staff/coaches</c>: loads coaches, all rows or none.</summary>
public sealed class ImportCoaches(StaffDoor door, ImportRoom room)
{
    [Function(nameof(ImportCoaches))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/coaches")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, member => CsvRequest.Take(http, room, CoachImport.Name, member.Name, file => Task.FromResult(Read(file)), Answer, cancel));

    private static Result<AcceptedFile> Read(ReadOnlyMemory<byte> file) => CoachFile.Read(file) switch
    {
        Result<IReadOnlyList<Coach>>.Ok(var coaches) => new Result<AcceptedFile>.Ok(new(file, CoachImport.Write(coaches), coaches.Count)),
        Result<IReadOnlyList<Coach>>.Invalid(var problems) => new Result<AcceptedFile>.Invalid(problems),
        _ => throw new InvalidOperationException("A result of an unknown kind."),
    };

    private static object Answer(ImportReceipt import) => new
    {
        import.ImportId,
        import.Rows,
        NewCoaches = import.Counts.New,
        import.Counts.Changed,
        import.Counts.Unchanged,
    };
}
