using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Pages.Emails;
using Arl.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>What people type is read and never acts.</summary>
public sealed class EmailSafetyTests
{
    private static readonly string[] s_hostile =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"x", "' style='x", "</blockquote></div>", "<a href=\"javascript:x\">", "<!--", "-->", "]]>",
        "&lt;b&gt;", "&#x3C;b>", "&amp;", "\u0001", "\u0002", "\u0004", "\u202E", "\u2028", "\r\nBcc: everyone@mesaschools.example", "\r\n\r\n", "\r", "\n", "\0", "=?utf-8?q?x?=", "👩🏽‍🏫", "é", " ",
    ];

    private static readonly Gen<string> s_typed = Gen.Select(Gen.OneOf(Gen.String, Gen.Int[0, s_hostile.Length - 1].Select(n => s_hostile[n])).Array[0, 12], parts => "x" + string.Concat(parts));

    [Fact]
    public async Task No_text_that_was_typed_becomes_HTML()
    {
        var harmless = await Skeletons("x");

        await s_typed.SampleAsync(async typed => Assert.Equal(harmless, await Skeletons(typed)), iter: 100);
    }

    [Fact]
    public async Task No_text_that_was_typed_leaves_the_place_it_has_in_the_plain_text()
    {
        var harmless = (await Emails.ToCoach(Typed("x"))).Text.Split('\n');

        await s_typed.SampleAsync(async typed =>
        {
            var text = (await Emails.ToCoach(Some.Request with { Goals = typed })).Text;
            Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
            Assert.Equal(Array.FindIndex(harmless, line => line == "Why this match"), Array.FindIndex(WithoutQuote(text), line => line == "Why this match"));
        }, iter: 100);
    }

    [Fact]
    public void No_subject_and_no_name_adds_a_header_or_reaches_the_body() =>
        Gen.Select(s_typed, s_typed).Sample((subject, name) =>
        {
            var options = new MailOptions { From = "network@arl.example", FromName = name };
            using var message = new SmtpMailer(Options.Create(options), TimeProvider.System).Message(SomeMail.To("reader@inbox.example") with { Subject = subject });
            using var bytes = new MemoryStream();
            message.WriteTo(bytes);

            var mail = ReceivedMail.From(bytes.ToArray());

            Assert.Equal(["Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"], mail.Fields.Order(StringComparer.Ordinal));
            Assert.Equal("Hello Jo", mail.Text);
        }, iter: 500);

    [Fact]
    public void No_name_of_a_file_adds_a_header_a_part_or_a_folder() =>
        Gen.Select(s_typed, Gen.OneOf("", "../", "..\\", "x\"; name=\"y", "a%0D%0AB", "=?utf-8?b?QmNj?=")).Sample((typed, more) =>
        {
            var file = new MailAttachment(typed + more, "text/csv", null, new("1,2"));
            using var message = new SmtpMailer(Options.Create(new MailOptions { From = "network@arl.example" }), TimeProvider.System).Message(SomeMail.To("reader@inbox.example") with { Attachments = [file] });
            using var bytes = new MemoryStream();
            message.WriteTo(bytes);

            var mail = ReceivedMail.From(bytes.ToArray());

            var part = (MimePart)Assert.Single(mail.Message.Attachments);
            Assert.Equal(["Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"], mail.Fields.Order(StringComparer.Ordinal));
            Assert.Equal("multipart/mixed(multipart/alternative(text/plain text/html) text/csv)", AttachmentTests.Shape(mail.Message.Body!));
            Assert.Equal(["Content-Disposition", "Content-Transfer-Encoding", "Content-Type"], part.Headers.Select(header => header.Field).Order(StringComparer.Ordinal));
            Assert.Equal(["name", "filename"], part.ContentType.Parameters.Concat(part.ContentDisposition!.Parameters).Select(one => one.Name));
            Assert.Equal(file.Name, part.FileName);
            Assert.DoesNotContain(file.Name, c => char.IsControl(c) || c is '/' or '\\' or ':' or '"' or ';' or (char)0x202E);
        }, iter: 500);

    [Fact]
    public void A_subject_is_one_line_without_control_characters() =>
        s_typed.Sample(typed =>
        {
            var subject = SubjectLine.Clean(typed);

            Assert.InRange(subject.Length, 1, SubjectLine.MaxLength);
            Assert.DoesNotContain(subject, c => char.IsControl(c) || c is (char)0x202E or (char)0x2028);
        }, iter: 500);

    [Fact]
    public void An_id_in_any_words_gives_a_Message_ID_that_every_mailbox_takes() =>
        Gen.Select(s_typed, s_typed).Sample((one, two) =>
        {
            var sender = new MailOptions { From = "network@müller.example" }.Sender;
            var mail = SomeMail.To("reader@inbox.example");
            var (first, second) = (MessageId.For(mail with { Id = one }, sender), MessageId.For(mail with { Id = two }, sender));

            Assert.Matches("^[A-Za-z0-9_=-]+@xn--mller-kva.example$", first);
            Assert.Equal(one == two, first == second);
        }, iter: 500);

    /// <summary>Every element with its attributes, in their order; of a quote's line breaks only that there are any.</summary>
    private static async Task<string> Skeletons(string typed)
    {
        var parser = new HtmlParser();
        var emails = await Emails.All(Typed(typed), Some.Coach with { Name = typed, Organization = typed });
        return string.Join('\n', emails.Select(email => string.Join(' ', parser.ParseDocument(email.Html).All.Where(element => element.LocalName != "br").Select(Tag))));
    }

    private static string Tag(IElement element) =>
        element.LocalName + string.Concat(element.Attributes.Select(attribute => $"[{attribute.Name}={attribute.Value}]"));

    private static CoachingRequest Typed(string typed) => Some.Request with
    {
        Goals = typed,
        Contact = Some.Request.Contact with { Name = typed, Role = typed, Phone = typed },
        Place = Some.Request.Place with { Name = typed, City = typed, DistrictName = typed },
    };

    /// <summary>The lines, with a quote of any length as one.</summary>
    private static string[] WithoutQuote(string text)
    {
        var lines = text.Split('\n');
        return [.. lines.Where((line, n) => !(line.StartsWith('>') && n > 0 && lines[n - 1].StartsWith('>')))];
    }
}
