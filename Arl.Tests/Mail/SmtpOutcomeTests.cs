using Arl.Functions.Mail;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>What each answer of a mail server means for the mail.</summary>
public sealed class SmtpOutcomeTests
{
    private static readonly MailToSend s_mail = SomeMail.To("reader@inbox.example");

    [Fact]
    public async Task A_mail_that_was_taken_keeps_the_number_under_which_the_server_queued_it()
    {
        await using var server = new ScriptedSmtp();

        Assert.Equal(new MailOutcome.Accepted("4711AB"), await Send(server));
        Assert.Equal(1, server.Mails);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 <reader@inbox.example>: no such user", "The mail server answered 550 5.1.1 to a recipient: there is no such address.")]
    [InlineData("RCPT", "553 reader@inbox.example is not local", "The mail server answered 553 to a recipient.")]
    [InlineData("MAIL", "552 5.3.4 message too large", "The mail server answered 552 5.3.4 to the size.")]
    [InlineData("DATA", "554 5.7.1 no", "The mail server answered 554 5.7.1 to the mail.")]
    [InlineData(".", "554 5.7.1 <reader@inbox.example> does not like this", "The mail server answered 554 5.7.1 to the mail.")]
    public async Task A_final_no_to_this_mail_is_final(string command, string reply, string reason)
    {
        await using var server = new ScriptedSmtp((command, reply));

        Assert.Equal(new MailOutcome.Refused(reason), await Send(server));
    }

    [Theory]
    [InlineData("connect", "421 too busy", "The mail server turned us away with 421.")]
    [InlineData("connect", "554 5.7.1 your address is listed", "The mail server turned us away with 554 5.7.1.")]
    [InlineData("MAIL", "451 4.3.0 later", "The mail server answered 451 4.3.0 to the sender (Mail:From).")]
    [InlineData("MAIL", "550 5.7.1 <network@arl.example>: you may not", "The mail server answered 550 5.7.1 to the sender (Mail:From).")]
    [InlineData("RCPT", "450 4.2.0 <reader@inbox.example>: greylisted", "The mail server answered 450 4.2.0 to a recipient.")]
    [InlineData("DATA", "451 4.3.0 later", "The mail server answered 451 4.3.0 to the mail.")]
    [InlineData(".", "452 4.3.1 no room", "The mail server answered 452 4.3.1 to the mail.")]
    public async Task A_no_for_now_or_to_all_our_mail_lets_it_wait(string command, string reply, string reason)
    {
        await using var server = new ScriptedSmtp((command, reply));

        Assert.Equal(new MailOutcome.NotNow(reason), await Send(server));
    }

    [Theory]
    [InlineData("connect"), InlineData("EHLO"), InlineData("MAIL"), InlineData("RCPT"), InlineData("DATA")]
    public async Task A_line_that_breaks_before_the_mail_was_handed_over_lets_it_wait(string command)
    {
        await using var server = new ScriptedSmtp((command, ScriptedSmtp.HangUp));

        Assert.IsType<MailOutcome.NotNow>(await Send(server));
        Assert.Equal(0, server.Mails);
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_mail_was_handed_over_leaves_it_in_doubt()
    {
        await using var server = new ScriptedSmtp((ScriptedSmtp.EndOfMail, ScriptedSmtp.HangUp));

        Assert.Equal(new MailOutcome.InDoubt("The connection to the mail server broke."), await Send(server));
        Assert.Equal(1, server.Mails);
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_its_yes_has_the_mail()
    {
        await using var server = new ScriptedSmtp(("QUIT", ScriptedSmtp.HangUp));

        Assert.IsType<MailOutcome.Accepted>(await Send(server));
    }

    [Theory]
    [InlineData("connect", typeof(MailOutcome.NotNow)), InlineData("RCPT", typeof(MailOutcome.NotNow)), InlineData(ScriptedSmtp.EndOfMail, typeof(MailOutcome.InDoubt))]
    public async Task A_server_that_falls_silent_is_waited_for_15_seconds(string command, Type outcome)
    {
        await using var server = new ScriptedSmtp((command, ScriptedSmtp.Silence));
        var clock = new FakeTimeProvider();
        var sending = SomeMail.Send(SomeMail.Smtp(server.Port), s_mail, clock);
        await server.HasFallenSilent;

        clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.IsType(outcome, await sending);
    }

    [Fact]
    public async Task A_stop_of_ours_ends_a_try_before_the_mail_leaves()
    {
        await using var server = new ScriptedSmtp(("RCPT", ScriptedSmtp.Silence));
        using var stop = new CancellationTokenSource();
        var sending = SomeMail.Send(SomeMail.Smtp(server.Port), s_mail, stop: stop.Token);
        await server.HasFallenSilent;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_stop_of_ours_waits_for_the_answer_once_the_mail_has_left()
    {
        await using var server = new ScriptedSmtp((ScriptedSmtp.EndOfMail, ScriptedSmtp.Silence));
        var clock = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        var sending = SomeMail.Send(SomeMail.Smtp(server.Port), s_mail, clock, stop.Token);
        await server.HasFallenSilent;

        await stop.CancelAsync();
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(15));

        Assert.IsType<MailOutcome.InDoubt>(await sending);
    }

    [Fact]
    public async Task A_sign_in_that_is_not_accepted_lets_the_mail_wait_and_names_the_settings()
    {
        await using var server = new ScriptedSmtp(("EHLO", "250-mail.example\r\n250 AUTH PLAIN LOGIN"), ("AUTH", "535 5.7.8 no"));
        var settings = new MailOptions { From = "network@arl.example", Smtp = new() { Host = "127.0.0.1", Port = server.Port, User = "arl", Password = "secret" } };

        var outcome = await new SmtpMailer(Options.Create(settings), TimeProvider.System).Send(s_mail, TestContext.Current.CancellationToken);

        Assert.Equal(new MailOutcome.NotNow("The mail server does not accept our sign-in (Mail:Smtp:User, Mail:Smtp:Password)."), outcome);
    }

    [Theory]
    [InlineData("StartTls"), InlineData("SslOnConnect")]
    public async Task Without_the_security_that_was_asked_for_nothing_is_sent(string security)
    {
        await using var server = new ScriptedSmtp();

        var outcome = await SomeMail.Send(SomeMail.Smtp(server.Port, ("Smtp:Security", security)), s_mail);

        Assert.IsType<MailOutcome.NotNow>(outcome);
        Assert.Equal(0, server.Mails);
    }

    [Fact]
    public async Task An_address_that_the_server_cannot_write_is_refused()
    {
        await using var server = new ScriptedSmtp();

        var outcome = await SomeMail.Send(SomeMail.Smtp(server.Port), SomeMail.To("josé@inbox.example"));

        Assert.Equal(new MailOutcome.Refused("The mail server does not take addresses with letters beyond ASCII (SMTPUTF8)."), outcome);
    }

    [Fact]
    public async Task An_address_in_any_script_is_written_where_the_server_can()
    {
        await using var server = new ScriptedSmtp(("EHLO", "250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8"));

        var outcome = await SomeMail.Send(SomeMail.Smtp(server.Port), SomeMail.To("josé@inbox.example"));

        Assert.IsType<MailOutcome.Accepted>(outcome);
    }

    private static Task<MailOutcome> Send(ScriptedSmtp server) => SomeMail.Send(SomeMail.Smtp(server.Port), s_mail);
}
