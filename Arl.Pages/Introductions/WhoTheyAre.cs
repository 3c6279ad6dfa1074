using System.Globalization;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Pages.Emails;

namespace Arl.Pages.Introductions;

/// <summary>School and contact as a coach reads them, in emails and on the coach's page.</summary>
public static class WhoTheyAre
{
    public static IReadOnlyList<Fact> Contact(CoachingRequest request) => Known(
        new("Contact", $"{request.Contact.Name}, {request.Contact.Role}"),
        new("Email", request.Contact.Email.Value),
        request.Contact.Phone is { } phone ? new("Phone", phone) : null,
        request.Contact.Language == Language.English ? null : new("Wants emails in", request.Contact.Language.Name));

    /// <summary>Nothing of a person.</summary>
    public static IReadOnlyList<Fact> Place(CoachingRequest request) => Known(
        request.Place.Kind == PlaceKind.District ? new("District", $"{request.Place.Name} ({InWords.Count(request.Place.SchoolCount, "school")})") : new("School", request.Place.Name),
        request.Place is { Kind: PlaceKind.School, DistrictName: { Length: > 0 } district } ? new("District", district) : null,
        new("Where", request.Place.City is { } city ? $"{city}, {request.Place.State.Name}" : request.Place.State.Name),
        request.Place.Locale is { } locale ? new("Kind of place", InWords.Line(locale.Name.ToLowerInvariant().Replace(":", ",", StringComparison.Ordinal))) : null,
        request.Place.Students is { } students ? new("Students", students.ToString("N0", CultureInfo.InvariantCulture)) : null,
        request.Languages.Count > 0 ? new("Languages asked for", InWords.List([.. request.Languages.Select(language => language.Name)])) : null,
        request.StartBy is { } start ? new("Would like to start by", InWords.Day(start)) : null);

    public static IReadOnlyList<string> Needs(CoachingRequest request) => [.. request.Needs.Select(id => Need.Find(id)!.Name)];

    private static IReadOnlyList<Fact> Known(params IEnumerable<Fact?> facts) => [.. facts.OfType<Fact>()];
}
