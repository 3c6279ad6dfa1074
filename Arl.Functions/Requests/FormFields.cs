using System.Security.Cryptography;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Pages.Requests;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Requests;

/// <summary>The key that makes a form sent twice one request: an Idempotency-Key that the page carries.</summary>
internal static class FormKey
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>The posted form: the request as typed, and how far the choice of a school has come.</summary>
internal sealed record FormFields(string Do, string Key, string Search, string Searched, string Place, string FirstNeed, RequestForm.TypedSchool? Typed, Language Language, RequestForm Form, string Stamp)
{
    /// <summary>Something was typed to find the school by, and nothing chosen yet.</summary>
    public bool NeedsChoice => Place.Length == 0 && Search.Length > 0;

    /// <summary>
    /// Enter was pressed in some field; which one, a form does not tell. Where something to find was typed that the page has not looked up, it is looked up:
    /// that is what Enter in the search means, and in any other field going on would leave it unread. Else Enter goes on.
    /// </summary>
    public bool EnterFinds => Do is "enter" or "" && Search.Length > 0 && Searched != Search;

    public bool NeedsDistrict => Do == "schools" && Form.DistrictId is null;

    public static FormFields Read(IDictionary<string, StringValues> fields)
    {
        string One(string name) => fields.TryGetValue(name, out var values) ? values.ToString() : "";
        string[] Many(string name) => fields.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

        var typed = TypedSchool(One);
        var place = PlaceOf(One("place"), One("search"), typed);
        var key = One("key");
        var district = place.StartsWith("district:", StringComparison.Ordinal) ? place["district:".Length..] : null;
        return new(One("do"), key.Length is > 0 and <= 200 ? key : FormKey.New(), One("search").Trim(), One("searched"), place, One("firstNeed"), typed, LanguageOf(One("do"), One("language")), new RequestForm
        {
            SchoolId = place.StartsWith("school:", StringComparison.Ordinal) ? place["school:".Length..] : null,
            DistrictId = district,
            SchoolIds = district is null ? [] : Many("schoolIds"),
            School = place == "typed" ? typed ?? new("", "", "", "", "", "") : null,
            ContactName = One("contact.name"),
            ContactRole = One("contact.role"),
            ContactEmail = One("contact.email"),
            ContactPhone = One("contact.phone"),
            ContactLanguage = LanguageOf(One("do"), One("language")).Tag is { Length: > 0 } language ? language : null,
            Needs = FirstFirst(Many("needs"), One("firstNeed")),
            Goals = One("goals"),
            Languages = Many("languages"),
            StartBy = One("startBy"),
            Consent = One("consent") == "true",
        }, One("stamp"));
    }

    /// <summary>All that was posted but the button and a proof of work, which is good once, to be posted again by the page of answers.</summary>
    public static IReadOnlyList<(string Name, string Value)> Answers(IDictionary<string, StringValues> fields) =>
        [.. fields.Where(field => field.Key is not ("do" or "altcha")).SelectMany(field => field.Value.OfType<string>().Where(value => value.Length > 0).Select(value => (field.Key, value)))];

    /// <summary>A button's, else the page's.</summary>
    private static Language LanguageOf(string button, string page) => button == Language.Spanish.Tag || (page == Language.Spanish.Tag && button != Language.English.Tag) ? Language.Spanish : Language.English;

    /// <summary>Null where nothing was typed of a school that isn't listed.</summary>
    private static RequestForm.TypedSchool? TypedSchool(Func<string, string> one)
    {
        var typed = new RequestForm.TypedSchool(one("school.name"), one("school.city"), one("school.state"), one("school.students"), one("school.locale"), one("school.charter"));
        return typed == new RequestForm.TypedSchool("", "", "", "", "", "") ? null : typed;
    }

    /// <summary>Who searched for nothing, chose nothing and typed a school means that school.</summary>
    private static string PlaceOf(string chosen, string search, RequestForm.TypedSchool? typed) =>
        chosen.Length == 0 && string.IsNullOrWhiteSpace(search) && !string.IsNullOrWhiteSpace(typed?.Name) ? "typed" : chosen;

    /// <summary>The need that matters most comes first; choosing it there is choosing it.</summary>
    private static string[] FirstFirst(string[] needs, string first) => first.Length == 0 ? needs : [first, .. needs.Where(need => need != first)];
}
