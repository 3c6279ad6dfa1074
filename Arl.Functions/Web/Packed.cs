using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Web;

/// <summary>
/// Text as it goes over the wire: by Brotli where the browser takes it (all do since 2017), else as it is. No middleware and no front end of the platform compresses what a function answers.
/// </summary>
public sealed class Packed
{
    private static readonly ConcurrentDictionary<string, Packed> s_kept = new(StringComparer.Ordinal);
    private readonly byte[] _plain;
    private readonly byte[] _brotli;

    private Packed(byte[] plain, CompressionLevel level)
    {
        _plain = plain;
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, level))
            brotli.Write(plain);
        _brotli = packed.ToArray();
    }

    /// <summary>What never changes, packed once and as small as can be.</summary>
    /// <param name="key">Names the content for ever.</param>
    public static Packed Of(string key, byte[] body) => s_kept.GetOrAdd(key, static (_, bytes) => new(bytes, CompressionLevel.SmallestSize), body);

    /// <summary>What is made for one answer, packed fast.</summary>
    public static Packed Now(byte[] body) => new(body, CompressionLevel.Fastest);

    public IResult Answer(HttpRequest http, string contentType) => new Bytes(ChooseFor(http), contentType);

    /// <summary>Says in the headers which of the two it gives.</summary>
    private byte[] ChooseFor(HttpRequest http)
    {
        var headers = http.HttpContext.Response.Headers;
        headers.Append("Vary", "Accept-Encoding");
        if (!Takes(http.Headers.AcceptEncoding))
            return _plain;
        headers.ContentEncoding = "br";
        return _brotli;
    }

    private static bool Takes(StringValues accepted) =>
        accepted.OfType<string>().SelectMany(line => line.Split(',')).Any(one => one.Trim() is var name && (name.Equals("br", StringComparison.OrdinalIgnoreCase) || (name.StartsWith("br;", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("q=0", StringComparison.Ordinal))));

    private sealed class Bytes(byte[] body, string contentType) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = contentType;
            httpContext.Response.ContentLength = body.Length;
            return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
