using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>Who reads an answer.</summary>
public static class Reader
{
    /// <summary>True where a page is wanted: browsers say <c>text/html</c> when they follow a link or send a form, programs and scripts do not.</summary>
    public static bool IsPerson(HttpRequest http) => http.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html");
}
