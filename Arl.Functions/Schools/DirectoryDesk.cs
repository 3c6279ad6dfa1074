using Arl.Domain;
using Arl.Domain.Schools;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Schools;

/// <summary>What the directory's routes share: the question read, the directory at hand, the answer marked as a sample where it is one.</summary>
public sealed class DirectoryDesk(SchoolDirectorySource source)
{
    /// <summary>The value <c>sample</c> says that the answer comes from invented schools.</summary>
    public const string SampleHeader = "X-ARL-Directory";

    public async Task<IResult> Answer<T>(HttpRequest http, Func<SchoolDirectory, DirectoryQuery, IEnumerable<T>> ask, CancellationToken cancel) =>
        DirectoryQuery.Read(http) switch
        {
            Result<DirectoryQuery>.Invalid(var problems) => Problems.Invalid(problems),
            Result<DirectoryQuery>.Ok(var query) when await source.Current(cancel) is { } directory => Found(http, directory, ask(directory, query)),
            _ => Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "No school directory yet",
                detail: "No school directory has been imported yet. Import one with: dotnet run --project Arl.Functions -- import-schools FILE"),
        };

    private static IResult Found<T>(HttpRequest http, SchoolDirectory directory, IEnumerable<T> found)
    {
        var headers = http.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=60";
        if (directory.Origin.IsSample)
            headers[SampleHeader] = "sample";
        return Results.Ok(found.ToArray());
    }
}
