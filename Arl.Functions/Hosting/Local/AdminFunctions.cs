using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary><c>POST /admin/functions/{name}</c> with <c>{"input": …}</c>: runs a timer or queue function now, answers 202 at once.</summary>
internal sealed partial class AdminFunctions(FunctionCatalog catalog, QueueFunctions queues, TimerFunctions timers, ILogger<AdminFunctions> log)
{
    public void Map(WebApplication app) => app.MapPost("/admin/functions/{name}", Run).WithMetadata(this);

    private async Task Run(HttpContext http)
    {
        var function = catalog.Find((string)http.Request.RouteValues["name"]!);
        if (function is null or LocalFunction.Http)
            await Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: "There is no timer or queue function of this name.").ExecuteAsync(http);
        else if (!http.Request.HasJsonContentType()) // As there; and a form of another site, open in the developer's browser, can send no JSON.
            await Results.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported content type", detail: "Send the body as application/json.").ExecuteAsync(http);
        else if (await Input(http) is { } input)
            Accept(http, function, input);
        else
            await Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "Not what was expected", detail: "Send JSON such as {\"input\": \"…\"}; for a queue function the input is its message.").ExecuteAsync(http);
    }

    /// <summary>The input as text (a JSON string as it is, other JSON as written); null where the body is not the expected object.</summary>
    private static async Task<string?> Input(HttpContext http)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            if (!body.RootElement.TryGetProperty("input", out var input) || input.ValueKind == JsonValueKind.Null)
                return "";
            return input.ValueKind == JsonValueKind.String ? input.GetString() : input.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Accept(HttpContext http, LocalFunction function, string input)
    {
        Asked(function.Name);
        _ = function is LocalFunction.Queue queue ? queues.RunNow(queue, input) : timers.RunNow((LocalFunction.Timer)function);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} was asked to run now.")]
    private partial void Asked(string function);
}
