using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Pages.LearningCalls;

namespace Arl.Functions.LearningCalls;

/// <summary>The digest of an invented call, for the gallery.</summary>
internal static class DigestPreview
{
    private static readonly LearningCall s_call = new(new(2026, 12, 1), CallState.Planned, new(2026, 12, 1, 20, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 21, 0, 0, TimeSpan.Zero));

    private static readonly CallDigest s_digest = new(
        s_call,
        "Kim showed how her school calls families in the first week, before anything is wrong.\n\nWe agreed to try it in two schools each, and to tell each other in January.",
        [new("r1", "Family nights that work", "/library/open/r1"), new("r2", "A first session by video", "/library/open/r2")],
        ["Kim Alvarez helped Jo Reyes: with a script for the first call home"],
        Came: 14);

    public static void Add(EmailPreviews previews) =>
        previews.AddEmailPreview<CallDigestEmail>("call-digest", EmailReader.Coach, CallDigestEmail.SubjectOf(s_digest, PreviewData.Zone),
            (nameof(CallDigestEmail.Digest), s_digest),
            (nameof(CallDigestEmail.CoachName), PreviewData.Coach.Name),
            (nameof(CallDigestEmail.Zone), PreviewData.Zone),
            (nameof(CallDigestEmail.Site), new Uri("https://help.example.org/")),
            (nameof(CallDigestEmail.Library), new Uri("https://help.example.org/library/jo-reyes/20270301/invented")),
            (nameof(CallDigestEmail.Page), new Uri("https://help.example.org/calls/2026-12-01/jo-reyes/invented")),
            (nameof(CallDigestEmail.Next), s_call with { Date = s_call.Date.AddDays(7), StartsAt = s_call.StartsAt.AddDays(7), EndsAt = s_call.EndsAt.AddDays(7) }),
            (nameof(CallDigestEmail.NextPage), new Uri("https://help.example.org/calls/2026-12-08/jo-reyes/invented")));
}
