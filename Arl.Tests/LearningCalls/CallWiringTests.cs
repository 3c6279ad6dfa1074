using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

/// <summary>The way from one part of the calls to the next, as coaches and staff walk it.</summary>
public sealed class CallWiringTests
{
    [Fact]
    public async Task Before_the_call_its_page_shows_the_agenda_and_has_a_box_for_a_question_which_is_said_to_stand_on_it()
    {
        await using var site = await CallSite.Start();
        site.Network.Clock.SetUtcNow(SomeCalls.At("2026-11-28T18:00Z"));
        await site.Network.List("r1", "Family nights that work", SomeCalls.At("2026-11-27T18:00Z"));
        var page = await site.Open(site.PageOf(First, Kim.Id));

        var answer = await Fill(site, page, "/ask", ("question", "Who knows a good book?"));

        var after = await site.Open(answer.Location!);
        Assert.Equal("Your question stands on the agenda, without your name.", after.QuerySelector(".said")!.TextContent);
        Assert.Contains("Who knows a good book?", after.QuerySelector("main ul")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/library/open/r1", after.QuerySelectorAll<IHtmlAnchorElement>("main ul a").Single(link => link.TextContent == "Family nights that work").GetAttribute("href"));
        Assert.Contains("staff see who asked", page.QuerySelector("#question-hint")!.TextContent, StringComparison.Ordinal);
        Assert.Null(after.QuerySelector("form[action$='/helped']"));
    }

    [Fact]
    public async Task After_the_call_its_page_asks_who_helped_offers_the_others_alone_and_says_thank_you()
    {
        await using var site = await CallSite.Start();
        site.Network.Clock.SetUtcNow(End);
        var page = await site.Open(site.PageOf(First, Kim.Id));
        Assert.Equal(["", Jo.Id], page.QuerySelectorAll<IHtmlOptionElement>("#helper option").Select(option => option.Value));

        var answer = await Fill(site, page, "/helped", ("helper", Jo.Id), ("with", "with a plan"));

        Assert.Equal("Thank you! The digest will say so.", (await site.Open(answer.Location!)).QuerySelector(".said")!.TextContent);
        Assert.Equal([new(Jo.Id, Kim.Id, "with a plan")], await site.Network.Get<CallPapers>().Said(First, Site.Cancel));
        Assert.Null(page.QuerySelector("form[action$='/ask']"));
    }

    [Fact]
    public async Task Who_has_left_opens_no_page_of_a_call_and_does_nothing_on_it()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);
        await site.Open(page);
        await site.Network.Coaches.Import([Jo, Kim with { Active = false }], Site.Cancel);

        using var shown = await site.Site.Http.GetAsync(new Uri(page, UriKind.Relative), Site.Cancel);
        var done = await Task.WhenAll(
            site.Post(page, ("do", "yes")),
            site.Post(page + "/ask", ("key", "k1"), ("question", "Who?")),
            site.Post(page + "/share", ("key", "k1"), ("title", "A guide"), ("link", "https://example.org/guide")));

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.All(done, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.Null(await site.Network.Get<CallsTable>().Attendee(First, Kim.Id, Site.Cancel));
    }

    [Fact]
    public async Task The_reminder_tells_each_coach_the_agenda_and_leads_as_the_invitation_does_to_their_page_of_the_library()
    {
        await using var site = await CallSite.Start();
        site.Network.Clock.SetUtcNow(SomeCalls.At("2026-11-27T18:00Z"));
        await Tick(site);
        await site.Network.List("r1", "Family nights that work", SomeCalls.At("2026-11-28T18:00Z"));
        await site.Post(site.PageOf(First, Kim.Id) + "/ask", ("key", "k1"), ("question", "Who knows a good book?"));
        site.Network.Clock.SetUtcNow(SomeCalls.At("2026-11-30T20:00Z"));
        await Tick(site);

        var mails = site.Network.Mailer.Sent;
        var reminders = mails.Where(mail => mail.Subject.StartsWith("Reminder", StringComparison.Ordinal)).ToList();
        Assert.Equal((4, 2), (mails.Count, reminders.Count));
        Assert.All(reminders, mail => Assert.Contains("Who knows a good book?", mail.Text, StringComparison.Ordinal));
        Assert.All(reminders, mail => Assert.Contains("https://help.arl.example/library/open/r1", mail.Text, StringComparison.Ordinal));
        Assert.All(reminders, mail => Assert.DoesNotContain("Kim", mail.To.Contains(Kim.Email) ? "" : mail.Text, StringComparison.Ordinal));
        foreach (var mail in mails)
            await site.Open(new Uri(mail.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(word => word.Contains("/library/", StringComparison.Ordinal) && !word.Contains("/open/", StringComparison.Ordinal))).PathAndQuery);
    }

