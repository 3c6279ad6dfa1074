using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Arl.Functions.Engagements;

/// <summary>The pages behind the links of emails: what a link does and the button that does it; or that it was done; or that the link is no longer good.</summary>
public sealed class ActDesk(ActionLinks links, RequestsTable requests, CoachActs acts, Declining declining, CheckIns checkIns, KeepingOpen keepingOpen, Confirming confirming, CoachPageLinks pages, StatusLinks status, IStringLocalizer<EngagementsTexts> texts, WrongLinks wrong)
{
    private const string NothingLeft = "Thank you; there is nothing left to do here.";

    /// <summary>Changes nothing: mailboxes open links by themselves.</summary>
    public async Task<IResult> Show(HttpRequest http, string reference, string token, CancellationToken cancel) =>
        await Enter(http, reference, token, (link, request) => Task.FromResult(PageOf(link, request, PathOf(reference, token))), cancel);

    public async Task<IResult> Do(HttpRequest http, string reference, string token, CancellationToken cancel) =>
        await Enter(http, reference, token, (link, request) => PostedForm.Read(http, form => Do(link, request, form, PathOf(reference, token), cancel), cancel), cancel);

    internal static IResult Stale(string reference, string token) => PageResults.Page<StaleLinkPage>(new { Path = PathOf(reference, token) + "/fresh" }, StatusCodes.Status404NotFound);

    private async Task<IResult> Enter(HttpRequest http, string reference, string token, Func<ActionLink, CoachingRequest, Task<IResult>> then, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        switch (await links.Open(reference, token, cancel))
        {
            case OpenedLink.Ready(var link) when await requests.Get(link.Reference, cancel) is { Request: var request }:
                Speak(http, link.Purpose, request);
                return IsAsked(link, request) ? await then(link, request) : NoLongerAsked(link, request);
            case OpenedLink.Used used:
                var about = (await requests.Get(used.Reference, cancel))?.Request;
                Speak(http, used.Purpose, about);
                return Done(used, about);
            default:
                wrong.Tried("act");
                return Stale(reference, token);
        }
    }

    private IResult NoLongerAsked(ActionLink link, CoachingRequest request) => link.Purpose switch
    {
        LinkPurpose.Confirm when request.ConfirmedAt is { } at => Done(new(link.Reference, link.Purpose, link.Match, at), request),
        LinkPurpose.Confirm when request.AwaitsConfirmation => Told(texts["NewerLink.Title"], texts["NewerLink.Words"], link.Reference, link.Purpose, link.Match),
        _ => MovedOn(link.Reference, link.Purpose, link.Match),
    };

    /// <summary>From here on words are in the reader's language: the contact's, and of a coach English.</summary>
    private static void Speak(HttpRequest http, LinkPurpose purpose, CoachingRequest? request)
    {
        if (purpose.ReaderOf() == Side.School)
            ReaderLanguage.Know(http, request?.Contact.Language ?? Language.English);
        else
            ReaderLanguage.Only(http, Language.English);
    }

    private static bool IsAsked(ActionLink link, CoachingRequest request) => link.Purpose == LinkPurpose.Confirm
        ? request.AwaitsConfirmation && request.ConfirmAddress == link.Match
        : request.Match?.Number == link.Match && (request.IsOpen || IsCheckIn(link.Purpose));

    private IResult PageOf(ActionLink link, CoachingRequest request, string path) => link.Purpose switch
    {
        LinkPurpose.Accept => PageResults.Page<ActPage>(new
        {
            Title = $"Coach {request.Place.Name}?",
            Words = request.State == RequestState.Matched ? "Say yes, and we introduce you to each other by email." : "Say yes, so that we know you have seen this and will be in touch with them.",
            Button = "Yes, I will coach them",
            Path = path,
        }),
        LinkPurpose.Met => PageResults.Page<ActPage>(new { Title = $"Have you met {request.Place.Name}?", Words = "Tell us when you have had your first conversation, by phone, by video or in person.", Button = "Yes, we have met", Path = path }),
        LinkPurpose.KeepOpenSchool or LinkPurpose.KeepOpenCoach => PageResults.Page<ActPage>(new
        {
            Title = texts["KeepOpen.Title", WithWhom(link, request)].Value,
            Words = texts["KeepOpen.Words"].Value,
            Button = texts["Quiet.KeepOpen"].Value,
            Path = path,
        }),
        LinkPurpose.Confirm => PageResults.Page<ActPage>(new
        {
            Title = texts["ConfirmPage.Title"].Value,
            Words = request.Place.Kind == PlaceKind.TypedSchool ? texts["ConfirmPage.WordsYourSchool"].Value : texts["ConfirmPage.Words", request.Place.Name].Value,
            Button = texts["ConfirmPage.Button"].Value,
            Path = path,
        }),
        LinkPurpose.Decline => PageResults.Page<DeclinePage>(new { PlaceName = request.Place.Name, Path = path }),
        _ => PageResults.Page<CheckInPage>(new { By = link.Purpose.ReaderOf(), With = WithWhom(link, request), Path = path }),
    };

