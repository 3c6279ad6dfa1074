using System.Security.Cryptography;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Storage;
using Arl.Pages.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arl.Functions.Requests;

/// <summary>How a request comes in, is kept, and is shown to its school.</summary>
internal static class RequestServices
{
    public static IServiceCollection AddRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<DrawNumber>(() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        return services
            .AddGuard(configuration)
            .AddConfirmation(configuration)
            .AddSingleton<FormDesk>()
            .AddSingleton<AcceptRequest>()
            .AddSingleton<EarlierHelp>()
            .AddSingleton<IdempotencyKeys>()
            .AddSingleton<RequestsTable>()
            .AddSingleton<RequestIndex>()
            .AddSingleton<RequestIndexRepair>()
            .AddSingleton<RequestHistories>()
            .AddSingleton(new OutboxTable(TableNames.Requests, RequestKeys.Partitions))
            .AddSingleton<StatusLinks>()
            .AddSingleton<StatusDesk>()
            .AddSingleton<Confirming>()
            .AddEmailPreviews(previews => previews
                .AddEmailPreview<AcknowledgementEmail>("acknowledgement", EmailReader.School, "We have your request ARL-7K3F-9QZ2", (nameof(AcknowledgementEmail.Request), PreviewData.Request), (nameof(AcknowledgementEmail.StatusUrl), PreviewData.StatusUrl))
                .InSpanish("Recibimos su solicitud ARL-7K3F-9QZ2"))
            .AddSingleton<RequestsForReach>()
            .AddSingleton<IServedRequests>(provider => provider.GetRequiredService<RequestsForReach>())
            .AddSingleton<IRequestCounts>(provider => provider.GetRequiredService<RequestsForReach>());
    }
}
