using Arl.Domain;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Imports;

/// <summary>What every API route of files has in common: type, size, reading, undoing, and the answer to a file with problems.</summary>
public sealed class ImportDesk(ImportRoom room)
{
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Loads the file that was sent; with <c>?dryRun=true</c> says what that would change, and keeps nothing.</summary>
    /// <param name="answer">What is answered once it is applied.</param>
    public async Task<IResult> Load(HttpRequest http, string kind, string by, Func<ImportReceipt, object> answer, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            return Problems.WrongType("text/csv (UTF-8)");
        if (await LimitedBody.Read(http, MostBytes, cancel) is not { } file)
            return Problems.TooLarge(MostBytes);
        var isPreview = false;
        if (http.Query.ContainsKey("dryRun") && !bool.TryParse(http.Query["dryRun"], out isPreview))
            return Problems.Invalid([new("dryRun", "Write dryRun=true to look at what the file would change, or leave it out to load it.")]);
        return await (isPreview ? room.Preview(kind, file, cancel) : room.Load(kind, file, by, cancel)) switch
        {
            Result<ImportReceipt>.Ok(var receipt) => Results.Ok(answer(receipt)),
            Result<ImportReceipt>.Invalid(var problems) => Problems.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    public async Task<IResult> Undo(string kind, string importId, string by, CancellationToken cancel) => await room.Undo(kind, importId, by, cancel) switch
    {
        Undoing.Undone(var counts) => Results.Ok(new { importId, counts.Removed, counts.Changed, counts.Unchanged }),
        Undoing.NotThisKind => Problems.Conflict("This import cannot be undone", "A file of coaches says how things are. To go back, load the file from before once more."),
        Undoing.NotKept => Problems.NotFound("There is no import with this id. Ids are on the page /staff/imports and in the answer to each file."),
        _ => throw new InvalidOperationException("An answer of an unknown kind."),
    };
}
