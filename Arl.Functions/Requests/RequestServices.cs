using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Introductions;
using Arl.Pages.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Requests;

/// <summary>Requests, coaches and matching.</summary>
public static class RequestServices
{
    public static IServiceCollection AddRequests(this IServiceCollection services, IConfiguration configuration) => services
        .AddConfirmation(configuration)
        .AddGuard(configuration)
        .AddSingleton<EmailRenderer>()
        .AddSingleton<OutgoingMail>()
        .AddSingleton<StatusLinks>()
        .AddSingleton<RequestsTable>()
        .AddSingleton<RequestIndex>()
        .AddSingleton<RequestIndexRepair>()
        .AddSingleton<RequestHistories>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<AcceptRequest>()
        .AddSingleton<FormSearch>()
        .AddSingleton<IntroductionEmails>()
        .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<IntroductionEmails>())
        .AddEmailPreviews(previews => previews
            .AddEmailPreview<AcknowledgementEmail>("acknowledgement", EmailReader.School, "We have your request ARL-7K3F-9QZ2", (nameof(AcknowledgementEmail.Request), PreviewData.Request), (nameof(AcknowledgementEmail.StatusUrl), PreviewData.StatusUrl))
            .InSpanish("Recibimos su solicitud ARL-7K3F-9QZ2")
            .AddEmailPreview<IntroductionToSchool>("introduction-to-school", EmailReader.School, "Meet your coach, Jo Reyes", [.. IntroductionPreview, (nameof(IntroductionToSchool.StatusUrl), PreviewData.StatusUrl), (nameof(IntroductionToSchool.Resources), PreviewData.Resources)])
            .InSpanish("Le presentamos a su coach: Jo Reyes")
            .AddEmailPreview<IntroductionToCoach>("introduction-to-coach", EmailReader.Coach, "Introduction: Mesa Verde Elementary, New Mexico", [.. IntroductionPreview, (nameof(IntroductionToCoach.Actions), PreviewData.Actions)]))
        .AddSingleton<RequestsForReach>()
        .AddSingleton<IServedRequests>(provider => provider.GetRequiredService<RequestsForReach>())
        .AddSingleton<IRequestCounts>(provider => provider.GetRequiredService<RequestsForReach>())
        .AddSingleton<CoachesTable>()
        .AddSingleton<CoachEdits>()
        .AddSingleton<CoachSchools>()
        .AddSingleton<StaffCoachPages>()
        .AddSingleton<IPlacesFree, PlacesFree>()
        .AddImportKind<CoachImport>(CoachImport.Name)
        .AddSingleton<PlanOwed>()
        .AddSingleton<PlanTurn>()
        .AddSingleton<MakeMatch>()
        .AddSingleton<MatchOne>()
        .AddSingleton<WaitingList>()
        .AddSingleton<EarlierHelp>()
        .AddSingleton(new OutboxTable(TableNames.Requests, RequestKeys.Partitions))
        .AddSingleton(new OutboxTable(TableNames.Coaches, [CoachesTable.Partition]));

    private static (string Name, object? Value)[] IntroductionPreview =>
        [(nameof(IntroductionToCoach.Request), PreviewData.Request), (nameof(IntroductionToCoach.Match), PreviewData.Match), (nameof(IntroductionToCoach.Coach), PreviewData.Coach)];
}
