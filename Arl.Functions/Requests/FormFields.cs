using System.Security.Cryptography;
using Arl.Domain.Requests;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Requests;

/// <summary>The key that makes a form sent twice one request: an Idempotency-Key that the page carries.</summary>
internal static class FormKey
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>The posted form: the request as typed, and how far the choice of a school has come.</summary>
internal sealed record FormFields(string Do, string Key, string Search, string SearchState, string Place, string FirstNeed, RequestForm Form)
{
    /// <summary>Something was typed to find the school by, and nothing chosen yet.</summary>
    public bool NeedsChoice => Place.Length == 0 && Search.Length > 0;

    public static FormFields Read(IDictionary<string, StringValues> fields)
    {
        string One(string name) => fields.TryGetValue(name, out var values) ? values.ToString() : "";
        string[] Many(string name) => fields.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

        // A school typed by hand is chosen, also where the button beside it was forgotten.
        var place = One("place") is { Length: > 0 } chosen ? chosen : One("school.name").Trim().Length > 0 ? "typed" : "";
        var key = One("key");
        var district = place.StartsWith("district:", StringComparison.Ordinal) ? place["district:".Length..] : null;
        return new(One("do"), key.Length is > 0 and <= 200 ? key : FormKey.New(), One("search").Trim(), One("searchState"), place, One("firstNeed"), new RequestForm
        {
            SchoolId = place.StartsWith("school:", StringComparison.Ordinal) ? place["school:".Length..] : null,
            DistrictId = district,
            SchoolIds = district is null ? [] : Many("schoolIds"),
            School = place == "typed" ? new(One("school.name"), One("school.city"), One("school.state"), One("school.students"), One("school.locale"), One("school.charter")) : null,
            ContactName = One("contact.name"),
            ContactRole = One("contact.role"),
            ContactEmail = One("contact.email"),
            ContactPhone = One("contact.phone"),
            Needs = FirstFirst(Many("needs"), One("firstNeed")),
            Goals = One("goals"),
            Languages = Many("languages"),
            StartBy = One("startBy"),
            Consent = One("consent") == "true",
        });
    }

    /// <summary>The need that matters most comes first; choosing it there is choosing it.</summary>
    private static string[] FirstFirst(string[] needs, string first) => first.Length == 0 ? needs : [first, .. needs.Where(need => need != first)];
}
