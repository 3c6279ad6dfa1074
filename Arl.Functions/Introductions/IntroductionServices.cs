using Arl.Functions.Mail;
using Arl.Pages.Introductions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Introductions;

/// <summary>What brings the two together, and the watch over the 24-hour promise.</summary>
internal static class IntroductionServices
{
    public static IServiceCollection AddIntroductions(this IServiceCollection services, IConfiguration configuration)
    {
        IntroductionOptions.Add(services, configuration);
        return services
            .AddSingleton<IntroductionEmails>()
            .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<IntroductionEmails>())
            .AddEmailPreviews(Previews)
            .AddSingleton<PromiseWatch>();
    }

    private static void Previews(EmailPreviews previews)
    {
        (string, object?) request = (nameof(IntroductionToCoach.Request), PreviewData.Request), match = (nameof(IntroductionToCoach.Match), PreviewData.Match), coach = (nameof(IntroductionToCoach.Coach), PreviewData.Coach);
        previews
            .AddEmailPreview<IntroductionToSchool>("introduction-to-school", EmailReader.School, "Meet your coach, Jo Reyes", request, match, coach, (nameof(IntroductionToSchool.StatusUrl), PreviewData.StatusUrl), (nameof(IntroductionToSchool.Resources), PreviewData.Resources))
            .InSpanish("Le presentamos a su coach: Jo Reyes")
            .AddEmailPreview<IntroductionToCoach>("introduction-to-coach", EmailReader.Coach, "Introduction: Mesa Verde Elementary, New Mexico", request, match, coach, (nameof(IntroductionToCoach.Actions), PreviewData.Actions));
    }
}
