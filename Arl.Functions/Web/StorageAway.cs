using Arl.Functions.Storage;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>
/// What every HTTP function answers while storage is away. A fault is an exception, so no function catches it; each host asks here where exceptions come out:
/// the local one around its endpoints, the worker in a middleware of its own (StorageAwayMiddleware). What differs is every other fault: the local host
/// answers it with problem details too, the worker with its bare 500.
/// </summary>
public static class StorageAway
{
    /// <summary>Null where the fault is another, which is left to the host.</summary>
    public static IResult? AnswerTo(Exception fault) => StorageFaults.IsUnreachable(fault) ? new Away() : null;

    private sealed class Away : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "5";
            if (httpContext.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html"))
                return PageResults.Message(Told.StorageAway, StatusCodes.Status503ServiceUnavailable).ExecuteAsync(httpContext);
            return Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "Storage does not answer",
                detail: "This needs the network's storage, which cannot be reached at the moment. Try again in a few seconds.").ExecuteAsync(httpContext);
        }
    }
}
