using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local;

/// <summary>The HTTP functions behind Kestrel: host.json's prefix, a 404 for a wrong method, faults as problem details. Function keys are off, as in Core Tools.</summary>
internal static class HttpFunctions
{
    public static void Map(WebApplication app, FunctionCatalog catalog, FunctionInvoker invoker, string routePrefix)
    {
        var around = app.Services.GetRequiredService<AroundHttp>();
        app.Use((http, next) => around.Refusal(http) is { } refusal ? refusal.ExecuteAsync(http) : next(http));
        app.UseRouting();
        app.Use(OnlyFunctions);
        foreach (var function in catalog.All.OfType<LocalFunction.Http>())
        {
            var endpoint = app.Map($"{routePrefix}/{function.Route}", http => Answer(function, http, invoker)).WithMetadata(function).WithDisplayName(function.Name);
            if (function.Methods.Count > 0)
                endpoint.WithMetadata(new HttpMethodMetadata(function.Methods));
        }
    }

    /// <summary>The router puts an endpoint of its own (405) where only the method is wrong; the real host answers 404.</summary>
    private static Task OnlyFunctions(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<LocalFunction>() is null && endpoint.Metadata.GetMetadata<AdminFunctions>() is null)
            http.SetEndpoint(null);
        return next(http);
    }

    private static async Task Answer(LocalFunction.Http function, HttpContext http, FunctionInvoker invoker)
    {
        try
        {
            await invoker.Answer(function, http);
        }
        catch (Exception fault) when (AroundHttp.InPlaceOf(fault, http) is { } answer)
        {
            http.Response.Clear();
            await answer.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; nobody reads an answer.
        }
    }
}
