using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Pages.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>The pages on which a member of the staff finds, enters and plans requests.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public async Task Today_says_what_needs_a_person_the_oldest_first_and_what_to_do()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Capacity = 1 }], Site.Cancel);
        var bounced = await staff.Ask("first@mesaschools.example");
        staff.Network.Clock.Advance(TimeSpan.FromHours(1));
        var waits = await staff.Ask("second@mesaschools.example");
        await Bounce(staff, bounced);
        await staff.Network.Get<StaffAlerts>().Owe(new("bounce", "bounce-1", "Email to the school does not arrive", ["The mail provider says: 550 5.1.1."], $"/staff/requests/{bounced}"), Site.Cancel);
        staff.Network.Clock.Advance(TimeSpan.FromMinutes(1));
        await staff.Network.Get<StaffAlerts>().Owe(new("handed-back", "handed-back-1", $"{bounced} was with 3 coaches", ["Each gave it back."], $"/staff/requests/{bounced}"), Site.Cancel);
        await staff.Ask("third@gmail.com");
        await staff.Network.Coaches.Pause(Some.Coach.Id, new(2026, 12, 1), Site.Cancel);
        staff.Network.Clock.Advance(TimeSpan.FromHours(26));

        var page = await Page(staff, "/staff");

        var items = page.QuerySelectorAll(".todo > li").Select(item => item.TextContent).ToList();
        Assert.Contains(bounced.ToString(), items[0], StringComparison.Ordinal);
        Assert.Contains("To do: Call the school, correct the contact", items[0], StringComparison.Ordinal);
        Assert.Contains("The mail provider says: 550 5.1.1.", items[0], StringComparison.Ordinal);
        Assert.Equal("Seen to", page.QuerySelector(".todo > li button")!.TextContent); // The alert says the same, so it stands with its request, and once.
        Assert.Single(items, item => item.Contains("The mail provider says", StringComparison.Ordinal));
        Assert.Contains("was with 3 coaches", Assert.Single(items, item => item.Contains("Each gave it back.", StringComparison.Ordinal)), StringComparison.Ordinal); // Another thing, under its own title.
        Assert.Contains(waits.ToString(), items[1], StringComparison.Ordinal);
        Assert.Contains("24-hour promise: broken since", items[1], StringComparison.Ordinal);
        Assert.Contains("Jo Reyes, Learning Partners: paused until December 1, 2026", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.QuerySelector("a[href='/staff/requests?state=Waiting']")!.TextContent);
        Assert.Empty(References(await Page(staff, "/staff/requests?state=Completed&sort=waiting"))); // Whoever chose a state sees that state, however it is sorted.
        Assert.Equal([waits.ToString()], References(await Page(staff, "/staff/requests?sort=waiting")));
        Assert.Equal(("1", "0"), (page.QuerySelector(".unconfirmed")!.TextContent, page.QuerySelector("a[href='/staff/requests?state=Received']")!.TextContent));
        Assert.Equal("Today", page.QuerySelector(".staff-nav [aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task The_history_says_in_words_why_a_coach_gave_a_request_back()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask("first@mesaschools.example");
        await staff.Network.Get<CoachActs>().HandBack(reference, 1, new(HandBackReason.NoTime, PauseUntil: null), link: null, Site.Cancel);

        var page = await Page(staff, $"/staff/requests/{reference}");

        Assert.Contains("Handed back: no time just now", page.QuerySelector("#history + ol")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/staff/coaches/{Some.Coach.Id}", page.QuerySelectorAll("dd a").Single(link => link.TextContent == Some.Coach.Id).GetAttribute("href"));
    }

    [Fact]
    public async Task The_history_says_that_a_silent_coach_did_not_answer()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask("first@mesaschools.example");
        for (var quarterDay = 0; quarterDay < 60; quarterDay++)
        {
            staff.Network.Clock.Advance(TimeSpan.FromHours(6));
            await staff.Network.Get<FollowUpRun>().All(Site.Cancel);
        }

        Assert.Contains($"No answer, so taken back: {Some.Coach.Id}", (await Page(staff, $"/staff/requests/{reference}")).QuerySelector("#history + ol")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_who_left_stands_on_today_while_a_school_counts_on_them()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Ask("first@mesaschools.example");
        var before = await Page(staff, "/staff");

        await staff.Network.Coaches.Import([Some.Coach with { Active = false }], Site.Cancel);

        Assert.Empty(before.QuerySelectorAll(".todo > li"));
        var item = (await Page(staff, "/staff")).QuerySelector(".todo > li")!;
        Assert.Contains("Jo Reyes is no longer active and still has 1 school", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("these schools count on them", (await Page(staff, item.QuerySelector("a")!.GetAttribute("href")!)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_says_no_name_in_any_address_and_a_filter_is_an_address_to_keep()
    {
        await using var staff = await StaffSite.Start();
        var wanted = await staff.Ask("zelda@mesaschools.example");
        for (var i = 0; i < 3; i++)
            await staff.Ask($"other{i}@mesaschools.example");

        var (_, found) = await Send(staff, await Page(staff, "/staff/requests"), "/staff/requests/search", ("q", "zelda@mesaschools.example"));
        var (filtered, _) = await Send(staff, await Page(staff, "/staff/requests"), "/staff/requests/search", ("q", ""), ("state", "Waiting"), ("sort", "need"));
        var (direct, _) = await Send(staff, await Page(staff, "/staff"), "/staff/requests/search", ("q", wanted.Code.ToLowerInvariant()));
        var (_, wrong) = await Send(staff, await Page(staff, "/staff/requests"), "/staff/requests/search", ("q", "z"), ("from", "yesterday"));

        Assert.Equal([wanted.ToString()], References(found));
        Assert.DoesNotContain(found.QuerySelectorAll("a"), link => link.GetAttribute("href")!.Contains("zelda", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("/staff/requests?state=Waiting&sort=need", filtered);
        Assert.Equal(4, References(await Page(staff, filtered!)).Count);
        Assert.Equal($"/staff/requests/{wanted}", direct);
        Assert.Equal(["#q", "#from"], wrong.QuerySelectorAll(".usa-alert--error a").Select(link => link.GetAttribute("href")));
        Assert.Equal("z", wrong.QuerySelector<IHtmlInputElement>("#q")!.Value);
    }

    [Fact]
    public void Pages_of_a_list_lead_forth_and_back()
    {
        var first = RequestListAsked.Nothing with { State = "Waiting" };
        var third = first.PageAt("a").PageAt("b");

        Assert.Equal(("b", "0.a"), (third.After, third.Trail));
        Assert.Equal("/staff/requests?state=Waiting&after=a&trail=0", third.Previous().Path);
        Assert.Equal(first.Path, third.Previous().Previous().Path);
        Assert.Equal(first.Path, third.First.Path);
    }

    [Fact]
    public async Task A_caller_s_request_goes_the_way_of_every_request_and_says_who_entered_it()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);

        var (_, found) = await Send(staff, await Page(staff, "/staff/requests/new"), "/staff/requests/new", ("do", "find"), ("search", "Mesa Verde"), ("goals", "Kept."));
        var (_, wrong) = await Send(staff, found, "/staff/requests/new", ("do", "send"), ("place", $"school:{Some.School.Id}"), ("contact.name", "Ana Lucero"));
        (string, string)[] whole = [("do", "send"), ("place", $"school:{Some.School.Id}"), ("contact.role", "Principal"), ("contact.email", "ana@gmail.com"), ("needs", "family-engagement"), ("consent", "true")];
        var (entered, _) = await Send(staff, wrong, "/staff/requests/new", whole);
        var (again, _) = await Send(staff, wrong, "/staff/requests/new", whole);
        var (_, equal) = await Send(staff, await Page(staff, "/staff/requests/new"), "/staff/requests/new", [.. whole, ("contact.name", "Ana Lucero"), ("goals", "Kept.")]);
        await staff.Network.Settle();

        Assert.Equal("Kept.", wrong.QuerySelector("#goals")!.TextContent);
        Assert.Equal(["#contact-role", "#contact-email", "#needs", "#consent"], wrong.QuerySelectorAll(".usa-alert--error a").Select(link => link.GetAttribute("href")));
        Assert.EndsWith("?done=enter", entered, StringComparison.Ordinal);
        Assert.Equal(entered, again);
        var reference = Reference.Parse(entered!.Split('/', '?')[3]);
        Assert.Equal($"/staff/requests/{reference}", equal.QuerySelector(".usa-alert a")!.GetAttribute("href"));
        Assert.Equal(RequestState.Introduced, (await staff.Stored(reference)).State); // Although anybody can get such an address: staff spoke with them.
        Assert.Equal("staff: Kim Osei", (await staff.History(reference))[0].By);
        Assert.Contains(staff.Network.Mailer.Sent, mail => mail.To.Single().Value == "ana@gmail.com" && mail.Subject.StartsWith("We have your request", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_waiting_list_says_what_the_plan_would_do_and_does_it_when_asked()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Capacity = 1 }], Site.Cancel);
        await staff.Network.Coaches.Pause(Some.Coach.Id, new(2026, 12, 1), Site.Cancel);
        var first = await staff.Ask("first@mesaschools.example");
        staff.Network.Clock.Advance(TimeSpan.FromDays(2));
        var second = await staff.Ask("second@mesaschools.example");
        var full = await Page(staff, "/staff/waiting");
        await staff.Network.Coaches.Pause(Some.Coach.Id, null, Site.Cancel);

        var before = await Page(staff, "/staff/waiting");
        var waited = (await staff.Stored(first)).State;
        var (_, _) = await Send(staff, before, "/staff/waiting");
        await staff.Network.Settle();

        Assert.Contains("2 requests wait. Planned now, none of them would get a coach.", full.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 coach who fits is away", full.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal([first.ToString(), second.ToString()], References(before));
        Assert.StartsWith("Jo Reyes, Learning Partners", before.QuerySelector("td strong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((RequestState.Waiting, RequestState.Introduced, RequestState.Waiting), (waited, (await staff.Stored(first)).State, (await staff.Stored(second)).State));
    }

    private static async Task Bounce(StaffSite staff, Reference reference)
    {
        var stored = (await staff.Network.Requests.Get(reference, Site.Cancel))!;
        var failed = new RequestEvent.AddressFailed(Side.School, stored.Request.Contact.Email);
        var moved = (Step.Moved)RequestLife.Apply(stored.Request, failed, staff.Network.Clock.GetUtcNow());
        Assert.True(await staff.Network.Requests.Commit(RequestChange.Of(stored, moved.Request, failed, "system", null, staff.Network.Clock.GetUtcNow()), Site.Cancel));
    }

    private static List<string> References(IDocument page) => [.. page.QuerySelectorAll("td:first-child a").Select(link => link.TextContent)];

    private static async Task<IDocument> Page(StaffSite staff, string path)
    {
        var html = await staff.Site.Http.GetStringAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(html, Site.Cancel);
        PageRules.AreKept(page);
        return page;
    }

    /// <summary>Sends the page's form as a browser would, with these fields filled in; where it leads, or what it answers.</summary>
    private static async Task<(string? Location, IDocument Page)> Send(StaffSite staff, IDocument page, string action, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelectorAll<IHtmlFormElement>("form").First(one => one.GetAttribute("action") == action);
        var typed = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Type is not ("radio" or "checkbox") || input.IsChecked).Select(input => (input.Name!, input.Value))
            .Concat(form.QuerySelectorAll<IHtmlSelectElement>("select").Select(select => (select.Name!, select.Value!))).Concat(form.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Select(text => (text.Name!, text.Value)))
            .Where(field => !fields.Any(given => given.Name == field.Item1)).Concat(fields);
        using var content = new FormUrlEncodedContent(typed.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await staff.Site.Http.PostAsync(new Uri(action, UriKind.Relative), content, Site.Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        return (answer.Headers.Location?.OriginalString, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel));
    }
}
