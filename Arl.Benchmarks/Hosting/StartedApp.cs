using System.Reflection;
using Arl.Functions;
using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Benchmarks.Hosting;

/// <summary>
/// <c>start-app</c>: what <see cref="StartBenchmark"/> starts. All services and every HTTP function as the worker has them: found by the build and listed in a file (there <c>functions.metadata</c>), behind our headers and limits.
/// Of the local host, which is not deployed, nothing runs; storage is named and never asked.
/// </summary>
internal static class StartedApp
{
    private const string List = "functions.txt";

    private static readonly Dictionary<string, string?> s_settings = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Arl:BaseUrl"] = "https://help.arl.example",
        ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
        ["Arl:StaffRecipients"] = "staff@arl.example",
        ["Mail:Provider"] = "SendGrid",
        ["Mail:From"] = "network@arl.example",
        ["Mail:SendGrid:ApiKey"] = "SG.none",
    };

    /// <summary>Writes the list beside a published app, as the worker's build does.</summary>
    public static Task WriteList(string folder) => File.WriteAllLinesAsync(
        Path.Combine(folder, List),
        from type in typeof(ArlServices).Assembly.GetExportedTypes()
        from method in type.GetMethods()
        from trigger in method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<HttpTriggerAttribute>())
        select $"{type.FullName} {method.Name} {trigger.Route} {string.Join(',', trigger.Methods ?? [])}");

    public static async Task<int> Run()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(s_settings);
        builder.Services.AddArl(builder.Configuration);
        var app = builder.Build();
        var around = app.Services.GetRequiredService<AroundHttp>();
        app.Use((http, next) => around.Refusal(http) is { } refusal ? refusal.ExecuteAsync(http) : next(http));
        app.UseRouting();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, List)))
        {
            var words = line.Split(' ');
            app.Map(words[2], http => Answer(http, words[0], words[1])).WithMetadata(new HttpMethodMetadata(words[3].ToUpperInvariant().Split(',')));
        }
        await app.RunAsync();
        return 0;
    }

    private static async Task Answer(HttpContext http, string typeName, string methodName)
    {
        var type = typeof(ArlServices).Assembly.GetType(typeName)!;
        var method = type.GetMethod(methodName)!;
        object?[] values = [.. method.GetParameters().Select(parameter => ValueOf(parameter, http))];
        var result = await (Task<IResult>)method.Invoke(ActivatorUtilities.CreateInstance(http.RequestServices, type), values)!;
        await result.ExecuteAsync(http);
    }

    private static object? ValueOf(ParameterInfo parameter, HttpContext http) =>
        parameter.ParameterType == typeof(HttpRequest) ? http.Request
        : parameter.ParameterType == typeof(CancellationToken) ? http.RequestAborted
        : http.Request.RouteValues[parameter.Name!];
}
