using Arl.Functions.Mail;
using Arl.Pages.Introductions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Introductions;

/// <summary>What brings school and coach together, and the watch over the 24-hour promise.</summary>
public static class IntroductionServices
{
    public static IServiceCollection AddIntroductions(this IServiceCollection services, IConfiguration configuration)
    {
        IntroductionOptions.Add(services, configuration);
        return services
            .AddSingleton<IntroductionEmails>()
            .AddSingleton<IEmailOwner, RequestEmails>()
            .AddEmailPreviews(previews => previews
                .AddEmailPreview<IntroductionToSchool>("introduction-to-school", EmailReader.School, "Meet your coach, Jo Reyes", [.. Preview, (nameof(IntroductionToSchool.StatusUrl), PreviewData.StatusUrl), (nameof(IntroductionToSchool.Resources), PreviewData.Resources)])
                .InSpanish("Le presentamos a su coach: Jo Reyes")
                .AddEmailPreview<IntroductionToCoach>("introduction-to-coach", EmailReader.Coach, "Introduction: Mesa Verde Elementary, New Mexico", [.. Preview, (nameof(IntroductionToCoach.Actions), PreviewData.Actions)])
                .AddEmailPreview<QuestionToCoach>("question-to-coach", EmailReader.Coach, "Can you take this? Mesa Verde Elementary, New Mexico", [.. Preview, (nameof(QuestionToCoach.Actions), PreviewData.Actions)])
                .AddEmailPreview<IntroductionToSchool>("introduction-to-school-again", EmailReader.School, "Once more: meet your coach, Jo Reyes", [.. Preview, (nameof(IntroductionToSchool.StatusUrl), PreviewData.StatusUrl), (nameof(IntroductionToSchool.Again), IntroducedAgain.NothingHeard)])
                .InSpanish("De nuevo: le presentamos a su coach, Jo Reyes")
                .AddEmailPreview<IntroductionToCoach>("introduction-to-coach-again", EmailReader.Coach, "They are waiting to hear from you: Mesa Verde Elementary, New Mexico", [.. Preview, (nameof(IntroductionToCoach.Actions), PreviewData.Actions), (nameof(IntroductionToCoach.Again), IntroducedAgain.NothingHeard)]))
            .AddSingleton<PromiseWatch>();
    }

    private static (string Name, object? Value)[] Preview =>
        [(nameof(IntroductionToCoach.Request), PreviewData.Request), (nameof(IntroductionToCoach.Match), PreviewData.Match), (nameof(IntroductionToCoach.Coach), PreviewData.Coach)];
}
