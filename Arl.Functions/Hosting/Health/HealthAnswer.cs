using System.Text.Json;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arl.Functions.Hosting.Health;

/// <summary>Names and states as JSON (<c>application/health+json</c>: pass, warn, fail), never kept by anybody on the way.</summary>
internal static class HealthAnswer
{
    public static IResult Alive { get; } = new Body("""{"status":"pass"}""", StatusCodes.Status200OK);

    public static IResult Of(HealthReport report) => new Body(
        JsonSerializer.Serialize(new { status = Word(report.Status), checks = report.Entries.ToDictionary(check => check.Key, check => new { status = Word(check.Value.Status) }, StringComparer.Ordinal) }),
        report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "pass",
        HealthStatus.Degraded => "warn",
        _ => "fail",
    };

    private sealed class Body(string json, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = PageResults.NoStore;
            return Results.Text(json, "application/health+json", statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
