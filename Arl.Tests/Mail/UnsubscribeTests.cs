using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>A check-in, a notice, a digest: whoever does not want them says so with one click, once.</summary>
public sealed class UnsubscribeTests
{
    private const string Reader = "ana.lucero@mesaschools.example";
    private static readonly EmailAddress s_reader = EmailAddress.Parse(Reader);

    [Fact]
    public async Task What_a_reader_can_do_without_carries_the_one_click_header_and_a_line_with_the_same_link()
    {
        await using var site = await Site.Start();
        var mail = await SendNews(site, "1");

        Assert.StartsWith("https://help.arl.example/unsubscribe/", mail.Unsubscribe!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(mail.Unsubscribe.AbsoluteUri, (await new HtmlParser().ParseDocumentAsync(mail.Html, Site.Cancel)).QuerySelector("footer a")!.GetAttribute("href"));
        Assert.Contains($"To get no more emails like this one: {mail.Unsubscribe.AbsoluteUri}", mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("unsubscribe.invalid", mail.Html + mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_link_nor_a_log_says_whose_it_is()
    {
        await using var site = await Site.Start();
        var link = (await SendNews(site, "1")).Unsubscribe!;

        using var answer = await Click(site, link, "List-Unsubscribe=One-Click");

        foreach (var part in (string[])[Reader, "lucero", Uri.EscapeDataString(Reader), SuppressionList.KeyOf(s_reader), Convert.ToBase64String(Encoding.UTF8.GetBytes(Reader))])
        {
            Assert.DoesNotContain(part, link.AbsoluteUri, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(part, await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.OrdinalIgnoreCase);
        }
        Assert.DoesNotContain(site.Network.Logs.Lines, line => line.Contains("lucero", StringComparison.OrdinalIgnoreCase) || line.Contains(SuppressionList.KeyOf(s_reader), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_shows_one_button()
    {
        await using var site = await Site.Start();
        var link = (await SendNews(site, "1")).Unsubscribe!;

        var page = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri(link.PathAndQuery, UriKind.Relative), Site.Cancel), Site.Cancel);

        PageRules.AreKept(page);
        Assert.Equal(["Unsubscribe"], page.QuerySelectorAll("form[method=post] button").Select(button => button.TextContent));
        Assert.Empty(await site.Rows(TableNames.Suppressions));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n")]
    [InlineData("application/x-www-form-urlencoded", "do=unsubscribe")]
    public async Task One_click_of_a_mail_program_or_the_pages_button_ends_what_is_not_needed_and_nothing_else(string type, string body)
    {
        await using var site = await Site.Start();
        var link = (await SendNews(site, "1")).Unsubscribe!;

        using var answer = await Click(site, link, body, type);
        using var again = await Click(site, link, body, type);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, again.StatusCode));
        Assert.Contains("You are unsubscribed", await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
        Assert.Equal(("Refused", "suppressed: Unsubscribed"), await OweNews(site, "2"));
        Assert.Equal(("Sent", null), await OweNews(site, "3", transactional: true));
        Assert.Equal(Reader, Assert.Single(site.Network.Storage.Table(TableNames.Suppressions).Query<SuppressionRow>(cancellationToken: Site.Cancel)).Address);
    }

    [Fact]
    public async Task Who_changes_their_mind_gets_them_again()
    {
        await using var site = await Site.Start();
        var link = (await SendNews(site, "1")).Unsubscribe!;
        using var off = await Click(site, link, "do=unsubscribe");
        Assert.Equal(["Send me these emails again"], (await new HtmlParser().ParseDocumentAsync(await off.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel)).QuerySelectorAll("form button").Select(button => button.TextContent));

        using var on = await Click(site, link, "do=undo");

        Assert.Contains("Do you want fewer emails", await on.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
        Assert.Equal(("Sent", null), await OweNews(site, "2"));
    }

    [Fact]
    public async Task The_link_works_after_the_email_has_been_deleted()
    {
        await using var site = await Site.Start();
        var mail = await SendNews(site, "1");
        var requests = site.Network.Storage.Table(TableNames.Requests);
        await requests.DeleteEntityAsync(RequestKeys.Partition(Some.Request.Reference), mail.Id, cancellationToken: Site.Cancel);

        using var answer = await Click(site, mail.Unsubscribe!, "List-Unsubscribe=One-Click");

        Assert.Equal(("Refused", "suppressed: Unsubscribed"), await OweNews(site, "2"));
        Assert.Null(Assert.Single(site.Network.Storage.Table(TableNames.Suppressions).Query<SuppressionRow>(cancellationToken: Site.Cancel)).Address);
    }

    [Fact]
    public async Task A_link_still_works_when_its_key_is_no_longer_the_one_that_signs_and_ends_with_it()
    {
        await using var site = await Site.Start();
        var link = (await SendNews(site, "1")).Unsubscribe!;
        var (old, fresh) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]));
        await using var rotated = await site.Again(new Dictionary<string, string?> { ["Arl:LinkKeys"] = $"{fresh};{old}" });
        await using var later = await site.Again(new Dictionary<string, string?> { ["Arl:LinkKeys"] = fresh });

        using var works = await rotated.Http.GetAsync(new Uri(link.PathAndQuery, UriKind.Relative), Site.Cancel);
        using var ended = await later.Http.GetAsync(new Uri(link.PathAndQuery, UriKind.Relative), Site.Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (works.StatusCode, ended.StatusCode));
    }

    [Fact]
    public async Task A_link_that_was_tampered_with_or_made_up_is_not_found_and_changes_nothing()
    {
        await using var site = await Site.Start();
        var path = (await SendNews(site, "1")).Unsubscribe!.AbsolutePath;
        var changed = path[^5] == 'A' ? 'B' : 'A';

        foreach (var wrong in (string[])[path[..^5] + changed + path[^4..], path[..^1], path + "A", "/unsubscribe/x", "/unsubscribe/" + new string('A', 160), "/unsubscribe/" + new string('A', 5000), "/unsubscribe/%E2%80%AE"])
        {
            using var got = await site.Http.GetAsync(new Uri(wrong, UriKind.Relative), Site.Cancel);
            using var posted = await Click(site, new Uri("https://help.arl.example" + wrong), "List-Unsubscribe=One-Click");
            Assert.Equal((wrong, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong, got.StatusCode, posted.StatusCode));
        }
        Assert.Empty(await site.Rows(TableNames.Suppressions));
    }

    [Fact]
    public async Task An_email_that_goes_to_several_readers_cannot_be_one_that_they_can_do_without()
    {
        var news = await Emails.News();

        Assert.Throws<ArgumentException>(() => EmailRow.For("p", "k", "b", "n", [s_reader, Some.Coach.Email], null, news, Some.Moment));
    }

    private static async Task<MailToSend> SendNews(Site site, string batch)
    {
        Assert.Equal(("Sent", null), await OweNews(site, batch));
        return site.Network.Mailer.Sent[^1];
    }

    /// <summary>Owes an email to the reader and lets it leave; answers what its row says then.</summary>
    private static async Task<(string State, string? Problem)> OweNews(Site site, string batch, bool transactional = false)
    {
        var (partition, due) = (RequestKeys.Partition(Some.Request.Reference), new EmailsDue("request", Some.Request.Reference.ToString(), "news-" + batch));
        var row = EmailRow.For(partition, due.Key, due.Batch, "contact", [s_reader], null, await Emails.News(transactional), Some.Moment);
        var requests = site.Network.Storage.Table(TableNames.Requests);
        await requests.SubmitTransactionAsync([new(TableTransactionActionType.Add, row), OutboxMessage.For(partition, due.OutboxKey, QueueNames.OutgoingEmail, due).Add(Some.Moment)], Site.Cancel);
        await site.Network.Get<OutgoingMail>().SendDue(due, Site.Cancel);
        var sent = (await requests.GetEntityAsync<EmailRow>(partition, row.RowKey, cancellationToken: Site.Cancel)).Value;
        return (sent.State, sent.LastProblem);
    }

    private static async Task<HttpResponseMessage> Click(Site site, Uri link, string body, string type = "application/x-www-form-urlencoded")
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await site.Http.PostAsync(new Uri(link.AbsolutePath, UriKind.Relative), content, Site.Cancel);
    }
}
