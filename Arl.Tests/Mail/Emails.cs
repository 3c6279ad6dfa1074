using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Pages.Emails;
using Arl.Pages.Engagements;
using Arl.Pages.Introductions;
using Arl.Pages.Requests;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>The emails that the network sends, rendered as the app renders them.</summary>
internal static class Emails
{
    public static readonly Uri StatusUrl = new("https://help.example.org/requests/ARL-7K3F-9QZ2/Zm9vYmFyYmF6cXV4MTIzNDU2");

    private static readonly ServiceProvider s_services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    public static Match Match { get; } = Some.Match() with
    {
        Reasons = new(
            ["covers both needs you named", "has experience with rural schools like yours", "works in your time zone"],
            ["you cover both needs they named", "you know rural schools", "they are in your time zone"])
        {
            Facts =
            [
                new(ReasonKind.Covers) { Needs = ["family-engagement", "multilingual-learners"], Asked = 2 },
                new(ReasonKind.KnowsPlaces) { Place = LocaleType.Rural },
                new(ReasonKind.TimeZone),
            ],
        },
    };

    public static Task<RenderedEmail> Acknowledgement(CoachingRequest request) =>
        Render<AcknowledgementEmail>(request.Contact.Language, "We have your request", (nameof(AcknowledgementEmail.Request), request), (nameof(AcknowledgementEmail.StatusUrl), StatusUrl));

    public static Task<RenderedEmail> Confirm(CoachingRequest request, bool isReminder = false) => Render<ConfirmEmail>(request.Contact.Language, "One click is still needed", (nameof(ConfirmEmail.Request), request),
        (nameof(ConfirmEmail.Confirm), Act("CAAB")), (nameof(ConfirmEmail.StatusUrl), StatusUrl), (nameof(ConfirmEmail.IsReminder), isReminder), (nameof(ConfirmEmail.Until), new DateOnly(2026, 12, 7)));

    public static Task<RenderedEmail> NotConfirmed(CoachingRequest request) =>
        Render<NotConfirmedEmail>(request.Contact.Language, "Your request is closed", (nameof(NotConfirmedEmail.Request), request), (nameof(NotConfirmedEmail.FormUrl), new Uri("https://help.example.org/")));

    /// <summary>As long as real ones are.</summary>
    public static CoachActions Actions { get; } = new(Act("AQAB"), Act("AgAB"), Act("AwAB"), new("https://help.example.org/coach/ARL-7K3F-9QZ2/1/Zm9vYmFyYmF6cXV4MTIzNDU2"));

    public static Task<RenderedEmail> ToCoach(CoachingRequest request, Coach? coach = null, IntroducedAgain? again = null) =>
        Render<IntroductionToCoach>("Introduction", (nameof(IntroductionToCoach.Request), request), (nameof(IntroductionToCoach.Match), Match), (nameof(IntroductionToCoach.Coach), coach ?? Some.Coach),
            (nameof(IntroductionToCoach.Actions), request.Engagement.AcceptedAt is null ? Actions : Actions with { Accept = null }), (nameof(IntroductionToCoach.Again), again));

    public static Task<RenderedEmail> Question(CoachingRequest request, Coach? coach = null) =>
        Render<QuestionToCoach>("Can you take this?", (nameof(QuestionToCoach.Request), request), (nameof(QuestionToCoach.Match), Match), (nameof(QuestionToCoach.Coach), coach ?? Some.Coach), (nameof(QuestionToCoach.Actions), Actions));

    public static Task<RenderedEmail> ToSchool(CoachingRequest request, Coach? coach = null, bool isNew = false, IntroducedAgain? again = null, params IReadOnlyList<OfferedResource> resources) =>
        Render<IntroductionToSchool>(request.Contact.Language, "Meet your coach", (nameof(IntroductionToSchool.Request), request), (nameof(IntroductionToSchool.Match), Match), (nameof(IntroductionToSchool.Coach), coach ?? Some.Coach), (nameof(IntroductionToSchool.StatusUrl), StatusUrl), (nameof(IntroductionToSchool.IsNew), isNew), (nameof(IntroductionToSchool.Again), again), (nameof(IntroductionToSchool.Resources), resources));

    public static IReadOnlyList<OfferedResource> Resources { get; } =
    [
        new("A first letter home", new("https://help.example.org/library/open/0123456789abcdef0123"), ["family-engagement", "literacy"]),
        new("Family night in two languages", new("https://help.example.org/library/open/0123456789abcdef0124"), ["family-engagement", "multilingual-learners"]),
        new("<b>Not bold</b> & \"quoted\"", new("https://help.example.org/library/open/0123456789abcdef0125"), ["multilingual-learners"]),
    ];

