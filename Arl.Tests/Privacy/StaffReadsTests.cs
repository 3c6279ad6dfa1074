using System.Net;
using System.Text.RegularExpressions;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Arl.Pages.Privacy;
using Arl.Pages.Staff;
using Arl.Tests.House;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Privacy;

/// <summary>Who of the staff read of people is kept before they read it.</summary>
public sealed partial class StaffReadsTests
{
    private static readonly string[] s_people = ["Lucero", "ana.lucero@", "505 555 0142", "Jo Reyes", "jo.reyes@"];

    /// <summary>The emails there are written to invented people.</summary>
    private static readonly string[] s_invented = ["staff/mail-kinds", "staff/mail/{kind}"];

    [Fact]
    public async Task Every_page_and_file_in_which_people_can_be_read_is_noted_with_who_opened_it()
    {
        await using var staff = await StaffSite.Start();
        await SomePeople.Coached(staff);
        var reference = (await staff.Ask()).ToString();
        var shown = 0;
        foreach (var (method, route) in StaffDoorTests.Routes.Where(one => one.Method == "GET" && !s_invented.Contains(one.Route)))
        {
            var function = Site.Functions.Single(one => one.Trigger.Route == route && one.Trigger.Methods!.Contains("get")).Method.DeclaringType!.Name;
            var before = (await Rows(staff)).Count;
            using var answer = await staff.Site.Http.GetAsync(new Uri(StaffDoorTests.Path(route, reference), UriKind.Relative), Site.Cancel);
            var text = await answer.Content.ReadAsStringAsync(Site.Cancel);
            var noted = (await Rows(staff)).Count > before;
            var says = s_people.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
            Assert.True(noted || says.Count == 0, $"{method} {route} shows {string.Join(", ", says)} and is not noted: {function} says that it shows nobody.");
            shown += noted ? 1 : 0;
            if (noted)
                Assert.Equal((function, "Kim Osei", "read"), (await Rows(staff)).Where(row => row.GetString("Page") == function).Select(row => (row.GetString("Page"), row.GetString("By"), row.GetString("What"))).First());
        }
        Assert.True(shown >= 7, $"Only {shown} pages were noted.");
        Assert.DoesNotContain(await SomePeople.Where(staff.Network.Storage, [.. SomePeople.Words, .. SomePeople.OfCoach]), found => found.StartsWith(TableNames.StaffReads, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_and_a_coach_are_noted_by_their_ids_and_a_search_by_none()
    {
        await using var staff = await StaffSite.Start();
        var reference = await SomePeople.Coached(staff);
        await staff.Open(reference);
        await StaffForms.Get(staff, "/staff/coaches/coach-1");
        await StaffForms.Get(staff, "/staff/coaches/ana.lucero@mesaschools.example");
        using var search = new FormUrlEncodedContent([SignedIn.Field(staff.Site), KeyValuePair.Create("words", "Lucero")]);
        using var found = await staff.Site.Http.PostAsync(new Uri("/staff/requests/search", UriKind.Relative), search, Site.Cancel);

        var noted = (await Rows(staff)).Select(row => (row.GetString("Page"), (string?)row.GetString("About"))).ToHashSet();

        Assert.Superset(new HashSet<(string, string?)> { ("ShowStaffRequest", reference.ToString()), ("ShowCoach", "coach-1"), ("ShowCoach", null), ("SearchRequests", null) }, noted);
        Assert.DoesNotContain(staff.Network.Logs.Lines, line => line.Contains("Lucero", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_it_cannot_be_noted_nothing_is_shown()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        await staff.Network.Storage.Table(TableNames.StaffReads).DeleteAsync(Site.Cancel);

        var answer = await StaffForms.Get(staff, $"/staff/requests/{reference}");

        Assert.True(answer.Status >= HttpStatusCode.InternalServerError, $"It was answered with {answer.Status}.");
        Assert.DoesNotContain("Lucero", answer.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await StaffForms.Get(staff, "/staff/settings")).Status);
    }

    [Fact]
    public async Task Staff_read_it_by_day_by_member_and_by_request_for_24_months()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        await staff.Open(reference);
        await staff.Network.Get<StaffReads>().Keep(new(Some.Moment.AddMinutes(1), "Lee Park", StaffReads.Read, "ShowCoaches", null, null), Site.Cancel);

        async Task<string> Read(string query) => (await StaffForms.Open(staff, "/staff/audit" + query)).Body!.TextContent;

        Assert.All(["Kim Osei", "Lee Park", "read a request’s page", "read the list of coaches", reference.ToString()], word => Assert.Contains(word, Read("?day=2026-11-24").Result, StringComparison.Ordinal));
        Assert.Contains("Nothing was noted", await Read("?day=2026-11-20"), StringComparison.Ordinal);
        Assert.DoesNotContain("Lee Park", await Read("?about=" + reference), StringComparison.Ordinal);
        Assert.DoesNotContain("Kim Osei", await Read("?day=2026-11-24&who=" + StaffReads.Mark("Lee Park")), StringComparison.Ordinal);

        staff.Network.Clock.Advance(staff.Network.Clock.GetUtcNow().AddMonths(24).AddDays(2) - staff.Network.Clock.GetUtcNow());
        await staff.Network.Get<Retention>().Run(Site.Cancel);
        Assert.Empty(await Rows(staff));
    }

    /// <summary>That each says it, the compiler sees to: the door asks for it. That it says it of itself, this does.</summary>
    [Fact]
    public void A_function_that_shows_people_names_itself()
    {
        var calls = Repository.Files.Where(file => file.StartsWith("Arl.Functions/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => People().Matches(Repository.Text(file)).Select(call => (File: Path.GetFileNameWithoutExtension(file), Page: call.Groups["page"].Value))).ToList();

        Assert.True(calls.Count >= 20, $"Only {calls.Count} were found.");
        Assert.All(calls, call => Assert.Equal(call.File, call.Page));
        Assert.DoesNotContain(calls, call => AuditWords.Of(call.Page) == call.Page); // Staff read words, not the names of functions.
    }

    private static async Task<IReadOnlyList<TableEntity>> Rows(StaffSite staff) => await staff.Network.Storage.Table(TableNames.StaffReads).QueryAsync<TableEntity>(cancellationToken: Site.Cancel).ToListAsync(Site.Cancel);

    [GeneratedRegex(@"Enter\(http, Shows\.People\(nameof\((?<page>\w+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex People();
}
