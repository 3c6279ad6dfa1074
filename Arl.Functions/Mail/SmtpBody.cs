using MimeKit;

namespace Arl.Functions.Mail;

/// <summary>
/// The parts of a mail: its two forms (multipart/alternative) and as a third what a calendar reads, the HTML with the pictures it shows (multipart/related), all with the files to keep (multipart/mixed).
/// A mail without pictures or files has no more parts than it needs.
/// </summary>
internal static class SmtpBody
{
    public static MimeEntity Of(MailToSend mail)
    {
        var forms = new MultipartAlternative(new TextPart("plain") { Text = mail.Text }, Html(mail));
        foreach (var calendar in mail.Attachments.Where(one => one.CalendarMethod is not null))
            forms.Add(Form(calendar));
        var files = mail.Attachments.Where(one => one.ContentId is null).ToList();
        if (files.Count == 0)
            return forms;
        var mixed = new Multipart("mixed") { forms };
        foreach (var file in files)
            mixed.Add(Part(file, ContentDisposition.Attachment));
        return mixed;
    }

    private static MimeEntity Html(MailToSend mail)
    {
        var html = new TextPart("html") { Text = mail.Html };
        var pictures = mail.Attachments.Where(one => one.ContentId is not null).ToList();
        if (pictures.Count == 0)
            return html;
        var related = new MultipartRelated { Root = html };
        foreach (var picture in pictures)
        {
            var part = Part(picture, ContentDisposition.Inline);
            part.ContentId = picture.ContentId;
            related.Add(part);
        }
        return related;
    }

    private static TextPart Form(MailAttachment calendar)
    {
        var form = new TextPart("calendar") { Text = calendar.Content.ToString(), ContentTransferEncoding = ContentEncoding.Base64 };
        form.ContentType.Parameters.Add("method", calendar.CalendarMethod!);
        return form;
    }

    private static MimePart Part(MailAttachment file, string disposition) => new(file.CalendarMethod is null ? file.MediaType : MailAttachment.CalendarFile)
    {
        Content = new MimeContent(file.Content.ToStream()),
        ContentDisposition = new(disposition),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = file.Name,
    };
}
