using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Domain.Matching;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Pages.Emails;
using Arl.Pages.Introductions;
using Arl.Pages.LearningCalls;
using Arl.Tests.Support;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Every kind of email in the gallery, filled with what people may type, over both mailers. A new email is held to this by its preview.</summary>
public sealed class EveryEmailTests
{
    private static readonly string[] s_hostile =
    [
        "x\r\nBcc: everyone@mesaschools.example", "x\nSubject: other", "x\r\n\r\n<h1>body</h1>", "=?utf-8?q?=0D=0ABcc:_x=40y.example?=", "=?utf-8?b?PGI+eDwvYj4=?=", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "x\u202Egnp.exe", "x\u2066\u2067y", "x\u2028y", "x\0y\u0001\u0004z", "a@b.example, c@d.example", "-->]]><!--", UnsubscribeMark.Address, $"href=\"{UnsubscribeMark.Address}\"",
    ];

    public static IEnumerable<TheoryDataRow<string>> Hostile => s_hostile.Select(words => new TheoryDataRow<string>(words));

    [Theory, MemberData(nameof(Hostile))]
    public async Task Nothing_typed_becomes_HTML_in_any_email(string typed)
    {
        foreach (var preview in await Previews())
        {
            var (harmless, hostile) = (await Rendered(preview, "x"), await Rendered(preview, typed));

            Assert.Equal(Skeleton(harmless.Html), Skeleton(hostile.Html));
            Assert.Equal(harmless.Transactional, hostile.Transactional);
            Assert.DoesNotContain(hostile.Text + hostile.Subject, c => (char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028');
        }
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task By_SMTP_no_email_gets_another_header_reader_or_part_than_it_should(string typed)
    {
        var mailer = new SmtpMailer(Options.Create(new MailOptions { From = "network@arl.example", FromName = "ARL" }), TimeProvider.System);
        foreach (var preview in await Previews())
        {
            var email = await Rendered(preview, typed);
            using var message = mailer.Message(MailOf(preview, email));
            using var bytes = new MemoryStream();
            await message.WriteToAsync(bytes, TestContext.Current.CancellationToken);

            var mail = ReceivedMail.From(bytes.ToArray());

            Assert.Equal(["Content-Type", "Date", "From", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"], mail.Fields.Order(StringComparer.Ordinal));
            Assert.Equal((email.Subject, "reader@inbox.example"), (mail.Message.Subject, mail.Message.To.ToString()));
            Assert.Equal(email.Text.ReplaceLineEndings("\n").TrimEnd(), mail.Text.ReplaceLineEndings("\n").TrimEnd());
        }
    }

    [Fact]
    public async Task By_SendGrid_no_email_gets_one_either()
    {
        await using var server = await SendGridServer.Start();
        await using var app = SomeMail.App(server.Settings);
        foreach (var preview in await Previews())
            foreach (var typed in s_hostile)
            {
                var email = await Rendered(preview, typed);
                Assert.IsType<MailOutcome.Accepted>(await app.GetRequiredService<IMailer>().Send(MailOf(preview, email), TestContext.Current.CancellationToken));

                var mail = server.Mails[^1];
                Assert.Equal("""[{"to":[{"email":"reader@inbox.example"}]}]""", mail["personalizations"]!.ToJsonString());
                Assert.Equal((email.Subject, email.Text), ((string?)mail["subject"], (string?)mail["content"]![0]!["value"]));
                Assert.Equal(["List-Unsubscribe", "List-Unsubscribe-Post", "Message-ID"], mail["headers"]!.AsObject().Select(header => header.Key).Order(StringComparer.Ordinal));
                Assert.Equal(["arl_id", "arl_owner"], mail["custom_args"]!.AsObject().Select(arg => arg.Key).Order(StringComparer.Ordinal));
            }
    }

    [Fact]
    public void No_text_is_an_address_that_adds_a_reader_or_a_header()
    {
        var mailer = new SmtpMailer(Options.Create(new MailOptions { From = "network@arl.example" }), TimeProvider.System);
        foreach (var text in s_hostile.SelectMany(typed => (string[])[typed, typed + "@inbox.example", "a@" + typed, "a@inbox.example" + typed, $"{typed} <a@inbox.example>"]))
        {
            if (!Arl.Domain.EmailAddress.TryParse(text, out var address))
                continue;
            using var message = mailer.Message(SomeMail.To(address.Value));
            using var bytes = new MemoryStream();
            message.WriteTo(bytes, TestContext.Current.CancellationToken);

            var mail = ReceivedMail.From(bytes.ToArray());

            Assert.Equal(address.Value, Assert.Single(mail.Message.To.Mailboxes).Address);
            Assert.Equal(["Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"], mail.Fields.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The form would carry anybody's message to anybody: the address on it is not known to be the writer's.</summary>
    [Fact]
    public async Task To_an_address_that_nobody_has_confirmed_goes_nothing_that_was_typed_freely()
    {
        var typed = PreviewData.Request with
        {
            Goals = "buy-these-goals",
            Contact = PreviewData.Request.Contact with { Name = "Visit http://buy-this-name.example now", Role = "buy-this-role", Phone = "buy-this-phone" },
            Place = PreviewData.Request.Place with { Kind = PlaceKind.TypedSchool, Name = "buy-this-school", City = "buy-this-city", DistrictName = "buy-this-district" },
        };

        foreach (var preview in (await Previews()).Where(preview => preview.Reader == EmailReader.School))
        {
            var email = await Render(preview, preview.Subject, value => value is CoachingRequest shown ? typed with { State = shown.State, MergedInto = shown.MergedInto } : value);
            Assert.DoesNotContain("buy-th", email.Subject + email.Html + email.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Neither_does_it_go_there_by_the_whole_way_from_the_form_to_the_introduction()
    {
        await using var site = await Web.Site.Start();
        await site.Network.Coaches.Import([Some.Coach], TestContext.Current.CancellationToken);
        var request = Web.SomeJson.Request;
        request.Remove("schoolId");
        request["school"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "buy-this-school", ["city"] = "buy-this-city", ["state"] = "NM" };
        request["goals"] = "buy-these-goals";
        (request["contact"]!["name"], request["contact"]!["role"]) = ("buy-this-name at http://evil.example", "buy-this-role");

        Assert.NotNull((await site.Post(request)).Reference);
        await site.Network.Settle();

        var toSchool = site.Network.Mailer.Sent.Where(mail => mail.To.Any(reader => reader.Value == "ana.lucero@mesaschools.example")).ToList();
        Assert.Equal(2, toSchool.Count);
        Assert.All(toSchool, mail => Assert.DoesNotContain("buy-th", mail.Subject + mail.Html + mail.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("buy-these-goals", site.Network.Mailer.Sent.Except(toSchool).Single().Text, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<EmailPreview>> Previews()
    {
        await using var network = await TestNetwork.Start();
        return [.. network.Get<EmailGallery>().All];
    }

    private static MailToSend MailOf(EmailPreview preview, RenderedEmail email) => SomeMail.To("reader@inbox.example") with
    {
        Subject = email.Subject,
        Html = email.Html,
        Text = email.Text,
        Owner = "request",
        Kind = preview.Kind,
        Unsubscribe = new("https://help.arl.example/unsubscribe/abc"),
    };

    private static Task<RenderedEmail> Rendered(EmailPreview preview, string typed) => Render(preview, preview.Subject + typed, value => Filled(value, typed));

    private static Task<RenderedEmail> Render(EmailPreview preview, string subject, Func<object?, object?> fill) =>
        Emails.Render(preview.Email, preview.Language, subject, preview.Parameters.ToDictionary(parameter => parameter.Key, parameter => fill(parameter.Value)));

    /// <summary>A parameter with this text wherever a person may have typed it, be it on the form or in a file that staff load.</summary>
    private static object? Filled(object? value, string typed) => value switch
    {
        CoachingRequest request => request with
        {
            Goals = typed,
            Contact = request.Contact with { Name = typed, Role = typed, Phone = typed },
            Place = request.Place with { Name = typed, City = typed, DistrictName = typed },
        },
        Coach coach => coach with { Name = typed, Organization = typed },
        CallDigest digest => digest with { Notes = typed, Helped = [typed], Resources = [.. digest.Resources.Select(resource => resource with { Title = typed })] },
        CallLetter letter => letter with { CoachName = typed, Series = letter.Series with { HostName = typed } },
        CallSeries series => series with { HostName = typed },
        Match match => match with { CoachName = typed, Organization = typed },
        ReachReport report => report with
        {
            Waiting = report.Waiting with { Longest = [.. report.Waiting.Longest.Select(waiting => waiting with { Place = typed, Why = typed })] },
            Places = [.. report.Places.Select(places => places with { Organization = typed })],
            Alerts = [.. report.Alerts.Select(alert => alert with { Title = typed })],
        },
        string => typed,
        IReadOnlyList<OfferedResource> offered => offered.Select(resource => resource with { Title = typed }).ToArray(),
        IReadOnlyList<string> lines => lines.Select(_ => typed).ToArray(),
        null or Uri or TimeZoneInfo or Enum or ValueType or Reference or CoachActions or CallChange or LearningCall or IReadOnlyList<LearningCall> => value,
        _ => throw new NotSupportedException($"Say in {nameof(EveryEmailTests)} where a {value.GetType().Name} can hold what people typed."),
    };

    private static string Skeleton(string html) =>
        string.Join(' ', new HtmlParser().ParseDocument(html).All.Where(element => element.LocalName != "br").Select(element => element.LocalName + string.Concat(element.Attributes.Select(attribute => $"[{attribute.Name}={attribute.Value}]"))));
}
