using Arl.Functions.Mail;
using Arl.Tests.Support;
using MimeKit;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Against a real mail server.</summary>
public sealed class SmtpMailerTests(MailDev mailbox)
{
    private static readonly string[] s_fields = ["Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"];

    [Fact]
    public async Task A_mail_arrives_as_text_and_HTML_with_the_network_as_its_sender()
    {
        var reader = MailDev.NewAddress();

        var outcome = await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader));

        Assert.IsType<MailOutcome.Accepted>(outcome);
        var mail = (await mailbox.Received(reader)).Single().Message;
        Assert.Equal("\"ARL Coaching Network\" <network@arl.example>", mail.From.ToString());
        var forms = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "text/html"], forms.Select(form => form.ContentType.MimeType));
        Assert.All(forms, form => Assert.Equal("utf-8", form.ContentType.Charset));
    }

    [Fact]
    public async Task An_answer_goes_to_the_other_and_not_to_the_network()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader));

        Assert.Equal("ana.lucero@mesaschools.example", (await mailbox.Received(reader)).Single().Message.ReplyTo.ToString());
    }

    [Fact]
    public async Task The_same_mail_sent_twice_carries_the_same_Message_ID()
    {
        var reader = MailDev.NewAddress();
        var settings = await mailbox.Settings();

        await SomeMail.Send(settings, SomeMail.To(reader));
        await SomeMail.Send(settings, SomeMail.To(reader));

        Assert.Equal(["ARL-7K3F-9QZ2_email_introduction-1_coach@arl.example"], (await mailbox.Received(reader, 2)).Select(mail => mail.Message.MessageId).Distinct());
    }

    [Fact]
    public async Task Accents_emoji_and_other_scripts_arrive_as_they_were_written()
    {
        const string Words = "José Nuñez grüßt 学校 👩🏽‍🏫 — „Łódź“";
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Subject = Words, Html = $"<p>{Words}</p>", Text = Words });

        var mail = (await mailbox.Received(reader)).Single();
        Assert.Equal((Words, $"<p>{Words}</p>", Words), (mail.Message.Subject, mail.Html, mail.Text));
    }

    [Fact]
    public async Task Long_lines_and_lines_that_are_a_dot_alone_arrive_as_they_were_written()
    {
        var words = $"first\r\n.\r\n..two\r\nFrom here\r\n{new string('x', 3000)}";
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Text = words });

        var mail = (await mailbox.Received(reader)).Single();
        Assert.Equal(words, mail.Text.ReplaceLineEndings("\r\n"));
        Assert.All(mail.Source.Split('\n'), line => Assert.True(line.Length <= 999));
    }

    [Fact]
    public async Task Every_recipient_gets_it_and_an_address_named_twice_gets_it_once()
    {
        var (one, two) = (MailDev.NewAddress(), MailDev.NewAddress());

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(one, two, one.ToUpperInvariant().Replace("INBOX.EXAMPLE", "inbox.example", StringComparison.Ordinal)));

        Assert.Equal(2, (await mailbox.Received(one)).Single().Message.To.Count);
        Assert.Single(await mailbox.Received(two));
    }

    [Fact]
    public async Task A_mail_has_these_header_fields_and_no_others()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader));

        Assert.Equal(s_fields, (await mailbox.Received(reader)).Single().Fields.Except(["Received"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_its_reader_can_do_without_can_be_unsubscribed_from_with_one_click()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Unsubscribe = new("https://help.arl.example/unsubscribe/abc") });

        var headers = (await mailbox.Received(reader)).Single().Message.Headers;
        Assert.Equal(("<https://help.arl.example/unsubscribe/abc>", "List-Unsubscribe=One-Click"), (headers["List-Unsubscribe"], headers["List-Unsubscribe-Post"]));
    }

    [Fact]
    public async Task A_subject_that_would_add_a_header_stays_a_subject()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Subject = "Hello\r\nBcc: everyone@mesaschools.example\r\n\r\n<b>body</b>" });

        var mail = (await mailbox.Received(reader)).Single();
        Assert.Equal(s_fields, mail.Fields.Except(["Received"]).Order(StringComparer.Ordinal));
        Assert.Equal("Hello Jo", mail.Text);
    }

    [Fact]
    public async Task With_no_mail_server_there_the_mail_waits()
    {
        var outcome = await SomeMail.Send(SomeMail.Smtp(Azurite.FreePort()), SomeMail.To("reader@inbox.example"));

        Assert.Equal(new MailOutcome.NotNow("The mail server could not be reached (ConnectionRefused)."), outcome);
    }

    [Fact]
    public async Task With_a_mail_server_that_no_one_knows_the_mail_waits()
    {
        var outcome = await SomeMail.Send(SomeMail.Smtp(25, ("Smtp:Host", "mail.nowhere.invalid")), SomeMail.To("reader@inbox.example"));

        Assert.IsType<MailOutcome.NotNow>(outcome);
    }
}
