using System.Globalization;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Over HTTP, against a server that behaves as SendGrid's v3 API.</summary>
public sealed class SendGridMailerTests : IAsyncLifetime
{
    private static readonly MailToSend s_mail = SomeMail.To("reader@inbox.example");
    private SendGridServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SendGridServer.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_mail_that_was_taken_keeps_the_id_that_SendGrid_gave_it() =>
        Assert.Equal(new MailOutcome.Accepted("sg-1"), await Send(s_mail));

    [Fact]
    public async Task The_mail_says_all_that_it_must()
    {
        await Send(SomeMail.To("one@inbox.example", "two@inbox.example", "ONE@inbox.example"));

        var mail = _server.Mails.Single();
        Assert.Equal("""{"name":"ARL Coaching Network","email":"network@arl.example"}""", mail["from"]!.ToJsonString());
        Assert.Equal("""{"email":"ana.lucero@mesaschools.example"}""", mail["reply_to"]!.ToJsonString());
        Assert.Equal("""[{"to":[{"email":"one@inbox.example"},{"email":"two@inbox.example"}]}]""", mail["personalizations"]!.ToJsonString());
        Assert.Equal(s_mail.Subject, (string?)mail["subject"]);
        Assert.Equal(["text/plain", "text/html"], mail["content"]!.AsArray().Select(form => (string?)form!["type"]));
        Assert.Equal([s_mail.Text, s_mail.Html], mail["content"]!.AsArray().Select(form => (string?)form!["value"]));
    }

    [Fact]
    public async Task SendGrid_knows_the_mail_by_our_id_and_mailboxes_know_it_by_its_Message_ID()
    {
        await Send(s_mail);

        Assert.Equal(s_mail.Id, (string?)_server.Mails.Single()["custom_args"]!["arl_id"]);
        Assert.Equal($"<{s_mail.Id}@arl.example>", (string?)_server.Mails.Single()["headers"]!["Message-ID"]);
    }

    [Fact]
    public async Task SendGrid_keeps_ids_of_ours_and_the_kind_of_mail_and_nothing_of_a_person()
    {
        await Send(s_mail with { Owner = "request", Kind = "coach" });

        Assert.Equal("""{"arl_id":"ARL-7K3F-9QZ2_email_introduction-1_coach","arl_owner":"request"}""", _server.Mails.Single()["custom_args"]!.ToJsonString());
        Assert.Equal("""["coach"]""", _server.Mails.Single()["categories"]!.ToJsonString());
    }

    [Fact]
    public async Task A_mail_that_its_reader_can_do_without_can_be_unsubscribed_from_with_one_click()
    {
        await Send(s_mail with { Unsubscribe = new("https://help.arl.example/unsubscribe/abc") });

        var headers = _server.Mails.Single()["headers"]!;
        Assert.Equal(("<https://help.arl.example/unsubscribe/abc>", "List-Unsubscribe=One-Click"), ((string?)headers["List-Unsubscribe"], (string?)headers["List-Unsubscribe-Post"]));
    }

    [Fact]
    public async Task Nobody_is_watched_opening_or_clicking()
    {
        await Send(s_mail);

        var tracking = _server.Mails.Single()["tracking_settings"]!;
        Assert.Equal((false, false, false), ((bool)tracking["click_tracking"]!["enable"]!, (bool)tracking["click_tracking"]!["enable_text"]!, (bool)tracking["open_tracking"]!["enable"]!));
    }

    [Fact]
    public async Task Accents_emoji_and_other_scripts_arrive_as_they_were_written()
    {
        const string Words = "José Nuñez grüßt 学校 👩🏽‍🏫 — „Łódź“ <b>\"quoted\"</b>\r\nsecond line";

        await Send(s_mail with { Subject = Words, Text = Words });

        Assert.Equal((Words, Words), ((string?)_server.Mails.Single()["subject"], (string?)_server.Mails.Single()["content"]![0]!["value"]));
    }

    [Fact]
    public async Task A_mail_that_breaks_the_rules_is_refused_with_the_fields_and_no_addresses() =>
        Assert.Equal(new MailOutcome.Refused("SendGrid answered 400 to subject, custom_args."), await Send(s_mail with { Subject = "", Id = new('x', 11_000) }));

