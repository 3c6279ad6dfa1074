using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Layout;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Localization;

namespace Arl.Functions.Requests;

/// <summary>A place as the form's type-ahead lists it, in the reader's language. <paramref name="Choice"/> is <c>school:{NCES id}</c> or <c>district:{LEA id}</c>.</summary>
public sealed record PlaceAnswer(string Choice, string Name, string Detail);

/// <summary><c>GET /api/places?q=&amp;lang=</c>: what the form finds, as it is typed. At most 8 schools and 4 districts; nothing of fewer than two letters.</summary>
public sealed class FindPlaces(SchoolDirectorySource schools, IStringLocalizer<FormTexts> texts)
{
    private const int Longest = 200;
    private const int Shortest = 2;

    [Function(nameof(FindPlaces))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/places")] HttpRequest http, CancellationToken cancel)
    {
        var phrase = http.Query["q"].ToString().Trim();
        if (phrase.Length > Longest)
            return Problems.Invalid([new("q", $"At most {Longest} characters.")]);
        http.HttpContext.Response.Headers.CacheControl = "public, max-age=60";
        http.HttpContext.Response.Headers.Vary = "Accept-Language";
        var found = phrase.Length < Shortest ? [] : PlaceSearch.Find(await schools.CurrentOrEmpty(cancel), phrase);
        return Results.Ok(ReaderCulture.In(ReaderLanguage.Of(http), () => found.Select(place => new PlaceAnswer(place.Choice, place.Name, PlaceWords.Detail(texts, place))).ToArray()));
    }
}
