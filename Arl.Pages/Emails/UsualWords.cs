using Arl.Domain.Requests;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Emails;

/// <summary>Marks the texts of emails' frame, and what many emails say, for the localizer.</summary>
public sealed class EmailsTexts;

/// <summary>What every email to a school says alike.</summary>
internal static class UsualWords
{
    public static string Greeting(this IStringLocalizer<EmailsTexts> texts, Contact contact) => contact.NameToGreet is { } name ? texts["Greeting.Name", name] : texts["Greeting.Nobody"];

    /// <summary>Nothing that was typed freely.</summary>
    public static string PlaceName(this IStringLocalizer<EmailsTexts> texts, RequestedPlace place) => place.Kind == PlaceKind.TypedSchool ? texts["YourSchool"] : place.Name;

    public static Fact ReferenceFact(this IStringLocalizer<EmailsTexts> texts, CoachingRequest request) => new(texts["YourReference"], request.Reference.ToString());
}
