using Arl.Functions.Imports;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Staff;

/// <summary>What a request that would change something carries, as the staff's door looks at it.</summary>
internal static class StaffPost
{
    /// <summary>Of a form with typed fields; one with a file may have the largest file and its frame.</summary>
    private const int MostFormBytes = 64 * 1024;
    internal const int MostUploadBytes = ImportDesk.MostBytes + MostFormBytes;

    /// <summary>The content types that a page of any site can make a browser post without asking first, the forms aside. No type at all is one of them.</summary>
    public static bool IsSimple(HttpRequest http) => HttpMethods.IsPost(http.Method) && Type(http) is "" or "text/plain";

    /// <summary>A browser says that a page of another site led to this.</summary>
    public static bool IsOfAnotherSite(HttpRequest http) => http.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    public static bool IsForm(HttpRequest http) => Type(http) is "application/x-www-form-urlencoded" or "multipart/form-data";

    /// <summary>The form's token, or empty; null where the form is too large. The body can be read again afterwards.</summary>
    public static async Task<string?> TokenOf(HttpRequest http, CancellationToken cancel)
    {
        var isUpload = Type(http) == "multipart/form-data";
        if (await LimitedBody.Keep(http, isUpload ? MostUploadBytes : MostFormBytes, cancel) is not { } body)
            return null;
        if (isUpload)
            return (await LimitedBody.Upload(http, MostUploadBytes, cancel))?[StaffVisit.FormField].ToString() ?? "";
        return LimitedBody.Fields(body) is { } fields && fields.TryGetValue(StaffVisit.FormField, out var token) ? token.ToString() : "";
    }

    private static string Type(HttpRequest http) =>
        MediaTypeHeaderValue.TryParse(http.ContentType, out var type) ? type.MediaType.Value!.ToLowerInvariant() : string.IsNullOrWhiteSpace(http.ContentType) ? "" : "text/plain";
}
