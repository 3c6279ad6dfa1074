using Arl.Domain;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Imports;

/// <summary><c>POST /staff/imports/load</c>: loads the file that was looked at.</summary>
public sealed class LoadUpload(StaffDoor door, ImportRoom room, ImportUploads uploads)
{
    [Function(nameof(LoadUpload))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/imports/load")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(LoadUpload)), member => PostedForm.Read(http, async form =>
        {
            var loaded = room.Knows(form["kind"]) && ImportRoom.IsId(form["id"]) ? await uploads.Load(form["kind"], form["id"], member.Name, cancel) : null;
            return loaded switch
            {
                Result<ImportReceipt>.Ok => PageResults.SeeOther($"{ShowImports.Page}?done=loaded"),
                Result<ImportReceipt>.Invalid => LookAtUpload.Answer(form["kind"], loaded),
                _ => PageResults.SeeOther($"{ShowImports.Page}?done=forgotten"),
            };
        }, cancel));
}
