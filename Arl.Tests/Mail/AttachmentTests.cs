using System.Text;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using MimeKit;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class AttachmentTests(MailDev mailbox)
{
    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 255, 10, 13];
    private static readonly MailAttachment s_picture = new("growth.png", "image/png", "growth@reach.arl", new(s_png));
    private static readonly MailAttachment s_file = new("schools (all) – 学校.csv", "text/csv", null, new(Encoding.UTF8.GetBytes("school_id,name\r\n1,José\r\n.\r\n")));

    private static readonly MailAttachment s_invitation = new("learning-call.ics", "text/calendar", null, new("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:José\r\nEND:VCALENDAR\r\n")) { CalendarMethod = "REQUEST" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_SMTP_pictures_go_with_the_HTML_and_files_beside_both_forms()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Attachments = [s_picture, s_file] });

        var mail = (await mailbox.Received(reader)).Single();
        Assert.Equal("multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png)) text/csv)", Shape(mail.Message.Body!));
        var picture = mail.Message.BodyParts.OfType<MimePart>().Single(part => part.ContentType.MimeType == "image/png");
        Assert.Equal(("growth@reach.arl", "inline", "growth.png"), (picture.ContentId, picture.ContentDisposition!.Disposition, picture.FileName));
        Assert.Equal(s_png, Bytes(picture));
        var file = Assert.IsType<TextPart>(Assert.Single(mail.Message.Attachments));
        Assert.Equal(("attachment", s_file.Name), (file.ContentDisposition!.Disposition, file.FileName));
        Assert.Equal(s_file.Content.ToArray(), Bytes(file));
    }

    [Fact]
    public async Task By_SMTP_a_picture_alone_needs_no_further_parts()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Attachments = [s_picture] });

        Assert.Equal("multipart/alternative(text/plain multipart/related(text/html image/png))", Shape((await mailbox.Received(reader)).Single().Message.Body!));
    }

    [Fact]
    public async Task By_SendGrid_pictures_are_inline_by_their_id_and_files_are_attached()
    {
        await using var server = await SendGridServer.Start();

        Assert.IsType<MailOutcome.Accepted>(await SomeMail.Send(server.Settings, SomeMail.To("reader@inbox.example") with { Attachments = [s_picture, s_file] }));

        var files = server.Mails.Single()["attachments"]!.AsArray();
        Assert.Equal(["inline growth.png image/png growth@reach.arl", $"attachment {s_file.Name} text/csv "], files.Select(file => $"{file!["disposition"]} {file["filename"]} {file["type"]} {file["content_id"]}"));
        Assert.Equal([Convert.ToBase64String(s_png), Convert.ToBase64String(s_file.Content.ToMemory().Span)], files.Select(file => (string?)file!["content"]));
    }

    [Fact]
    public async Task By_SMTP_an_invitation_is_the_third_form_of_the_mail_and_a_file_beside_it()
    {
        var reader = MailDev.NewAddress();

        await SomeMail.Send(await mailbox.Settings(), SomeMail.To(reader) with { Attachments = [s_invitation] });

        var mail = (await mailbox.Received(reader)).Single();
        Assert.Equal("multipart/mixed(multipart/alternative(text/plain text/html text/calendar) application/ics)", Shape(mail.Message.Body!));
        var form = mail.Message.BodyParts.OfType<TextPart>().Single(part => part.ContentType.MimeType == "text/calendar");
        Assert.Equal(("REQUEST", "utf-8", null), (form.ContentType.Parameters["method"], form.ContentType.Charset, form.ContentDisposition?.Disposition));
        Assert.Equal(s_invitation.Content.ToString(), form.Text.ReplaceLineEndings("\r\n"));
        Assert.Equal(s_invitation.Content.ToArray(), Bytes((MimePart)Assert.Single(mail.Message.Attachments)));
    }

    [Fact]
    public async Task By_SendGrid_too_an_invitation_is_the_third_form_of_the_mail()
    {
        await using var server = await SendGridServer.Start();

        Assert.IsType<MailOutcome.Accepted>(await SomeMail.Send(server.Settings, SomeMail.To("reader@inbox.example") with { Attachments = [s_invitation] }));

        var mail = server.Mails.Single();
        Assert.Equal(["text/plain", "text/html", "text/calendar; method=REQUEST"], mail["content"]!.AsArray().Select(form => (string?)form!["type"]));
        Assert.Equal(s_invitation.Content.ToString(), (string?)mail["content"]![2]!["value"]);
        Assert.Equal("attachment learning-call.ics application/ics", string.Join(' ', mail["attachments"]!.AsArray().Select(file => $"{file!["disposition"]} {file["filename"]} {file["type"]}")));
    }

    [Fact]
    public async Task An_invitation_stands_in_the_email_itself_and_leaves_with_it_unless_it_was_erased()
    {
        var letters = await OwedLetters.Owe(await TestStorage.New());
        await letters.Change("coach", row => row.Inviting(s_invitation));
        await letters.Change("school", row => (row.Invitation, row.InvitationMethod) = ("", "REQUEST"));

        await letters.Send();

        var sent = letters.Mailer.Sent.Single(mail => mail.Id.EndsWith("coach", StringComparison.Ordinal));
        Assert.Equal((s_invitation.Content.ToString(), "REQUEST"), (Assert.Single(sent.Attachments).Content.ToString(), sent.Attachments[0].CalendarMethod));
        Assert.Empty(letters.Mailer.Sent.Single(mail => mail != sent).Attachments);
        Assert.Throws<ArgumentException>(() => new EmailRow().Inviting(s_file));
    }

    [Theory]
    [InlineData("REQUEST; x=y"), InlineData("REQUEST\r\nBcc: a@b.example"), InlineData("request"), InlineData("")]
    public void The_method_of_an_invitation_is_a_word(string method) => Assert.Throws<ArgumentException>(() => new MailAttachment("x.ics", "text/calendar", null, new("BEGIN:VCALENDAR")) { CalendarMethod = method });

    [Fact]
    public void Nothing_but_a_calendar_in_UTF8_is_an_invitation()
    {
        Assert.Throws<ArgumentException>(() => new MailAttachment("x.csv", "text/csv", null, new("1,2")) { CalendarMethod = "REQUEST" });
        Assert.Throws<ArgumentException>(() => new MailAttachment("x.ics", "text/calendar", null, new(s_png)) { CalendarMethod = "REQUEST" });
    }

    [Fact]
    public async Task What_an_email_was_owed_with_leaves_with_it()
    {
        var letters = await OwedLetters.Owe(await TestStorage.New());
        var kept = await letters.Attachments.Keep("ARL-7K3F-9QZ2", [s_picture, s_file], Cancel);
        await letters.Change("coach", row => row.Attachments = MailAttachments.Write(kept));

        await letters.Send();

        var sent = letters.Mailer.Sent.Single(mail => mail.Id.EndsWith("coach", StringComparison.Ordinal));
        Assert.Equal(["growth.png image/png growth@reach.arl", $"{s_file.Name} text/csv "], sent.Attachments.Select(one => $"{one.Name} {one.MediaType} {one.ContentId}"));
        Assert.Equal([s_png, s_file.Content.ToArray()], sent.Attachments.Select(one => one.Content.ToArray()));
        Assert.Empty(letters.Mailer.Sent.Single(mail => mail != sent).Attachments);
    }

    [Fact]
    public async Task An_email_whose_attachment_is_gone_is_a_fault_and_stays_due()
    {
        var letters = await OwedLetters.Owe(await TestStorage.New());
        await letters.Change("coach", row => row.Attachments = MailAttachments.Write([new("nowhere/at-all", "growth.png", "image/png", null)]));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => letters.Send());

        Assert.Equal((404, "Due Due"), (fault.Status, letters.States));
        Assert.Empty(letters.Mailer.Sent);
    }

    [Fact]
    public async Task The_same_attachments_kept_twice_are_kept_apart()
    {
        var attachments = new MailAttachments(MemoryAccount.WithEverything(TimeProvider.System).Open());

        var (one, two) = (await attachments.Keep("weekly-2026-11-23", [s_picture], Cancel), await attachments.Keep("weekly-2026-11-23", [s_picture], Cancel));

        Assert.NotEqual(one[0].Blob, two[0].Blob);
        Assert.Equal(s_png, (await attachments.Load(one, Cancel))[0].Content.ToArray());
    }

    [Fact]
    public async Task More_than_20_MB_in_base64_is_refused_before_it_is_owed()
    {
        var account = MemoryAccount.WithEverything(TimeProvider.System);
        var attachments = new MailAttachments(account.Open());
        static MailAttachment Large(int bytes) => new("large.csv", "text/csv", null, new(new byte[bytes]));
        const int Most = 15_325_341; // × 4/3, and two more characters for each 76

        await attachments.Keep("weekly-2026-11-23", [Large(Most)], Cancel);
        await Assert.ThrowsAsync<ArgumentException>(() => attachments.Keep("weekly-2026-11-30", [Large(Most), Large(3)], Cancel));

        Assert.Single(account.Container(ContainerNames.MailAttachments).All(prefix: null));
    }

    [Fact]
    public void A_page_shows_a_picture_where_the_email_has_it_and_nothing_else_is_touched()
    {
        const string Html = "<p>cid:growth@reach.arl</p><img src=\"cid:growth@reach.arl\" alt=\"x\"><img src=\"cid:other@reach.arl\">";

        Assert.Equal($"<p>cid:growth@reach.arl</p><img src=\"data:image/png;base64,{Convert.ToBase64String(s_png)}\" alt=\"x\"><img src=\"cid:other@reach.arl\">", InlinePictures.Shown(Html, [s_picture, s_file]));
    }

    [Theory]
    [InlineData("text/csv; name=x"), InlineData("text/csv\r\nBcc: a@b.example"), InlineData("csv"), InlineData("")]
    public void A_media_type_is_two_words(string type) => Assert.Throws<ArgumentException>(() => new MailAttachment("x", type, null, BinaryData.Empty));

    [Theory]
    [InlineData("growth"), InlineData("a@b@c"), InlineData("a@b>\r\nBcc: c@d.example"), InlineData("a\"@b"), InlineData("")]
    public void A_content_id_can_act_as_nothing_else(string id) => Assert.Throws<ArgumentException>(() => new MailAttachment("x", "image/png", id, BinaryData.Empty));

    internal static string Shape(MimeEntity entity) => entity is Multipart parts ? $"{parts.ContentType.MimeType}({string.Join(' ', parts.Select(Shape))})" : entity.ContentType.MimeType;

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes, Cancel);
        return bytes.ToArray();
    }
}
