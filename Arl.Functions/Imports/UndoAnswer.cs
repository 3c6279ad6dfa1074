using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Imports;

/// <summary>What the API answers to the wish to undo an import.</summary>
internal static class UndoAnswer
{
    public static async Task<IResult> To(ImportRoom room, string kind, string importId, string by, CancellationToken cancel) => await room.Undo(kind, importId, by, cancel) switch
    {
        Undoing.Undone(var counts) => Results.Ok(new { importId, counts.Removed, counts.Changed, counts.Unchanged }),
        Undoing.NotThisKind => Problems.Conflict("This import cannot be undone", "A file of coaches says how things are. To go back, load the file from before once more."),
        Undoing.NotKept => Problems.NotFound("There is no import with this id. Ids are on the page /staff/imports and in the answer to each file."),
        _ => throw new InvalidOperationException("An answer of an unknown kind."),
    };
}
