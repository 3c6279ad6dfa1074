using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Imports;

/// <summary><c>POST /staff/imports</c>: the button "Undo this import".</summary>
public sealed class UndoImport(StaffDoor door, ImportRoom room)
{
    [Function(nameof(UndoImport))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/imports")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => PostedForm.Read(http, async form =>
        {
            var done = await room.Undo(form["kind"], form["id"], member.Name, cancel) switch
            {
                Undoing.Undone => "undone",
                Undoing.NotThisKind => "never",
                _ => "gone",
            };
            return PageResults.SeeOther($"{ShowImports.Page}?done={done}");
        }, cancel));
}