    private async Task<IResult> Do(ActionLink link, CoachingRequest request, PostedForm form, string path, CancellationToken cancel) => link.Purpose switch
    {
        LinkPurpose.Accept => Next(link, "accept", await acts.Accept(link.Reference, link.Match, link, cancel)),
        LinkPurpose.Met => Next(link, "met", await acts.Meet(link.Reference, link.Match, link, cancel)),
        LinkPurpose.KeepOpenSchool or LinkPurpose.KeepOpenCoach => Next(link, "kept-open", await keepingOpen.Do(link, cancel)),
        LinkPurpose.Confirm => Next(link, "confirm", await confirming.Confirm(link, cancel)),
        LinkPurpose.Decline => await declining.Do(request, link.Match, path, form, link, cancel),
        _ => await CheckIn(link, request, form, path, cancel),
    };

    private async Task<IResult> CheckIn(ActionLink link, CoachingRequest request, PostedForm form, string path, CancellationToken cancel)
    {
        var typed = TypedAnswers.CheckIn(form["score"], form["changed"], form["next"]);
        if (typed is Result<CheckInAnswer>.Ok(var answer))
            return Next(link, "check-in", await checkIns.Answer(link, answer, cancel));
        return PageResults.Page<CheckInPage>(new
        {
            By = link.Purpose.ReaderOf(),
            With = WithWhom(link, request),
            Path = path,
            Score = form["score"],
            Changed = form["changed"],
            NextStep = form["next"],
            ((Result<CheckInAnswer>.Invalid)typed).Problems,
        }, StatusCodes.Status400BadRequest);
    }

    private IResult Next(ActionLink link, string did, Acted acted) =>
        acted is Acted.TooLate ? MovedOn(link.Reference, link.Purpose, link.Match) : PageResults.SeeOther($"{HomeOf(link.Reference, link.Purpose, link.Match)}?did={did}");

    /// <summary>The day is that of the place, as on the school's page.</summary>
    private IResult Done(OpenedLink.Used used, CoachingRequest? request)
    {
        var on = InWords.Day(LocalTime.DayOf(used.At, request is null ? TimeZoneInfo.Utc : TimeZones.Of(request.Place.State)), ReaderCulture.Now);
        string words = used.Purpose switch
        {
            LinkPurpose.Accept => $"You said yes on {on}. {NothingLeft}",
            LinkPurpose.Decline => $"You gave this request back on {on}. {NothingLeft}",
            LinkPurpose.Met => $"On {on}, you told us that you have met. {NothingLeft}",
            LinkPurpose.KeepOpenSchool or LinkPurpose.KeepOpenCoach => texts["Done.KeptOpen", on],
            LinkPurpose.Confirm => texts["Done.Confirmed", on],
            _ => texts["Done.Answered", on],
        };
        return Told(texts["Done.Title"], words, used.Reference, used.Purpose, used.Match);
    }

    private IResult MovedOn(Reference reference, LinkPurpose purpose, int match) => Told(texts["MovedOn.Title"], texts["MovedOn.Words"], reference, purpose, match);

    private IResult Told(string title, string words, Reference reference, LinkPurpose purpose, int match) => PageResults.Page<ToldPage>(new
    {
        Title = title,
        Words = words,
        GoOn = purpose.ReaderOf() == Side.School ? texts["Told.SeeRequest"].Value : "Open your page for this school",
        GoOnPath = HomeOf(reference, purpose, match),
    });

    /// <summary>Where the reader of such a link goes on: to the page that their emails link to as well.</summary>
    private string HomeOf(Reference reference, LinkPurpose purpose, int match) => purpose.ReaderOf() == Side.School ? status.PathOf(reference) : pages.PathOf(reference, match);

    private static string WithWhom(ActionLink link, CoachingRequest request) => link.Purpose.ReaderOf() == Side.School ? request.Match!.CoachName : request.Place.Name;

    private static bool IsCheckIn(LinkPurpose purpose) => purpose is LinkPurpose.CheckInSchool or LinkPurpose.CheckInCoach;

    private static string PathOf(string reference, string token) => $"/act/{Uri.EscapeDataString(reference)}/{Uri.EscapeDataString(token)}";
}
