using Arl.Functions.Imports;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>POST /api/staff/coaches</c>: loads coaches, all rows or none; with <c>?dryRun=true</c> it says what that would change, and changes nothing.</summary>
public sealed class ImportCoaches(StaffDoor door, ImportDesk desk)
{
    [Function(nameof(ImportCoaches))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/coaches")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ImportCoaches)), member => desk.Load(http, CoachImport.Name, member.Name, Answer, cancel));

    private static object Answer(ImportReceipt import) => new
    {
        DryRun = import.Examples is not null,
        import.ImportId,
        import.Rows,
        NewCoaches = import.Counts.New,
        import.Counts.Changed,
        import.Counts.Unchanged,
        Examples = import.Examples ?? [],
    };
}
