using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>A resource as an answer: the way to its link, or its file as an attachment. That nothing in a file may run is said by the headers that every answer carries (<see cref="ContentPolicy.NoPage"/>, nosniff).</summary>
public sealed class ResourceDelivery(ResourceFiles files)
{
    public async Task<IResult> Of(Resource resource, HttpRequest http, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        if (resource.File is not { } file)
            return PageResults.Elsewhere(resource.Link!);
        if (HttpMethods.IsHead(http.Method))
            return new Headers(file);
        return Results.Stream(await files.Open(file, cancel), file.Type, file.Name);
    }

    private sealed class Headers(ResourceFile file) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var attachment = new ContentDispositionHeaderValue("attachment");
            attachment.SetHttpFileName(file.Name);
            httpContext.Response.ContentType = file.Type;
            httpContext.Response.ContentLength = file.Bytes;
            httpContext.Response.Headers.ContentDisposition = attachment.ToString();
            return Task.CompletedTask;
        }
    }
}
