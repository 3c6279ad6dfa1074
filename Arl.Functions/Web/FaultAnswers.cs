using Arl.Functions.Storage;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>
/// What is answered in place of an HTTP function that failed. A fault is an exception, so no function catches it; each host asks here where exceptions come out, and logs it.
/// Who reads pages gets a page, a program problem details (RFC 9457); neither gets internals.
/// </summary>
public static class FaultAnswers
{
    public static IResult To(Exception fault) => fault switch
    {
        _ when StorageFaults.IsUnreachable(fault) => new Answer(
            StatusCodes.Status503ServiceUnavailable, Told.StorageAway, "Storage does not answer", "This needs the network's storage, which cannot be reached at the moment. Try again in a few seconds.")
        { RetryAfter = "5" },
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Answer(StatusCodes.Status413PayloadTooLarge, Told.TooLong, "This is too large", "The body is larger than is read here. Nothing was saved."),
        BadHttpRequestException bad => new Answer(bad.StatusCode, Told.FormUnreadable, "The request could not be read", "Nothing was saved."),
        _ => new Answer(StatusCodes.Status500InternalServerError, Told.OurFault, "Something went wrong on our side", "It has been logged. Try again; if it happens again, tell the network."),
    };

    private sealed class Answer(int status, Told told, string title, string detail) : IResult
    {
        public string? RetryAfter { get; init; }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfter;
            return Reader.IsPerson(httpContext.Request)
                ? PageResults.Message(told, status).ExecuteAsync(httpContext)
                : Results.Problem(statusCode: status, title: title, detail: detail).ExecuteAsync(httpContext);
        }
    }
}
