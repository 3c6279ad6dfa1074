using Arl.Functions.Imports;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Served;

/// <summary><c>POST /api/staff/served</c>: loads schools served in the past, all rows or none; with <c>?dryRun=true</c> it says what that would change, and changes nothing.</summary>
public sealed class ImportServed(StaffDoor door, ImportDesk desk)
{
    [Function(nameof(ImportServed))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/served")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => desk.Load(http, ServedImport.Name, member.Name, Answer, cancel));

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