    [Theory]
    [InlineData(SendGridMood.RefuseNamingAReader, "SendGrid answered 400 to content."), InlineData(SendGridMood.RefuseTheReader, "SendGrid answered 400 to personalizations.0.to.0.email: it does not take this address."),
     InlineData(SendGridMood.RefuseInHtml, "SendGrid answered 400, without the list of errors it documents.")]
    public async Task However_it_says_no_the_reason_names_no_reader(SendGridMood mood, string reason)
    {
        _server.Next(mood);

        Assert.Equal(new MailOutcome.Refused(reason), await Send(s_mail));
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_refused()
    {
        _server.SizeLimit = 10_000;

        Assert.Equal(new MailOutcome.Refused("SendGrid answered 413."), await Send(s_mail with { Html = new('x', 10_000) }));
    }

    [Fact]
    public async Task With_a_key_that_is_not_accepted_the_mail_waits_and_the_reason_names_the_setting()
    {
        var outcome = Assert.IsType<MailOutcome.NotNow>(await SomeMail.Send(new Dictionary<string, string?>(_server.Settings) { ["Mail:SendGrid:ApiKey"] = "SG.old" }, s_mail));

        Assert.Contains("does not accept our key", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("Mail:SendGrid:ApiKey", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("SG.old", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", 17), InlineData("0", 0), InlineData(null, null), InlineData("soon", null)]
    public async Task Too_many_mails_at_once_wait_as_long_as_SendGrid_says(string? retryAfter, int? seconds)
    {
        _server.Next(SendGridMood.TooManyRequests, retryAfter);

        Assert.Equal(new MailOutcome.NotNow("SendGrid answered 429.", seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), await Send(s_mail));
    }

    [Theory]
    [InlineData(90, 90), InlineData(-90, 0)]
    public async Task They_wait_until_the_time_that_SendGrid_says(int inSeconds, int seconds)
    {
        var clock = new FakeTimeProvider(Some.Moment);
        _server.Next(SendGridMood.TooManyRequests, Some.Moment.AddSeconds(inSeconds).ToString("R", CultureInfo.InvariantCulture));

        Assert.Equal(new MailOutcome.NotNow("SendGrid answered 429.", TimeSpan.FromSeconds(seconds)), await SomeMail.Send(_server.Settings, s_mail, clock));
    }

    [Fact]
    public async Task When_SendGrid_is_broken_the_mail_waits_and_is_tried_only_once()
    {
        _server.Next(SendGridMood.Broken);

        Assert.Equal(new MailOutcome.NotNow("SendGrid answered 500."), await Send(s_mail));
        Assert.Equal(1, _server.Requests);
    }

    [Theory]
    [InlineData(400, typeof(MailOutcome.Refused)), InlineData(404, typeof(MailOutcome.Refused)), InlineData(405, typeof(MailOutcome.Refused)), InlineData(413, typeof(MailOutcome.Refused))]
    [InlineData(415, typeof(MailOutcome.Refused)), InlineData(422, typeof(MailOutcome.Refused)), InlineData(499, typeof(MailOutcome.Refused))]
    [InlineData(408, typeof(MailOutcome.NotNow)), InlineData(429, typeof(MailOutcome.NotNow)), InlineData(500, typeof(MailOutcome.NotNow)), InlineData(502, typeof(MailOutcome.NotNow)), InlineData(503, typeof(MailOutcome.NotNow))]
    [InlineData(504, typeof(MailOutcome.InDoubt))]
    [InlineData(401, typeof(MailOutcome.NotNow)), InlineData(403, typeof(MailOutcome.NotNow))] // A fault of our settings, not of the mail: decision 10.
    public async Task A_mail_that_is_itself_at_fault_is_never_tried_again_and_one_that_met_a_busy_or_broken_provider_is(int status, Type outcome)
    {
        _server.NextStatus(status);

        Assert.IsType(outcome, await Send(s_mail));
        Assert.Equal(1, _server.Requests);
    }

    [Theory]
    [InlineData(SendGridMood.DropBeforeBody), InlineData(SendGridMood.DropAfterBody)]
    public async Task A_line_that_breaks_leaves_the_mail_in_doubt_and_it_is_tried_only_once(SendGridMood mood)
    {
        await using var app = SomeMail.App(_server.Settings);
        var mailer = app.GetRequiredService<IMailer>();
        await mailer.Send(s_mail, TestContext.Current.CancellationToken); // so that the next one goes over a connection that is open
        _server.Next(mood);

        Assert.IsType<MailOutcome.InDoubt>(await mailer.Send(s_mail, TestContext.Current.CancellationToken));
        Assert.Equal(2, _server.Requests);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_waited_for_15_seconds_even_if_we_stop()
    {
        _server.Next(SendGridMood.NoAnswer);
        var clock = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        var sending = SomeMail.Send(_server.Settings, s_mail, clock, stop.Token);
        await _server.HasFallenSilent;

        await stop.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(new MailOutcome.InDoubt("SendGrid did not answer within 15 seconds."), await sending);
    }

    [Fact]
    public async Task After_a_stop_of_ours_no_mail_is_begun()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SomeMail.Send(_server.Settings, s_mail, stop: stopped.Token));
        Assert.Equal(0, _server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "ConnectionError"), InlineData("https://sendgrid.nowhere.invalid:{0}", "NameResolutionError")]
    public async Task When_SendGrid_cannot_be_reached_the_mail_waits(string host, string why)
    {
        var settings = new Dictionary<string, string?>(_server.Settings) { ["Mail:SendGrid:Host"] = string.Format(CultureInfo.InvariantCulture, host, Azurite.FreePort()) };

        Assert.Equal(new MailOutcome.NotNow($"SendGrid could not be reached ({why})."), await SomeMail.Send(settings, s_mail));
    }

    [Fact]
    public async Task When_the_network_swallows_the_connection_the_mail_waits_and_is_not_in_doubt()
    {
        await using var app = SomeMail.App(_server.Settings, more: services => services.AddHttpClient(SendGridMailer.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            ConnectCallback = async (_, end) =>
            {
                await Task.Delay(Timeout.Infinite, end);
                return Stream.Null;
            },
        }));

        Assert.IsType<MailOutcome.NotNow>(await app.GetRequiredService<IMailer>().Send(s_mail, TestContext.Current.CancellationToken));
    }

    private Task<MailOutcome> Send(MailToSend mail) => SomeMail.Send(_server.Settings, mail);
}
