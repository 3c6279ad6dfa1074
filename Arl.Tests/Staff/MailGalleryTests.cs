using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Functions.Mail;
using Arl.Functions.Staff;
using Arl.Pages.Layout;
using Arl.Pages.Staff;
using Arl.Tests.House;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Staff;

public sealed partial class MailGalleryTests
{
    [Fact]
    public async Task Every_email_that_there_is_can_be_seen_in_the_gallery()
    {
        await using var network = await TestNetwork.Start();
        var components = Repository.Files.Where(file => file.StartsWith("Arl.Pages/", StringComparison.Ordinal) && file.EndsWith(".razor", StringComparison.Ordinal) && Frame().IsMatch(Repository.Text(file)))
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);

        var shown = network.Get<EmailGallery>().All.Select(preview => preview.Email.Name).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(components, shown);
    }

    [Fact]
    public async Task Each_kind_has_an_address_of_its_own()
    {
        await using var network = await TestNetwork.Start();

        var kinds = network.Get<EmailGallery>().All.Select(preview => preview.Kind).ToList();

        Assert.All(kinds, kind => Assert.Matches("^[a-z][a-z-]*[a-z]$", kind));
        Assert.Equal(kinds.Count, kinds.Distinct().Count());
    }

    [Fact]
    public async Task Every_email_to_a_school_is_there_in_both_languages()
    {
        await using var network = await TestNetwork.Start();
        var toSchools = network.Get<EmailGallery>().All.Where(preview => preview.Reader == EmailReader.School).ToLookup(preview => preview.Language);

        Assert.Equal(toSchools[Language.English].Select(preview => preview.Kind + "-es").Order(StringComparer.Ordinal), toSchools[Language.Spanish].Select(preview => preview.Kind).Order(StringComparer.Ordinal));
        Assert.All(toSchools[Language.Spanish], preview => Assert.True(preview.Email.IsDefined(typeof(InBothLanguagesAttribute), inherit: false), preview.Kind));
    }

    [Fact]
    public async Task Staff_read_each_email_as_HTML_in_a_frame_where_nothing_runs_and_as_text()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        var gallery = await Page(site, "/staff/mail-kinds");
        var links = gallery.QuerySelectorAll("td a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(site.Network.Get<EmailGallery>().All.Count, links.Count);

        foreach (var link in links)
        {
            var page = await Page(site, link);

            PageRules.AreKept(page);
            var frame = Assert.Single(page.QuerySelectorAll("iframe"));
            Assert.Equal("", frame.GetAttribute("sandbox"));
            var html = await new HtmlParser().ParseDocumentAsync(frame.GetAttribute("srcdoc")!, Site.Cancel);
            Assert.Equal((link.EndsWith("-es", StringComparison.Ordinal) ? "es" : "en", 1), (html.DocumentElement.GetAttribute("lang"), html.QuerySelectorAll("h1").Length));
            Assert.Contains("Always Ready for Learning", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_kind_that_there_is_not_is_not_found()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);

        using var answer = await site.Http.GetAsync(new Uri("/staff/mail/nothing", UriKind.Relative), Site.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Due", null, Delivery.Queued, null, "To be sent")]
    [InlineData("Due", "SendGrid answered 429.", Delivery.Queued, null, "To be sent again: SendGrid answered 429.")]
    [InlineData("Claimed", null, Delivery.Queued, null, "Being sent")]
    [InlineData("Refused", "suppressed: HardBounce", Delivery.Queued, null, "Not sent: suppressed: HardBounce")]
    [InlineData("Cancelled", null, Delivery.Queued, null, "Not sent: no longer needed")]
    [InlineData("Sent", null, Delivery.Queued, null, "Handed to the mail provider; not yet known to be delivered")]
    [InlineData("Sent", null, Delivery.Processed, null, "Handed to the mail provider; not yet known to be delivered")]
    [InlineData("Sent", null, Delivery.Deferred, "451 4.7.1", "Handed to the mail provider, which is still trying: 451 4.7.1")]
    [InlineData("Sent", "SendGrid answered 429.", Delivery.Delivered, null, "Delivered")]
    [InlineData("Sent", null, Delivery.Bounced, "Invalid Address 5.1.1", "Bounced: Invalid Address 5.1.1")]
    [InlineData("Sent", null, Delivery.Dropped, "Bounced Address", "Not sent on by the mail provider: Bounced Address")]
    [InlineData("Sent", null, Delivery.Spam, null, "Delivered, and reported as spam by its reader")]
    public void What_is_known_of_a_mail_is_said_in_words_and_no_more_than_that(string state, string? problem, Delivery delivery, string? reason, string words) =>
        Assert.Equal(words, MailWords.Of(state, problem, delivery, reason));

    private static async Task<IDocument> Page(Site site, string path) =>
        await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri(path, UriKind.Relative), Site.Cancel), Site.Cancel);

    [GeneratedRegex(@"^<EmailFrame\b", RegexOptions.Multiline, 1000)]
    private static partial Regex Frame();
}
