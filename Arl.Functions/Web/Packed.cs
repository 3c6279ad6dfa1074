using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

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

    /// <summary>What is kept for a while, packed fast.</summary>
    public static Packed Of(byte[] body) => new(body, CompressionLevel.Optimal);

    /// <summary>304 where the caller has this form of it already.</summary>
    /// <param name="tag">Of the content; the packed form has a tag of its own. Null where none is needed.</param>
    public IResult Answer(HttpRequest http, string contentType, string? tag = null)
    {
        var packed = Begin(http);
        return Results.Bytes(packed ? _brotli : _plain, contentType, entityTag: tag is null ? null : new($"\"{tag}{(packed ? "-br" : "")}\""));
    }

    /// <summary>Lets a page write itself packed.</summary>
    public static async Task While(HttpContext http, Func<Task> write)
    {
        if (!Begin(http.Request))
        {
            await write();
            return;
        }
        var wire = http.Response.Body;
        await using var brotli = new BrotliStream(wire, CompressionLevel.Optimal, leaveOpen: true);
        http.Response.Body = brotli;
        try
        {
            await write();
        }
        finally
        {
            http.Response.Body = wire;
        }
    }

    /// <summary>Says in the headers which of the two forms follows. True is packed.</summary>
    private static bool Begin(HttpRequest http)
    {
        var headers = http.HttpContext.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (!Takes(http.Headers.AcceptEncoding))
            return false;
        headers.ContentEncoding = "br";
        return true;
    }

    private static bool Takes(StringValues accepted) =>
        accepted.OfType<string>().SelectMany(line => line.Split(',')).Any(one => one.Trim() is var name && (name.Equals("br", StringComparison.OrdinalIgnoreCase) || (name.StartsWith("br;", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("q=0", StringComparison.Ordinal))));
}
