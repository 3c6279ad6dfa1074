using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Imports;
using Arl.Functions.Mail;
using Arl.Functions.Reach.Check;
using Arl.Functions.Reach.Equity;
using Arl.Functions.Reach.Public;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Reach.Served;
using Arl.Functions.Storage;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Reports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Reach;

/// <summary>Reach: counting, reporting, loading the past.</summary>
public static class ReachServices
{
    public static IServiceCollection AddReach(this IServiceCollection services, IConfiguration configuration)
    {
        PublishOptions.Add(services, configuration);
        ReachOptions.Add(services, configuration);
        return services
            .AddSingleton<ReachTable>()
            .AddSingleton<ReachRecount>()
            .AddSingleton<ReachBackdrops>()
            .AddSingleton<AnnualReports>()
            .AddSingleton<PublishedReach>()
            .AddSingleton<PublicReachCache>()
            .AddSingleton<PublishSoon>()
            .AddSingleton<PublicReachDesk>()
            .AddSingleton<ReachRecords>()
            .AddSingleton<ReachRepair>()
            .AddSingleton<ReachCheckLog>()
            .AddSingleton<ReachChecker>()
            .AddSingleton<EquityDesk>()
            .AddSingleton<StaffReachDesk>()
            .AddSingleton<ReportLedger>()
            .AddSingleton<ReportContent>()
            .AddSingleton<ReachReporter>()
            .AddSingleton<ReachReportDesk>()
            .AddSingleton<ReachReportEmails>()
            .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<ReachReportEmails>())
            .AddEmailPreviews(previews => previews.AddEmailPreview<ReachReportEmail>("reach-report", EmailReader.Staff, ReachLines.Subject(PreviewData.Report), () => ReachCharts.Of(PreviewData.Report, Enum.GetValues<ReachSection>()), (nameof(ReachReportEmail.Report), PreviewData.Report), (nameof(ReachReportEmail.Zone), PreviewData.Zone), (nameof(ReachReportEmail.StaffUrl), PreviewData.StaffUrl)))
            .AddImportKind<ServedImport>(ServedImport.Name)
            .AddSingleton(new OutboxTable(TableNames.ReachReports, [ReportLedger.Partition]));
    }
}
