using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
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

    private static readonly ServiceProvider s_services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public static Match Match { get; } = Some.Match() with
    {
        Reasons = new(
            ["covers both needs you named", "has experience with rural schools like yours", "works in your time zone"],
            ["you cover both needs they named", "you know rural schools", "they are in your time zone"]),
    };

    public static Task<RenderedEmail> Acknowledgement(CoachingRequest request) =>
        Render<AcknowledgementEmail>("We have your request", (nameof(AcknowledgementEmail.Request), request), (nameof(AcknowledgementEmail.StatusUrl), StatusUrl));

    public static Task<RenderedEmail> ToCoach(CoachingRequest request, Coach? coach = null) =>
        Render<IntroductionToCoach>("Introduction", (nameof(IntroductionToCoach.Request), request), (nameof(IntroductionToCoach.Match), Match), (nameof(IntroductionToCoach.Coach), coach ?? Some.Coach));

    public static Task<RenderedEmail> ToSchool(CoachingRequest request, Coach? coach = null) =>
        Render<IntroductionToSchool>("Meet your coach", (nameof(IntroductionToSchool.Request), request), (nameof(IntroductionToSchool.Match), Match), (nameof(IntroductionToSchool.Coach), coach ?? Some.Coach), (nameof(IntroductionToSchool.StatusUrl), StatusUrl));

    public static Task<RenderedEmail> AnotherCoach(CoachingRequest request) =>
        Render<AnotherCoachEmail>("We are finding you another coach", (nameof(AnotherCoachEmail.Request), request), (nameof(AnotherCoachEmail.Before), Match), (nameof(AnotherCoachEmail.StatusUrl), StatusUrl));

    public static Task<RenderedEmail> TakenBack(CoachingRequest request, Coach? coach = null) =>
        Render<TakenBackEmail>("You need do nothing more", (nameof(TakenBackEmail.Request), request), (nameof(TakenBackEmail.Coach), coach ?? Some.Coach));

    public static Task<RenderedEmail> Merged(CoachingRequest request) =>
        Render<MergedEmail>("Your request goes on", (nameof(MergedEmail.Request), request with { MergedInto = Reference.Create(4, 99) }));

    /// <summary>An email that its reader can do without, unless it says otherwise.</summary>
    public static Task<RenderedEmail> News(bool transactional = false, string words = "Nothing is new.") =>
        Render<NewsEmail>("News", (nameof(NewsEmail.Transactional), transactional), (nameof(NewsEmail.Words), words));

    public static async Task<IReadOnlyList<RenderedEmail>> All(CoachingRequest request, Coach? coach = null) =>
        [await Acknowledgement(request), await ToCoach(request, coach), await ToSchool(request, coach), await AnotherCoach(request), await TakenBack(request, coach), await Merged(request)];

    public static Task<RenderedEmail> Render<TEmail>(string subject, params (string Name, object? Value)[] parameters) where TEmail : IComponent =>
        new EmailRenderer(s_services.GetRequiredService<IServiceScopeFactory>(), s_services.GetRequiredService<ILoggerFactory>())
            .Render<TEmail>(subject, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value), TestContext.Current.CancellationToken);

    public static Task<RenderedEmail> Render(Type email, string subject, IReadOnlyDictionary<string, object?> parameters) =>
        new EmailRenderer(s_services.GetRequiredService<IServiceScopeFactory>(), s_services.GetRequiredService<ILoggerFactory>()).Render(email, subject, parameters, TestContext.Current.CancellationToken);
}
