using Arl.Domain;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Imports;
using Arl.Pages.Layout;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Imports;

/// <summary><c>POST /staff/imports/look</c>: a file from a page: what it would change, before anything does.</summary>
public sealed class LookAtUpload(StaffDoor door, ImportRoom room, ImportUploads uploads)
{
    [Function(nameof(LookAtUpload))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/imports/look")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(LookAtUpload)), async _ =>
        {
            if (await LimitedBody.Upload(http, StaffPost.MostUploadBytes, cancel) is not { } form || !room.Knows(form["kind"].ToString()))
                return PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
            var kind = form["kind"].ToString();
            if (form.Files is [{ Length: > 0, FileName: var name }] && !name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                return Answer(kind, new Result<ImportReceipt>.Invalid([new("file", "Choose a CSV file: its name ends in .csv. A spreadsheet saves one as \"CSV UTF-8 (comma delimited)\".")]));
            return form.Files is [{ Length: > 0 and <= ImportDesk.MostBytes } file]
                ? Answer(kind, await uploads.Look(kind, await Bytes(file, cancel), cancel))
                : Answer(kind, new Result<ImportReceipt>.Invalid([new("file", form.Files is [{ Length: > 0 }] ? $"The file is too large: at most {ImportDesk.MostBytes / 1024 / 1024} MB." : "Choose a file that is not empty.")]));
        });

    internal static IResult Answer(string kind, Result<ImportReceipt> looked) => looked switch
    {
        Result<ImportReceipt>.Ok(var preview) => PageResults.Page<ImportLookPage>(new
        {
            Kind = kind,
            Id = preview.ImportId,
            Counts = new ImportLookPage.WouldBe(preview.Rows, preview.Counts.New, preview.Counts.Changed, preview.Counts.Unchanged),
            Examples = preview.Examples ?? [],
        }),
        Result<ImportReceipt>.Invalid(var problems) => PageResults.Page<ImportLookPage>(new { Kind = kind, Problems = problems }, StatusCodes.Status400BadRequest),
        _ => throw new InvalidOperationException("A result of an unknown kind."),
    };

    private static async Task<ReadOnlyMemory<byte>> Bytes(IFormFile file, CancellationToken cancel)
    {
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
