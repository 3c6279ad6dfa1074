using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Pages.Engagements;

namespace Arl.Functions.Engagements;

/// <summary>The emails from the match to the outcome, for the gallery.</summary>
internal static class EngagementPreviews
{
    private const string Request = "Request", Match = "Match", Coach = "Coach", To = "To", StatusUrl = "StatusUrl", FormUrl = "FormUrl";

    private static readonly DateOnly s_monday = new(2026, 11, 23);

    private static readonly (string, object?) s_request = (Request, PreviewData.Request), s_match = (Match, PreviewData.Match), s_coach = (Coach, PreviewData.Coach);

    public static void Add(EmailPreviews previews) => previews
        .AddEmailPreview<ReminderEmail>("reminder", EmailReader.Coach, "Are you in touch with Mesa Verde Elementary?", (Request, s_introduced), s_coach,
            (nameof(ReminderEmail.Accept), PreviewData.Actions.Accept), (nameof(ReminderEmail.Decline), PreviewData.Actions.Decline), (nameof(ReminderEmail.ToldOn), s_monday), (nameof(ReminderEmail.NextCoachOn), s_monday.AddDays(7)))
        .AddEmailPreview<SilenceEmail>("silence", EmailReader.Coach, "Another coach will help Mesa Verde Elementary", s_request, s_match, (nameof(SilenceEmail.Introduced), true))
        .AddEmailPreview<TakenByStaffEmail>("taken-by-staff", EmailReader.Coach, "You need do nothing more for Mesa Verde Elementary", s_request, s_coach)
        .AddEmailPreview<NewCoachEmail>("new-coach", EmailReader.School, "We are finding you another coach", s_request, s_match, (StatusUrl, PreviewData.StatusUrl))
        .InSpanish("Estamos buscándole otro coach educativo")
        .AddEmailPreview<MergedEmail>("merged", EmailReader.School, "Your request goes on", (Request, PreviewData.Request with { State = RequestState.Withdrawn, MergedInto = Reference.Create(4, 99) }))
        .InSpanish("Su solicitud continúa")
        .AddEmailPreview<WithdrawnEmail>("withdrawn", EmailReader.Coach, "Mesa Verde Elementary has withdrawn its request", s_request, s_match)
        .AddEmailPreview<ContactChangedEmail>("contact-changed", EmailReader.School, "The contact was changed", (nameof(ContactChangedEmail.Reference), PreviewData.Request.Reference), (nameof(ContactChangedEmail.On), s_monday))
        .InSpanish("Cambió el contacto de la solicitud")
        .AddEmailPreview<FreshLinkEmail>("fresh-link", EmailReader.Coach, "Your fresh link", (nameof(FreshLinkEmail.Reference), PreviewData.Request.Reference), (nameof(FreshLinkEmail.Label), "We have met"),
            (nameof(FreshLinkEmail.Url), PreviewData.Actions.Met), (nameof(FreshLinkEmail.PageUrl), PreviewData.Actions.Page), (nameof(FreshLinkEmail.Until), s_monday.AddDays(13)))
        .AddEmailPreview<FreshLinkEmail>("fresh-link-to-school", EmailReader.School, "Your fresh link", (nameof(FreshLinkEmail.Reference), PreviewData.Request.Reference), (nameof(FreshLinkEmail.Label), "Tell us how it goes"),
            (nameof(FreshLinkEmail.Url), PreviewData.Actions.Met), (nameof(FreshLinkEmail.PageUrl), null), (nameof(FreshLinkEmail.Until), s_monday.AddDays(13)))
        .InSpanish("Su nuevo enlace", (nameof(FreshLinkEmail.Label), "Cuéntenos cómo va"))
        .AddForBoth<CheckInEmail>("check-in", "How is the coaching going?", "¿Cómo va el coaching?", (nameof(CheckInEmail.Answer), PreviewData.Actions.Met), (nameof(CheckInEmail.Page), PreviewData.StatusUrl), (nameof(CheckInEmail.IntroducedOn), s_monday.AddDays(-30)))
        .AddForBoth<QuietNoticeEmail>("quiet-notice", "Are you still working together?", "¿Siguen trabajando juntos?", (nameof(QuietNoticeEmail.KeepOpen), PreviewData.Actions.Accept), (nameof(QuietNoticeEmail.HeardOn), s_monday.AddDays(-106)), (nameof(QuietNoticeEmail.ClosesOn), s_monday.AddDays(14)))
        .AddForBoth<QuietEndEmail>("quiet-end", "Your coaching is closed", "Su coaching se cerró", (FormUrl, PreviewData.StaffUrl))
        .AddEmailPreview<ClosedEmail>("closed", EmailReader.School, "Your coaching is complete", s_request, s_match, (FormUrl, PreviewData.StaffUrl))
        .InSpanish("Su coaching ha terminado");

    private static readonly CoachingRequest s_introduced = PreviewData.Request with { State = RequestState.Introduced };

    private static EmailPreviews AddForBoth<TEmail>(this EmailPreviews previews, string kind, string subject, string inSpanish, params (string, object?)[] parameters) where TEmail : Microsoft.AspNetCore.Components.IComponent => previews
        .AddEmailPreview<TEmail>(kind + "-to-school", EmailReader.School, subject, [s_request, s_match, (To, Side.School), .. parameters])
        .InSpanish(inSpanish)
        .AddEmailPreview<TEmail>(kind + "-to-coach", EmailReader.Coach, subject, [s_request, s_match, (To, Side.Coach), .. parameters]);
}
