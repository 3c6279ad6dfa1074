using Arl.Pages.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arl.Functions.Web;

/// <summary>Pages as answers.</summary>
public static class PageResults
{
    public static IResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <param name="developer">True where a developer's page must say so.</param>
    public static IResult NotFound(bool developer = false) => Page<NotFoundPage>(new { Developer = developer }, StatusCodes.Status404NotFound);

    public static IResult Message(string title, string message, int status) => Page<MessagePage>(new { Title = title, Message = message }, status);

    /// <summary>For pages behind a secret address: kept by no cache, and the address is told to no other site.</summary>
    public static void KeepSecret(HttpRequest http)
    {
        http.HttpContext.Response.Headers.CacheControl = "no-store";
        http.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>303, so that a reload of the next page sends nothing again.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
