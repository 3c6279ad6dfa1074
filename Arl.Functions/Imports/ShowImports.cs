using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Imports;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Imports;

/// <summary><c>GET /staff/imports</c>: the files that were loaded, and a button to undo each that can be.</summary>
public sealed class ShowImports(StaffDoor door, ImportRoom room, SchoolDirectorySource schools, NetworkClock zone)
{
    public const string Page = "/staff/imports";

    [Function(nameof(ShowImports))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/imports")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            return PageResults.Page<ImportsPage>(new
            {
                Imports = (await room.All(cancel)).Select(Line).ToList(),
                Done = http.Query["done"].ToString(),
                zone.Zone,
                SampleDirectory = await schools.IsSample(cancel),
            });
        });

    private static LoadedFile Line(KeptImport import) => new(
        import.Kind, import.ImportId, import.AcceptedAt, import.By, import.Rows,
        import.State switch
        {
            ImportState.Accepted => LoadedFile.Stage.Loading,
            ImportState.Applied => LoadedFile.Stage.Loaded,
            ImportState.Undoing => LoadedFile.Stage.Undoing,
            _ => LoadedFile.Stage.Undone,
        },
        import.Counts is { } counts ? (counts.New, counts.Changed, counts.Unchanged) : null, import.UndoneAt, import.UndoneBy, import.CanBeUndone);
}
