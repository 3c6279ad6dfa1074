using Arl.Functions.Hosting;
using Arl.Pages.Emails;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

public static class MailServices
{
    /// <summary>The mailer that <c>Mail:Provider</c> chooses, unless the host has registered its own before.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsCheck>());
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).CheckAtStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SuppressionList>();
        services.TryAddSingleton<UnsubscribeLinks>();
        services.TryAddSingleton<MailAttachments>();
        services.TryAddSingleton<EmailOutbox>();
        services.TryAddSingleton<MailGate>();
        services.TryAddSingleton<KeptMail>();
        services.TryAddSingleton<EmailGallery>();
        services.TryAddSingleton<EmailLog>();
        services.TryAddSingleton<Unsubscribing>();
        services.TryAddSingleton<SendGridSignature>();
        services.TryAddSingleton<MailFates>();
        services.TryAddSingleton<MailEventLog>();
        services.AddHostedService<NoWebhookNotice>();
        services.AddSingleton<EmailRenderer>().AddSingleton<OutgoingMail>();
        services.AddHttpClient(SendGridMailer.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan) // the mailer has a limit of its own
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = SendGridMailer.ConnectLimit, AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        services.TryAddSingleton<IMailer>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Chosen switch
        {
            MailProvider.SendGrid => ActivatorUtilities.CreateInstance<SendGridMailer>(provider),
            _ => ActivatorUtilities.CreateInstance<SmtpMailer>(provider),
        });
        return services;
    }
}
