using Arl.Functions.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class MailOptionsTests
{
    private static readonly Dictionary<string, string?> s_smtp = new()
    {
        ["Provider"] = "Smtp",
        ["From"] = "network@arl.example",
        ["Smtp:Host"] = "smtp.example.org",
    };

    private static readonly Dictionary<string, string?> s_sendGrid = new()
    {
        ["Provider"] = "SendGrid",
        ["From"] = "network@arl.example",
        ["SendGrid:ApiKey"] = "SG.key",
    };

    [Theory]
    [InlineData("Provider", null, "Set Mail:Provider to SendGrid or to Smtp")]
    [InlineData("Provider", "Pigeon", "Set Mail:Provider to SendGrid or to Smtp")]
    [InlineData("Provider", "1", "Set Mail:Provider to SendGrid or to Smtp")]
    [InlineData("From", null, "Set Mail:From to the address that emails come from")]
    [InlineData("From", "the network", "Set Mail:From to the address that emails come from")]
    [InlineData("FromName", " ", "Set Mail:FromName to the name that readers see")]
    [InlineData("FromName", "ARL\r\nBcc: x", "Set Mail:FromName to the name that readers see")]
    [InlineData("Smtp:Host", null, "Set Mail:Smtp:Host to the name of the mail server")]
    [InlineData("Smtp:Host", "smtp.example.org:25", "Set Mail:Smtp:Host to the name of the mail server")]
    [InlineData("Smtp:Port", "0", "Set Mail:Smtp:Port to the mail server's port")]
    [InlineData("Smtp:Security", "Tls", "Set Mail:Smtp:Security to StartTls, SslOnConnect or None.")]
    [InlineData("RedirectTo", "the tester", "Set Mail:RedirectTo to the one address that gets every email of a test site")]
    [InlineData("RedirectTo", "a@arl.example;b@arl.example", "Set Mail:RedirectTo to the one address that gets every email of a test site")]
    [InlineData("AllowedRecipients", "arl.example;the tester", "Set Mail:AllowedRecipients to the addresses and domains")]
    [InlineData("AllowedRecipients", " ; ", "Set Mail:AllowedRecipients to the addresses and domains")]
    [InlineData("Smtp:Password", "secret", "Set both Mail:Smtp:User and Mail:Smtp:Password, or neither.")]
    public void A_setting_of_SMTP_that_is_missing_or_wrong_stops_the_start_with_what_to_set(string name, string? value, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<OptionsValidationException>(() => Start(s_smtp, (name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SendGrid:ApiKey", null, "Set Mail:SendGrid:ApiKey to a SendGrid API key that may send mail")]
    [InlineData("SendGrid:ApiKey", "SG.key\n", "Set Mail:SendGrid:ApiKey to a SendGrid API key that may send mail")]
    [InlineData("SendGrid:Host", "api.sendgrid.com", "Set Mail:SendGrid:Host to an https address")]
    [InlineData("SendGrid:Host", "http://api.sendgrid.com", "Set Mail:SendGrid:Host to an https address")]
    public void A_setting_of_SendGrid_that_is_missing_or_wrong_stops_the_start_with_what_to_set(string name, string? value, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<OptionsValidationException>(() => Start(s_sendGrid, (name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_test_site_whose_one_reader_it_may_not_write_to_does_not_start() =>
        Assert.Contains("as they are no email could leave", Assert.Throws<OptionsValidationException>(() => Start(s_smtp, ("RedirectTo", "tester@other.example"), ("AllowedRecipients", "arl.example"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_password_is_never_sent_where_others_can_read_it()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Start(s_smtp, ("Smtp:User", "arl"), ("Smtp:Password", "secret")));

        Assert.Equal("Set Mail:Smtp:Security to StartTls or SslOnConnect: without it anyone on the way reads Mail:Smtp:Password.", fault.Message);
    }

    [Theory]
    [InlineData("08:00", "18:00"), InlineData("8:00", "18:00:00"), InlineData(" 8 AM", "6 PM")]
    public void Hours_of_reminders_are_read_however_a_time_is_written(string to, string from) =>
        Assert.Equal(new(new(18, 0), new(8, 0)), new MailOptions { QuietTo = to, QuietFrom = from }.Quiet);

    [Theory]
    [InlineData("08:00", "soon"), InlineData("25:00", "18:00"), InlineData("18:00", "08:00"), InlineData("08:00", "08:00")]
    public void Hours_of_reminders_that_are_none_stop_the_start(string to, string from) =>
        Assert.Contains("Set Mail:QuietTo and Mail:QuietFrom to two times", Assert.Throws<OptionsValidationException>(() => Start(s_smtp, ("QuietTo", to), ("QuietFrom", from))).Message, StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_missing_is_said_at_once() =>
        Assert.Equal(2, Assert.Throws<OptionsValidationException>(() => Start([])).Failures.Count());

    [Fact]
    public void The_provider_that_is_set_takes_the_mail()
    {
        Assert.IsType<SmtpMailer>(Start(s_smtp, ("Smtp:Security", "starttls")));
        Assert.IsType<SendGridMailer>(Start(s_sendGrid));
    }

    [Fact]
    public void A_host_that_brings_a_mailer_of_its_own_keeps_it()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IMailer, NoMailer>();

        services.AddMail(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());

        Assert.Equal(typeof(NoMailer), Assert.Single(services, service => service.ServiceType == typeof(IMailer)).ImplementationType);
    }

    private static IMailer Start(Dictionary<string, string?> settings, params (string Name, string? Value)[] changes)
    {
        var all = settings.ToDictionary(setting => "Mail:" + setting.Key, setting => setting.Value);
        foreach (var (name, value) in changes)
            if (value is null)
                all.Remove("Mail:" + name);
            else
                all["Mail:" + name] = value;
        using var app = SomeMail.App(all);
        app.GetRequiredService<IStartupValidator>().Validate();
        return app.GetRequiredService<IMailer>();
    }

    private sealed class NoMailer : IMailer
    {
        public Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel) => throw new NotSupportedException();
    }
}
