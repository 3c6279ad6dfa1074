using System.Text;
using Arl.Functions.Imports;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Staff;

/// <summary>What a request that would change something carries, as the staff's door looks at it.</summary>
internal static class StaffPost
{
    /// <summary>Of a form with typed fields; one with a file may have the largest file and its frame.</summary>
    private const int MostFormBytes = 64 * 1024;
    private const int MostUploadBytes = CsvRequest.MostBytes + MostFormBytes;

    /// <summary>The content types that a page of any site can make a browser post without asking first, the forms aside. No type at all is one of them.</summary>
    public static bool IsSimple(HttpRequest http) => HttpMethods.IsPost(http.Method) && Type(http) is "" or "text/plain";

    public static bool IsForm(HttpRequest http) => Type(http) is "application/x-www-form-urlencoded" or "multipart/form-data";

    /// <summary>The form's token, or empty; null where the form is too large. The body can be read again afterwards.</summary>
    public static async Task<string?> TokenOf(HttpRequest http, CancellationToken cancel)
    {
        var isUpload = Type(http) == "multipart/form-data";
        if (await LimitedBody.Read(http, isUpload ? MostUploadBytes : MostFormBytes, cancel) is not { } body)
            return null;
        http.Body = new MemoryStream(body);
        if (isUpload)
            return await Uploaded(http, cancel);
        return QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).TryGetValue(StaffFormToken.Field, out var token) ? token.ToString() : "";
    }

    private static async Task<string> Uploaded(HttpRequest http, CancellationToken cancel)
    {
        try
        {
            return (await http.ReadFormAsync(cancel))[StaffFormToken.Field].ToString();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return "";
        }
    }

    private static string Type(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type) ? type.MediaType.Value!.ToLowerInvariant() : string.IsNullOrWhiteSpace(http.ContentType) ? "" : "text/plain";
}
