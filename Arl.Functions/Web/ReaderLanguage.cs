using Arl.Domain;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>The language of a page's reader: <c>?lang=es</c>, else the one that is known of them, else what their browser asks for. One we do not write in is English. No cookie.</summary>
public static class ReaderLanguage
{
    public const string Query = "lang";

    /// <param name="known">The language of the request on a school's own pages; null where nobody is known.</param>
    public static Language Of(HttpRequest http, Language? known = null) => Chosen(http) ?? known ?? Accepted(http) ?? Language.English;

    /// <summary>What the address says, so that links of the page can keep it.</summary>
    public static Language? Chosen(HttpRequest http) => Written(http.Query[Query]);

    private static Language? Accepted(HttpRequest http) => http.GetTypedHeaders().AcceptLanguage
        .Where(asked => asked.Quality is not 0)
        .OrderByDescending(asked => asked.Quality ?? 1) // A stable order: of equals the first.
        .Select(asked => Written(asked.Value.ToString().Split('-', 2)[0]))
        .FirstOrDefault(language => language is not null);

    private static Language? Written(string? tag) => Language.TryParse(tag, out var language) && Language.Written.Contains(language) ? language : null;
}
