using Arl.Domain;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>The language of a page's reader: <c>?lang=es</c>, else the one that is known of them, else what their browser asks for. One we do not write in is English. No cookie.</summary>
public static class ReaderLanguage
{
    public const string Query = "lang";
    private static readonly object s_known = new(), s_only = new();

    public static Language Of(HttpRequest http) => Item(http, s_only) ?? Chosen(http) ?? Item(http, s_known) ?? Accepted(http) ?? Language.English;

    /// <summary>Whose page it is reads this language. From here on the caller's words are looked up in the language of the page.</summary>
    public static void Know(HttpRequest http, Language language) => Keep(http, s_known, language);

    /// <summary>As <see cref="Know"/>, for a page that is written in this language for this reader, and in no other.</summary>
    public static void Only(HttpRequest http, Language language) => Keep(http, s_only, language);

    /// <summary>A path of ours, in the language that the address of this page says.</summary>
    public static string Kept(HttpRequest http, string path) =>
        Chosen(http) is { } chosen ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Query}={chosen.Tag}" : path;

    private static Language? Chosen(HttpRequest http) => Written(http.Query[Query]);

    private static void Keep(HttpRequest http, object key, Language language)
    {
        http.HttpContext.Items[key] = language;
        ReaderCulture.Set(Of(http));
    }

    private static Language? Item(HttpRequest http, object key) => http.HttpContext.Items.TryGetValue(key, out var kept) ? (Language?)kept : null;

    private static Language? Accepted(HttpRequest http)
    {
        foreach (var asked in http.GetTypedHeaders().AcceptLanguage.Where(asked => asked.Quality is not 0).OrderByDescending(asked => asked.Quality ?? 1)) // A stable order: of equals the first.
            if (Written(asked.Value.ToString().Split('-', 2)[0]) is { } language)
                return language;
        return null;
    }

    private static Language? Written(string? tag) => Language.TryParse(tag, out var language) && Language.Written.Contains(language) ? language : null;
}
