using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Emails;

/// <summary>What every email about a request says alike: to the school in its language, to the coach in English.</summary>
internal static class UsualWords
{
    public const string WhyCoach = "You get this because you coach with the network.";

    public static Fact ReferenceForCoach(CoachingRequest request) => new("Reference of this request", request.Reference.ToString());

    public static string Greeting(this IStringLocalizer<EmailsTexts> texts, Side to, CoachingRequest request, Match match) => to == Side.School ? texts.Greeting(request.Contact) : $"Hello {match.CoachName},";

    public static string Why(this IStringLocalizer<EmailsTexts> texts, Side to) => to == Side.School ? texts["WhyAsked"] : WhyCoach;

    public static Fact ReferenceFact(this IStringLocalizer<EmailsTexts> texts, Side to, CoachingRequest request) => to == Side.School ? texts.ReferenceFact(request) : ReferenceForCoach(request);

    public static string Greeting(this IStringLocalizer<EmailsTexts> texts, Contact contact) => contact.NameToGreet is { } name ? texts["Greeting.Name", name] : texts["Greeting.Nobody"];

    /// <summary>Nothing that was typed freely.</summary>
    public static string PlaceName(this IStringLocalizer<EmailsTexts> texts, RequestedPlace place) => place.Kind == PlaceKind.TypedSchool ? texts["YourSchool"] : place.Name;

    public static Fact ReferenceFact(this IStringLocalizer<EmailsTexts> texts, CoachingRequest request) => new(texts["YourReference"], request.Reference.ToString());
}
