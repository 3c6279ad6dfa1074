using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.LearningCalls;

/// <summary>The weekly call of the coaches, and what goes around it: its agenda, what coaches ask, the notes and the digest.</summary>
public static class LearningCallServices
{
    public static IServiceCollection AddLearningCalls(this IServiceCollection services) => services
        .AddSingleton<CallsTable>()
        .AddSingleton<CallLinks>()
        .AddSingleton<LearningForReach>()
        .AddSingleton<CallFile>()
        .AddSingleton<CallEmails>()
        .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<CallEmails>())
        .AddSingleton<CallMailings>()
        .AddSingleton<CallReaders>()
        .AddSingleton<CallRun>()
        .AddSingleton<SeriesChanges>()
        .AddSingleton<CallDesk>()
        .AddSingleton<CallTalk>()
        .AddSingleton<CallPapers>()
        .AddSingleton<CallPapersErasure>()
        .AddSingleton<AgendaDesk>()
        .AddSingleton<StaffCallDoor>()
        .AddSingleton<StaffCallDesk>()
        .AddSingleton<StaffAgendaDesk>()
        .AddSingleton<StaffNotesDesk>()
        .AddSingleton<DigestLedger>()
        .AddSingleton<DigestEmails>()
        .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<DigestEmails>())
        .AddSingleton<DigestRun>()
        .AddSingleton(new OutboxTable(TableNames.LearningCalls, [CallsTable.Partition]))
        .AddEmailPreviews(CallPreviews.Add);
}