    [Fact]
    public async Task The_digest_asks_who_has_not_said_whether_they_were_there_and_by_whom_they_were_helped()
    {
        await using var site = await CallSite.Start();
        var kay = Kim with { Id = "kay-wood", Name = "Kay Wood", Email = Domain.EmailAddress.Parse("kay@learning-partners.example") };
        await site.Network.Coaches.Import([Jo, Kim, kay], Site.Cancel);
        await site.Network.Get<CallsTable>().Came(First, Jo.Id, true, Site.Cancel);
        await site.Network.Get<CallsTable>().Came(First, kay.Id, false, Site.Cancel);
        site.Network.Clock.SetUtcNow(End);
        await site.Network.Note("Notes.");
        site.Network.Clock.SetUtcNow(End.AddHours(2));
        await site.Network.Digest();

        var owed = await site.Network.Storage.Table(Arl.Functions.Storage.TableNames.LearningCalls).QueryAsync<EmailRow>(row => row.PartitionKey == CallsTable.Partition, cancellationToken: Site.Cancel)
            .Where(row => row.RowKey.Contains("_digest_", StringComparison.Ordinal) && row.To is { Length: > 0 }).ToDictionaryAsync(row => row.To!, row => row.Text!.ReplaceLineEndings(" "), cancellationToken: Site.Cancel);

        Assert.Contains($"Were you there? Say so, and who helped you: https://help.arl.example{site.PageOf(First, Kim.Id)}", owed[Kim.Email.Value], StringComparison.Ordinal);
        Assert.Contains($"Say who helped you: https://help.arl.example{site.PageOf(First, Jo.Id)}", owed[Jo.Email.Value], StringComparison.Ordinal);
        Assert.DoesNotContain("Were you there", owed[Jo.Email.Value], StringComparison.Ordinal);
        Assert.DoesNotContain("helped you", owed[kay.Email.Value], StringComparison.Ordinal);
        await site.Open(site.PageOf(First, Kim.Id));
    }

    [Fact]
    public async Task Staff_come_from_a_week_to_its_agenda_and_its_notes_and_back()
    {
        await using var site = await CallSite.Start();
        var week = await site.Open("/staff/calls/2026-12-01");

        foreach (var way in new[] { "agenda", "notes" })
        {
            var page = await site.Open(week.QuerySelector($"main a[href$='/{way}']")!.GetAttribute("href")!);
            Assert.Equal("Learning calls", page.QuerySelector("[aria-current]")!.TextContent.Trim());
            Assert.Equal("/staff/calls/2026-12-01", page.QuerySelector("main a")!.GetAttribute("href"));
        }
    }

    /// <summary>Sends the page's form that leads there, with the key that it holds.</summary>
    private static Task<CallSite.Answer> Fill(CallSite site, IHtmlDocument page, string way, params (string Name, string Value)[] fields)
    {
        var form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>($"main form[action$='{way}']"));
        Assert.All(fields, field => Assert.NotNull(form.QuerySelector($"[name={field.Name}]")));
        return site.Post(form.GetAttribute("action")!, [.. form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => (input.Name!, input.Value)), .. fields]);
    }

    private static async Task Tick(CallSite site)
    {
        await site.Network.Function<SendCallEmails>().Run(new(), Site.Cancel);
        await site.Network.Settle();
    }
}
