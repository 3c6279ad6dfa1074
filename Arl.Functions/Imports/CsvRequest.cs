using Arl.Domain;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Imports;

/// <summary>What every route that takes a CSV file of staff has in common: type, size, reading, and the answer to a file with problems.</summary>
public static class CsvRequest
{
    public const int MostBytes = 20 * 1024 * 1024;

    /// <param name="answer">What is answered once it is applied.</param>
    public static async Task<IResult> Take(
        HttpRequest http, ImportRoom room, string kind, string by, Func<ImportReceipt, object> answer, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            return Problems.WrongType("text/csv (UTF-8)");
        if (await LimitedBody.Read(http, MostBytes, cancel) is not { } file)
            return Problems.TooLarge(MostBytes);
        var isPreview = false;
        if (http.Query.ContainsKey("dryRun") && !bool.TryParse(http.Query["dryRun"], out isPreview))
            return Problems.Invalid([new("dryRun", "Write dryRun=true to look at what the file would change, or leave it out to load it.")]);
        if (isPreview)
            return await Preview(room, kind, file, answer, cancel);
        if (await room.Again(kind, file, by, cancel) is { } before)
            return Results.Ok(answer(before));
        return await room.Read(kind, file, cancel) switch
        {
            Result<AcceptedFile>.Ok(var accepted) => Results.Ok(answer(await room.Take(kind, accepted, by, cancel))),
            Result<AcceptedFile>.Invalid(var problems) => Problems.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    /// <summary><c>?dryRun=true</c>: what it would change, and nothing is kept.</summary>
    private static async Task<IResult> Preview(ImportRoom room, string kind, ReadOnlyMemory<byte> file, Func<ImportReceipt, object> answer, CancellationToken cancel) =>
        await room.Preview(kind, file, cancel) switch
        {
            Result<ImportReceipt>.Ok(var preview) => Results.Ok(answer(preview)),
            Result<ImportReceipt>.Invalid(var problems) => Problems.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
}
