using Arl.Domain;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Web;

/// <summary>Pages as answers.</summary>
public static class PageResults
{
    public const string NoStore = "no-store";

    public static IResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent => Page<TPage>(parameters, language: null, status);

    /// <param name="language">Of the form that this page answers; null: see <see cref="ReaderLanguage"/>.</param>
    public static IResult Page<TPage>(object parameters, Language? language, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new PageInLanguage(typeof(TPage), new RouteValueDictionary(parameters), status, language);

    public static IResult NotFound() => Page<NotFoundPage>(new { }, StatusCodes.Status404NotFound);

    /// <summary>In the reader's language.</summary>
    public static IResult Message(Told told, int status) => Page<MessagePage>(new { Told = told }, status);

    /// <summary>For pages behind a secret address, and those that name people: kept by no cache.</summary>
    public static void KeepSecret(HttpRequest http) => http.HttpContext.Response.Headers.CacheControl = NoStore;

    /// <summary>303, so that a reload of the next page sends nothing again.</summary>
    /// <exception cref="ArgumentException">It is no path of this site: nobody is sent elsewhere, whatever they sent us.</exception>
    public static IResult SeeOther(string path) => LocalPath.IsOurs(path) ? new SeeOtherResult(path) : throw new ArgumentException("A redirect must lead to a path of this site.", nameof(path));

    /// <summary>302, to another site: only ever an address that we keep, never one that a caller sent.</summary>
    /// <exception cref="ArgumentException">It is no address of a web page.</exception>
    public static IResult Elsewhere(Uri kept) => kept is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? new ElsewhereResult(kept) : throw new ArgumentException("A redirect to another site must lead to a web page.", nameof(kept));

    /// <summary>
    /// A page is rendered when it is answered, not when it is made: so its language is set here. It is whole before its first byte leaves, so a fault in it is answered as one. (The framework's RazorComponentResult would do it too;
    /// what it brings along for interactive pages is a sixth of a cold start.)
    /// </summary>
    private sealed class PageInLanguage(Type page, RouteValueDictionary parameters, int status, Language? said) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var inBoth = page.IsDefined(typeof(InBothLanguagesAttribute), inherit: false);
            var language = inBoth ? said ?? ReaderLanguage.Of(httpContext.Request) : Language.English;
            if (await Render(httpContext, language) is not { } html)
                return;
            httpContext.Response.Headers.ContentLanguage = language.Tag;
            if (inBoth)
                httpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            Task Write() => httpContext.Response.Body.WriteAsync(html, httpContext.RequestAborted).AsTask();
            if (httpContext.Response.Headers.CacheControl == NoStore)
                await Write(); // The length of a packed page would tell of the secrets in it.
            else
                await Packed.While(httpContext, Write);
        }

        /// <summary>Null where it failed, and that was answered: no host asks for what is thrown while a result is executed in Azure.</summary>
        private async Task<byte[]?> Render(HttpContext http, Language language)
        {
            try
            {
                return await http.RequestServices.GetRequiredService<PageBytes>().Of(page, parameters, language, http.RequestServices);
            }
            catch (Exception fault) when (page != typeof(MessagePage)) // Which is how a fault is told.
            {
                http.RequestServices.GetRequiredService<PageBytes>().Failed(fault, page.Name);
                await FaultAnswers.To(fault).ExecuteAsync(http);
                return null;
            }
        }
    }

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }

    private sealed class ElsewhereResult(Uri kept) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status302Found;
            httpContext.Response.Headers.Location = kept.AbsoluteUri;
            return Task.CompletedTask;
        }
    }
}
