using Arl.Domain.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Those who read plain text read the same words.</summary>
public sealed class PlainTextTests
{
    [Fact]
    public async Task The_line_breaks_of_what_was_typed_are_kept()
    {
        var text = (await Emails.ToCoach(Some.Request with { Goals = "one\r\n\r\ntwo\nthree" })).Text;

        Assert.Contains("\n> one\n>\n> two\n> three\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_of_markup_that_were_typed_are_read_as_typed()
    {
        const string Typed = "5 < 6 & 7 > 6, <b>not bold</b>, &lt;b&gt; \"quoted\" 'O’Neil'";

        var email = await Emails.ToCoach(Some.Request with { Goals = Typed });

        Assert.Contains("> " + Typed + "\n", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_of_any_script_stay_letters_in_the_HTML()
    {
        var email = await Emails.ToCoach(Some.Request with { Goals = "Diné bizaad, 学校, 👩🏽‍🏫" });

        Assert.Contains("Diné bizaad, 学校, 👩🏽‍🏫", email.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_line_is_wider_than_a_mail_program_shows_except_for_addresses()
    {
        await Gen.String[Gen.Char.AlphaNumeric, 1, 20].Array[1, 200].SampleAsync(async words =>
        {
            var text = (await Emails.ToCoach(Some.Request with { Goals = string.Join(' ', words) })).Text;

            Assert.All(text.Split('\n').Where(line => !line.StartsWith("https://", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 78));
            Assert.Equal(string.Join(' ', words), string.Join(' ', text.Split('\n').Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..])));
        }, iter: 100);
    }

    [Theory]
    [InlineData(10), InlineData(90), InlineData(2_000)]
    public async Task The_address_of_a_page_is_never_broken(int length)
    {
        var url = new Uri("https://help.example.org/requests/" + new string('x', length) + "?a=1&b=2");

        var email = await Emails.Render<Arl.Pages.Requests.AcknowledgementEmail>("We have your request", ("Request", Some.Request), ("StatusUrl", url));

        Assert.Contains(url.AbsoluteUri, email.Text.Split('\n', ' '));
        Assert.Contains($"href=\"{url.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal)}\"", email.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_to_an_address_that_nobody_has_confirmed_repeats_no_free_text()
    {
        var request = Some.Request with
        {
            Goals = "buy-now",
            Contact = Some.Request.Contact with { Name = "Visit https://spam.example today", Role = "spam-role", Phone = "spam-phone" },
            Place = Some.Request.Place with { Kind = PlaceKind.TypedSchool, Name = "spam-school", City = "spam-city" },
        };

        var email = await Emails.Acknowledgement(request);

        Assert.DoesNotContain("spam", email.Text + email.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("buy-now", email.Text + email.Html, StringComparison.Ordinal);
    }
}
