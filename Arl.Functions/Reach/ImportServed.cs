using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Imports;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary><c>POST /api/staff/served</c>: loads schools served in the past, all rows or none; with <c>?dryRun=true</c> it says what that would change, and changes nothing.</summary>
public sealed class ImportServed(StaffDoor door, SchoolDirectorySource schools, ImportRoom room, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ImportServed))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/served")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, member => CsvRequest.Take(http, room, ServedImport.Name, member.Name, file => Read(file, cancel), Answer, cancel));

    private async Task<Result<AcceptedFile>> Read(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var directory = await schools.CurrentOrEmpty(cancel);
        var today = zone.DayOf(clock.GetUtcNow());
        return ServedFile.Read(file, directory.Find, today) switch
        {
            Result<(IReadOnlyList<ServedSchool> Schools, int Rows)>.Ok(var served) =>
                new Result<AcceptedFile>.Ok(new(file, ServedImport.Write(served.Schools), served.Rows)),
            Result<(IReadOnlyList<ServedSchool> Schools, int Rows)>.Invalid(var problems) => new Result<AcceptedFile>.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    private static object Answer(ImportReceipt import) => new
    {
        DryRun = import.Examples is not null,
        import.ImportId,
        import.Rows,
        NewSchools = import.Counts.New,
        import.Counts.Changed,
        import.Counts.Unchanged,
        Examples = import.Examples ?? [],
    };
}
