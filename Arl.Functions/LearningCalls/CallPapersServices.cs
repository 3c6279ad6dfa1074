using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Pages.LearningCalls;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.LearningCalls;

/// <summary>What goes around a call: its agenda, what coaches ask, the notes and the digest.</summary>
public static class CallPapersServices
{
    public static IServiceCollection AddCallPapers(this IServiceCollection services) => services
        .AddSingleton<CallPapers>()
        .AddSingleton<CallPapersErasure>()
        .AddSingleton<AgendaDesk>()
        .AddSingleton<CallTalk>()
        .AddSingleton<StaffCallDesk>()
        .AddSingleton<StaffNotesDesk>()
        .AddSingleton<CallReaders>()
        .AddSingleton<DigestLedger>()
        .AddSingleton<DigestEmails>()
        .AddSingleton<DigestRun>()
        .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<DigestEmails>())
        .AddEmailPreviews(DigestPreview.Add);
}
