using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Pages.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests;

/// <summary>Who confirms a request before it is matched: settings <c>Requests:…</c>.</summary>
public sealed class ConfirmationOptions
{
    /// <summary>False: nobody has to.</summary>
    public bool ConfirmFreeMail { get; set; } = true;

    /// <summary>Domains beside the kept list, separated by commas, semicolons or spaces.</summary>
    public string FreeMailDomains { get; set; } = "";

    /// <summary>Days without a click after which a request is withdrawn by itself.</summary>
    public int ConfirmWithinDays { get; set; } = ConfirmationRules.Default.Within.Days;

    private string[] More => FreeMailDomains.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public ConfirmationRules Rules => new() { FreeMailConfirms = ConfirmFreeMail, FreeMail = FreeMail.Of([.. FreeMailList.Kept, .. More]), Within = TimeSpan.FromDays(ConfirmWithinDays) };

    internal bool AreDomainsSound => More.All(domain => domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns);
}

internal static class ConfirmationServices
{
    public static IServiceCollection AddConfirmation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConfirmationOptions>().Bind(configuration.GetSection("Requests"))
            .Validate(options => options.ConfirmWithinDays is >= 2 and <= 60, "Set Requests:ConfirmWithinDays to 2 to 60 days that a request from a free-mail address waits for its contact's click.")
            .Validate(options => options.AreDomainsSound, "Set Requests:FreeMailDomains to domains alone, separated by semicolons, for example mail.example;post.example.")
            .CheckAtStart();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<ConfirmationOptions>>().Value.Rules)
            .AddSingleton<AcknowledgementEmails>()
            .AddEmailPreviews(Previews);
    }

    private static void Previews(EmailPreviews previews)
    {
        var day = new DateOnly(2026, 12, 8);
        (string, object?) request = (nameof(ConfirmEmail.Request), PreviewData.Request), confirm = (nameof(ConfirmEmail.Confirm), PreviewData.Actions.Accept), status = (nameof(ConfirmEmail.StatusUrl), PreviewData.StatusUrl), until = (nameof(ConfirmEmail.Until), day);
        previews
            .AddEmailPreview<ConfirmEmail>("confirm", EmailReader.School, "One click is still needed: your request ARL-7K3F-9QZ2", request, confirm, status, until, (nameof(ConfirmEmail.IsReminder), false))
            .InSpanish("Falta solo un clic: su solicitud ARL-7K3F-9QZ2")
            .AddEmailPreview<ConfirmEmail>("confirm-reminder", EmailReader.School, "We are still waiting for one click: your request ARL-7K3F-9QZ2", request, confirm, status, until, (nameof(ConfirmEmail.IsReminder), true))
            .InSpanish("Seguimos esperando un clic: su solicitud ARL-7K3F-9QZ2")
            .AddEmailPreview<NotConfirmedEmail>("not-confirmed", EmailReader.School, "Your request ARL-7K3F-9QZ2 is closed", request, (nameof(NotConfirmedEmail.FormUrl), PreviewData.StaffUrl))
            .InSpanish("Su solicitud ARL-7K3F-9QZ2 se cerró");
    }
}
