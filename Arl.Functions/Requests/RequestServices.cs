using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
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
        .AddSingleton<StatusDesk>()
        .AddSingleton<Confirming>()
        .AddSingleton<RequestsTable>()
        .AddSingleton<RequestIndex>()
        .AddSingleton<RequestIndexRepair>()
        .AddSingleton<RequestHistories>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<AcceptRequest>()
        .AddSingleton<FormSearch>()
        .AddEmailPreviews(previews => previews
            .AddEmailPreview<AcknowledgementEmail>("acknowledgement", EmailReader.School, "We have your request ARL-7K3F-9QZ2", (nameof(AcknowledgementEmail.Request), PreviewData.Request), (nameof(AcknowledgementEmail.StatusUrl), PreviewData.StatusUrl))
            .InSpanish("Recibimos su solicitud ARL-7K3F-9QZ2"))
        .AddSingleton<RequestsForReach>()
        .AddSingleton<IServedRequests>(provider => provider.GetRequiredService<RequestsForReach>())
        .AddSingleton<IRequestCounts>(provider => provider.GetRequiredService<RequestsForReach>())
        .AddSingleton<CoachesTable>()
        .AddSingleton<CoachEdits>()
        .AddSingleton<CoachSchools>()
        .AddSingleton<CoachNames>()
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
}
