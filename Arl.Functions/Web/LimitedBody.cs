using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>Reads a request's body up to a limit, whatever its Content-Length claims.</summary>
public static class LimitedBody
{
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
}
