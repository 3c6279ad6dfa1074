using System.Globalization;
using Arl.Domain;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>Problem details (RFC 9457) as every API route answers them.</summary>
public static class Problems
{
    public static IResult Invalid(IEnumerable<Problem> problems) => Results.ValidationProblem(
        problems.GroupBy(problem => problem.Field, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(problem => problem.Message).ToArray(), StringComparer.Ordinal),
        title: "Some of this needs another look",
        detail: "Nothing was saved. Correct what is named under errors and send it again.");

    public static IResult TooLarge(int mostBytes) => Results.Problem(
        statusCode: StatusCodes.Status413PayloadTooLarge, title: "This is too large", detail: $"The body may have at most {mostBytes / 1024:N0} KB. Nothing was saved.");

    public static IResult WrongType(string expected) => Results.Problem(
        statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported content type", detail: $"Send the body as {expected}.");

    public static IResult Conflict(string title, string detail) => Results.Problem(statusCode: StatusCodes.Status409Conflict, title: title, detail: detail);

    /// <param name="wait">Until the same may be tried again.</param>
    public static IResult TooMany(string why, TimeSpan wait) => new Waiting(why, wait);

    /// <summary>The header of that name: whole seconds, at least one.</summary>
    public static void RetryAfter(HttpContext http, TimeSpan wait) => http.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public static IResult NotFound(string what) => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: what);

    private sealed class Waiting(string why, TimeSpan wait) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            RetryAfter(httpContext, wait);
            return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests", detail: why + " Nothing was saved. Retry-After says in how many seconds to send it again.").ExecuteAsync(httpContext);
        }
    }
}
