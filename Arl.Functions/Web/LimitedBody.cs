using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Web;

/// <summary>The one place where a request's body is read: up to a limit, whatever its Content-Length claims, and a form with no more fields than one of ours may have (a test finds who reads elsewhere).</summary>
public static class LimitedBody
{
    /// <summary>More than the largest district has schools to choose from.</summary>
    internal const int MostFields = 2_000;
    internal const int LongestName = 100;

    /// <summary>Fields beside a file that is streamed.</summary>
    internal const int MostParts = 60;

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

    /// <summary>The fields of a posted form; none where nothing was sent, as by a button alone. Null where it is no form, is too large, or has too many fields or a name that is none of ours.</summary>
    public static async Task<Dictionary<string, StringValues>?> Form(HttpRequest http, int mostBytes, CancellationToken cancel) =>
        await Read(http, mostBytes, cancel) is { } body && (body.Length == 0 || IsForm(http)) ? Fields(body) : null;

    /// <summary>As <see cref="Form"/>, of a body that was read, whatever type it says it has.</summary>
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

    /// <summary>
    /// A form whose file comes last: its fields are read, and the file is handed on as it comes and never held. What follows the file is not read, but waited for, so that a browser sees the answer. Null where it is no such form, has too many
    /// or too long fields, or breaks off before the file.
    /// </summary>
    /// <param name="then">Gets the fields and the file, if one was chosen. Reading the file throws <see cref="InvalidDataException"/> where it is larger than <paramref name="mostBytes"/>, and <see cref="IOException"/> where it breaks off.</param>
    public static async Task<IResult?> Streamed(HttpRequest http, long mostBytes, Func<Dictionary<string, StringValues>, SentFile?, Task<IResult>> then, CancellationToken cancel)
    {
        if (BoundaryOf(http) is not { } boundary)
            return null;
        var reader = new MultipartReader(boundary, http.Body) { HeadersCountLimit = s_upload.MultipartHeadersCountLimit, HeadersLengthLimit = s_upload.MultipartHeadersLengthLimit, BodyLengthLimit = mostBytes };
        try
        {
            if (await FieldsBeforeFile(reader, cancel) is not var (fields, file))
                return null;
            var answer = await then(fields, file);
            await Drain(reader, cancel);
            return answer;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static async Task<(Dictionary<string, StringValues>, SentFile?)?> FieldsBeforeFile(MultipartReader reader, CancellationToken cancel)
    {
        var fields = new KeyValueAccumulator();
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var says) || HeaderUtilities.RemoveQuotes(says.Name).Value is not { Length: > 0 and <= LongestName } name)
                return null;
            if (says.IsFileDisposition() || says.FileName.HasValue)
                return (fields.GetResults(), HeaderUtilities.RemoveQuotes(says.FileNameStar.HasValue ? says.FileNameStar : says.FileName).Value is { Length: > 0 } chosen ? new(chosen, part.Body) : null);
            if (fields.ValueCount == MostParts || await Text(part.Body, cancel) is not { } value)
                return null;
            fields.Append(name, value);
        }
        return (fields.GetResults(), null);
    }

    private static async Task<string?> Text(Stream part, CancellationToken cancel)
    {
        var bytes = new byte[s_upload.ValueLengthLimit];
        var read = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return read == bytes.Length ? null : Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static async Task Drain(MultipartReader reader, CancellationToken cancel)
    {
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is not null)
            {
                // Each reads what is left of the one before.
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            // What was asked for is answered already.
        }
    }

    private static string? BoundaryOf(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary && boundary.Length <= s_upload.MultipartBoundaryLengthLimit
            ? boundary
            : null;
}

/// <summary>A file of a form, as it comes.</summary>
/// <param name="Name">As the sender says it: nothing to trust.</param>
public sealed record SentFile(string Name, Stream Content);