    public static Task<RenderedEmail> NewCoach(CoachingRequest request) =>
        Render<NewCoachEmail>(request.Contact.Language, "We are finding you another coach", (nameof(NewCoachEmail.Request), request), (nameof(NewCoachEmail.Match), Match), (nameof(NewCoachEmail.StatusUrl), StatusUrl));

    public static Task<RenderedEmail> Withdrawn(CoachingRequest request) =>
        Render<WithdrawnEmail>("Withdrawn", (nameof(WithdrawnEmail.Request), request), (nameof(WithdrawnEmail.Match), Match));

    public static Task<RenderedEmail> Closed(CoachingRequest request) =>
        Render<ClosedEmail>(request.Contact.Language, "Your coaching is complete", (nameof(ClosedEmail.Request), request), (nameof(ClosedEmail.Match), Match), (nameof(ClosedEmail.FormUrl), new Uri("https://help.example.org/")));

    public static Task<RenderedEmail> ContactChanged(CoachingRequest request) =>
        Render<ContactChangedEmail>(request.Contact.Language, "The contact was changed", (nameof(ContactChangedEmail.Reference), request.Reference), (nameof(ContactChangedEmail.On), Some.Today));

    public static Task<RenderedEmail> FreshLink(CoachingRequest request) =>
        Render<FreshLinkEmail>("Your fresh link", (nameof(FreshLinkEmail.Reference), request.Reference), (nameof(FreshLinkEmail.Label), "We have met"), (nameof(FreshLinkEmail.Url), Actions.Met), (nameof(FreshLinkEmail.PageUrl), Actions.Page), (nameof(FreshLinkEmail.Until), new DateOnly(2026, 12, 7)));

    public static Task<RenderedEmail> FreshLinkToSchool(Language language, string label) =>
        Render<FreshLinkEmail>(language, "Your fresh link", (nameof(FreshLinkEmail.Reference), Some.Request.Reference), (nameof(FreshLinkEmail.Label), label), (nameof(FreshLinkEmail.Url), Actions.Met), (nameof(FreshLinkEmail.PageUrl), null), (nameof(FreshLinkEmail.Until), new DateOnly(2026, 12, 7)));

    public static Task<RenderedEmail> TakenByStaff(CoachingRequest request, Coach? coach = null) =>
        Render<TakenByStaffEmail>("You need do nothing more", (nameof(TakenByStaffEmail.Request), request), (nameof(TakenByStaffEmail.Coach), coach ?? Some.Coach));

    public static Task<RenderedEmail> Merged(CoachingRequest request) =>
        Render<MergedEmail>(request.Contact.Language, "Your request goes on", (nameof(MergedEmail.Request), request with { MergedInto = Reference.Create(4, 99) }));

    /// <summary>An email that its reader can do without, unless it says otherwise.</summary>
    public static Task<RenderedEmail> News(bool transactional = false, string words = "Nothing is new.") =>
        Render<NewsEmail>("News", (nameof(NewsEmail.Transactional), transactional), (nameof(NewsEmail.Words), words));

    public static async Task<IReadOnlyList<RenderedEmail>> All(CoachingRequest request, Coach? coach = null) =>
        [
            await Acknowledgement(request), await ToCoach(request, coach), await ToSchool(request, coach), await Question(request, coach), await ToCoach(request, coach, IntroducedAgain.NothingHeard), await ToSchool(request, coach, isNew: true, IntroducedAgain.NothingHeard),
            await NewCoach(request), await Withdrawn(request), await Closed(request), await TakenByStaff(request, coach), await Merged(request), await ContactChanged(request), await FreshLink(request),
        ];

    private static Uri Act(string start) => new($"https://help.example.org/act/ARL-7K3F-9QZ2/{start}Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEyMzQ");

    public static Task<RenderedEmail> Render<TEmail>(string subject, params (string Name, object? Value)[] parameters) where TEmail : IComponent => Render<TEmail>(Language.English, subject, parameters);

    public static Task<RenderedEmail> Render<TEmail>(Language language, string subject, params (string Name, object? Value)[] parameters) where TEmail : IComponent =>
        new EmailRenderer(s_services.GetRequiredService<IServiceScopeFactory>(), s_services.GetRequiredService<ILoggerFactory>())
            .Render<TEmail>(language, () => subject, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value), TestContext.Current.CancellationToken);

    public static Task<RenderedEmail> Render(Type email, Language language, string subject, IReadOnlyDictionary<string, object?> parameters) =>
        new EmailRenderer(s_services.GetRequiredService<IServiceScopeFactory>(), s_services.GetRequiredService<ILoggerFactory>()).Render(email, language, () => subject, parameters, TestContext.Current.CancellationToken);
}
