using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Web;

/// <summary>The one place where a request's body is read: up to a limit, whatever its Content-Length claims, and a form with no more fields than one of ours may have (a test finds who reads elsewhere).</summary>
public static class LimitedBody
{
    /// <summary>More than the largest district has schools to choose from.</summary>
    internal const int MostFields = 2_000;
    internal const int LongestName = 100;

    private static readonly FormOptions s_upload = new() { ValueCountLimit = 20, KeyLengthLimit = LongestName, ValueLengthLimit = 64 * 1024, MultipartHeadersCountLimit = 8, MultipartHeadersLengthLimit = 4 * 1024, MultipartBoundaryLengthLimit = 100 };

    /// <summary>Null where the body is larger than <paramref name="mostBytes"/>.</summary>
    public static async Task<byte[]?> Read(HttpRequest http, int mostBytes, CancellationToken cancel)
    {
        if (http.ContentLength > mostBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await http.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > mostBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    /// <summary>As <see cref="Read"/>, and the body can be read again by whoever reads it next.</summary>
    public static async Task<byte[]?> Keep(HttpRequest http, int mostBytes, CancellationToken cancel)
    {
        if (await Read(http, mostBytes, cancel) is not { } body)
            return null;
        http.Body = new MemoryStream(body);
        return body;
    }

    public static bool IsForm(HttpRequest http) => http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>The fields of a form, whatever type it says it has. Null where it is too large, or has too many fields or a name that is none of ours.</summary>
    public static async Task<Dictionary<string, StringValues>?> Form(HttpRequest http, int mostBytes, CancellationToken cancel) =>
        await Read(http, mostBytes, cancel) is { } body ? Fields(body) : null;

    internal static Dictionary<string, StringValues>? Fields(byte[] body)
    {
        if (body.AsSpan().Count((byte)'&') >= MostFields)
            return null;
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return fields.Keys.All(name => name.Length <= LongestName) ? fields : null;
    }

    /// <summary>A form with a file, which may have been read before. Null where it is too large, has too many parts, or is broken.</summary>
    public static async Task<IFormCollection?> Upload(HttpRequest http, int mostBytes, CancellationToken cancel)
    {
        if (http.HttpContext.Features.Get<IFormFeature>()?.Form is { } read)
            return read;
        if (!http.HasFormContentType || await Keep(http, mostBytes, cancel) is null)
            return null;
        try
        {
            return await http.ReadFormAsync(s_upload, cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
