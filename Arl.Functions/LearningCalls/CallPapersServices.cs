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
        .AddSingleton<CallErasure>()
        .AddSingleton<AgendaDesk>()
        .AddSingleton<DigestLedger>()
        .AddSingleton<DigestEmails>()
        .AddSingleton<DigestRun>()
        .AddSingleton<IEmailOwner>(provider => provider.GetRequiredService<DigestEmails>())
        .AddEmailPreview<CallDigestEmail>("call-digest", EmailReader.Coach, CallDigestEmail.SubjectOf(Digest, PreviewData.Zone),
            (nameof(CallDigestEmail.Digest), Digest), (nameof(CallDigestEmail.CoachName), PreviewData.Coach.Name), (nameof(CallDigestEmail.Zone), PreviewData.Zone), (nameof(CallDigestEmail.Site), new Uri("https://help.example.org/")),
            (nameof(CallDigestEmail.Library), new Uri("https://help.example.org/library/jo-reyes/20270301/invented")), (nameof(CallDigestEmail.Next), s_call with { Date = s_call.Date.AddDays(7), StartsAt = s_call.StartsAt.AddDays(7) }), (nameof(CallDigestEmail.NextPage), new Uri("https://help.example.org/calls/2026-12-08/jo-reyes/invented")));

    private static readonly LearningCall s_call = new(new(2026, 12, 1), CallState.Planned, new(2026, 12, 1, 20, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 21, 0, 0, TimeSpan.Zero));

    private static CallDigest Digest { get; } = new(
        s_call,
        "Kim showed how her school calls families in the first week, before anything is wrong.\n\nWe agreed to try it in two schools each, and to tell each other in January.",
        [new("r1", "Family nights that work", "/library/open/r1"), new("r2", "A first session by video", "/library/open/r2")],
        ["Kim Alvarez helped Jo Reyes: with a script for the first call home"],
        Came: 14);
}
