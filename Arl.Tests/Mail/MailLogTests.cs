using System.Reflection;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Pages.Staff;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class MailLogTests
{
    [Theory]
    [InlineData("ARL-7K3F-9QZ2_email_introduction-1-again-2_coach", "introduction")]
    [InlineData("ARL-7K3F-9QZ2_email_acknowledgement_contact", "acknowledgement")]
    [InlineData("ARL-7K3F-9QZ2_email_fresh-link-1764100000_school", "fresh-link")]
    [InlineData("weekly-2026-11-23_email_report_staff", "report")]
    public void A_mails_kind_is_its_batch_without_numbers(string id, string kind) => Assert.Equal(kind, MailLogRow.KindOf(id));

    [Theory]
    [InlineData("ARL-7K3F-9QZ2_email_introduction-1_coach", true)]
    [InlineData("ARL-7K3F-9QZ2_email_", false), InlineData("ARL-7K3F-9QZ2_email_introduction-1", false), InlineData("_email_introduction-1_coach", false), InlineData("ARL-7K3F-9QZ2_history_0001", false)]
    public void A_mails_id_names_its_owner_its_batch_and_its_reader(string id, bool isOne) => Assert.Equal(isOne, EmailRow.IsKey(id));

    [Fact]
    public void Every_batch_of_a_requests_emails_is_of_a_kind_that_staff_can_choose()
    {
        var names = typeof(EmailBatches).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(name => name.ReturnType == typeof(string))
            .Select(name => (string)name.Invoke(null, [.. name.GetParameters().Select(part => part.ParameterType == typeof(int) ? (object)2 : Some.Moment)])!);
        var fixedNames = typeof(EmailBatches).GetFields(BindingFlags.Public | BindingFlags.Static).Select(name => (string)name.GetValue(null)!);

        var kinds = names.Concat(fixedNames).Select(batch => MailLogRow.KindOf(EmailRow.Prefix("ARL-7K3F-9QZ2", batch) + "contact")).Distinct();

        Assert.Equal(EmailBatches.Kinds.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Staff_read_the_newest_emails_first_with_what_became_of_each_and_nothing_that_they_say()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask();
        staff.Network.Clock.Advance(TimeSpan.FromHours(1));
        await staff.Network.Get<ReachReporter>().WriteNow("a-key", Site.Cancel);

        var page = await Open(staff, "");
        var lines = page.QuerySelectorAll("tbody tr").Select(line => string.Join(" | ", line.QuerySelectorAll("td").Skip(1).Take(2).Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))).ToList();

        Assert.Equal(4, lines.Count);
        Assert.StartsWith("Reach email", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Introduction", StringComparison.Ordinal) && line.EndsWith("jo.reyes@learning-partners.example", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Acknowledgment", StringComparison.Ordinal) && line.EndsWith("ana.lucero@mesaschools.example", StringComparison.Ordinal));
        Assert.Equal($"/staff/requests/{reference}", page.QuerySelectorAll("tbody tr")[1].QuerySelectorAll("td")[3].QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain("winter break", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("/act/", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var link in page.QuerySelectorAll("tbody td.words a").Select(link => link.GetAttribute("href")!))
            Assert.Equal(System.Net.HttpStatusCode.OK, (await staff.Site.Http.GetAsync(new Uri(link, UriKind.Relative), Site.Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_log_is_sifted_by_state_and_kind()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Ask();
        await Change(staff, "_acknowledgement_", nameof(EmailRow.Delivery), nameof(Delivery.Bounced));
        await Change(staff, "_introduction-1_coach", nameof(EmailRow.State), nameof(EmailState.Refused));

        Assert.Equal(["Introduction"], await Kinds(staff, "?state=sent"));
        Assert.Equal(["Acknowledgment"], await Kinds(staff, "?state=bounced"));
        Assert.Equal(["Introduction"], await Kinds(staff, "?state=failed"));
        Assert.Empty(await Kinds(staff, "?state=owed"));
        Assert.Equal(["Introduction", "Introduction"], await Kinds(staff, "?kind=introduction"));
        Assert.Equal(3, (await Kinds(staff, "?state=nonsense&kind='&after='%20or%20true")).Count);
    }

    [Fact]
    public async Task Page_after_page_shows_every_email_once_whatever_its_partition()
    {
        await using var network = await TestNetwork.Start();
        var table = network.Storage.Table("Requests");
        foreach (var number in Enumerable.Range(0, 120))
        {
            var email = new EmailRow { PartitionKey = "23456789"[number % 8].ToString(), RowKey = $"ARL-{number:D4}-2222_email_acknowledgement_contact", Kind = "contact", To = "a@b.example", CreatedAt = Some.Moment.AddMinutes(number / 3), State = "Sent" };
            await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, email), MailLogRow.Of(email)], Site.Cancel);
        }

        var seen = new List<LoggedEmail>();
        var pages = 0;
        for (string? after = null; pages == 0 || after is not null; pages++)
        {
            var page = await network.Get<EmailLog>().Read(new MailFilter("", ""), after, Site.Cancel);
            seen.AddRange(page.Mails);
            after = page.Next;
        }

        Assert.Equal((3, 120, 120), (pages, seen.Count, seen.Select(mail => mail.Row.RowKey).Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal(seen.Select(mail => mail.Row.CreatedAt).OrderDescending(), seen.Select(mail => mail.Row.CreatedAt));
        Assert.Empty((await network.Get<EmailLog>().Read(new MailFilter("bounced", ""), null, Site.Cancel)).Mails);
    }

    private static async Task Change(StaffSite staff, string mail, string column, string value)
    {
        var table = staff.Network.Storage.Table("Requests");
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Site.Cancel))
            if (row.RowKey.Contains("_email_", StringComparison.Ordinal) && !row.RowKey.StartsWith("mail_", StringComparison.Ordinal) && row.RowKey.Contains(mail, StringComparison.Ordinal))
                await table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, row.ETag, TableUpdateMode.Merge, Site.Cancel);
    }

    private static async Task<IReadOnlyList<string>> Kinds(StaffSite staff, string query) => [.. (await Open(staff, query)).QuerySelectorAll("tbody td.words a").Select(link => link.TextContent)];

    private static async Task<IHtmlDocument> Open(StaffSite staff, string query)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await staff.Site.Http.GetStringAsync(new Uri("/staff/mail" + query, UriKind.Relative), Site.Cancel), Site.Cancel);
        PageRules.AreKept(page);
        return page;
    }
}
