using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.LearningCalls.Library;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Privacy;

/// <summary>One person, found, exported and erased by staff.</summary>
public sealed class PeopleTests
{
    private const string Ana = "ana.lucero@mesaschools.example";
    private const string Jo = "jo.reyes@learning-partners.example";

    [Fact]
    public async Task Staff_find_all_that_is_kept_of_an_address_and_no_log_says_whom_they_looked_for()
    {
        await using var staff = await StaffSite.Start();
        var reference = (await SomePeople.Coached(staff)).ToString();

        var (status, page) = await Post(staff, "/staff/people", ("email", Ana.ToUpperInvariant()));
        var (_, coach) = await Post(staff, "/staff/people", ("email", Jo));
        var (_, nobody) = await Post(staff, "/staff/people", ("email", "nobody@nowhere.example"));
        var (wrong, _) = await Post(staff, "/staff/people", ("email", "Ana Lucero"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (status, wrong));
        Assert.All([reference, "Ana Lucero, Principal 505 555 0142", "Reach every family", "Families answer now", "Talked about Ana", "Emails to them", "it does not arrive"], words => Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal));
        Assert.All([reference, "Jo Reyes, Learning Partners", "It goes well with them", "Introduction: Mesa Verde"], words => Assert.Contains(words, coach.Body!.TextContent, StringComparison.Ordinal));
        Assert.Contains("Nothing is kept of this address", nobody.Body!.TextContent, StringComparison.Ordinal);
        Assert.All((IEnumerable<IHtmlDocument>)[page, coach, nobody], PageRules.AreKept);
        Assert.DoesNotContain(staff.Network.Logs.Lines, line => line.Contains("lucero", StringComparison.OrdinalIgnoreCase) || line.Contains("jo.reyes", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task They_export_it_as_a_file_and_that_is_noted()
    {
        await using var staff = await StaffSite.Start();
        var reference = (await SomePeople.Coached(staff)).ToString();

        using var content = new FormUrlEncodedContent([SignedIn.Field(staff.Site), KeyValuePair.Create("email", Ana)]);
        using var answer = await staff.Site.Http.PostAsync(new Uri("/staff/people/export", UriKind.Relative), content, Site.Cancel);
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Site.Cancel))!;

        Assert.Equal(("attachment", "person.json"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        var request = Assert.Single(file["requests"]!.AsArray())!;
        Assert.Equal((Ana, reference, "Ana Lucero", "505 555 0142", "Talked about Ana"), ((string?)file["address"], (string?)request["reference"], (string?)request["name"], (string?)request["phone"], (string?)request["sessions"]![0]!["topic"]));
        Assert.Equal("Families answer now.", (string?)Assert.Single(file["theirAnswers"]!.AsArray())!["changed"]);
        Assert.NotEmpty(file["emailsToThem"]!.AsArray());
        Assert.NotNull(file["mailToThemIsStopped"]!["hardBounceAt"]);
        Assert.Contains(await Noted(staff), noted => noted == ("exported", reference, null));
    }

    [Fact]
    public async Task What_a_coach_shared_in_the_library_is_found_and_stands_in_their_file()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Get<ResourcesTable>().Add(SomeResource.Guide with { Link = null, File = new("Family night.pdf", "a-blob", 12, "application/pdf") }, Some.Coach.Id, Site.Cancel);
        await staff.Network.Get<ResourcesTable>().Add(SomeResource.Number(1) with { Title = "Of another", SharedBy = "coach-2" }, "coach-2", Site.Cancel);

        var (_, page) = await Post(staff, "/staff/people", ("email", Jo));
        using var content = new FormUrlEncodedContent([SignedIn.Field(staff.Site), KeyValuePair.Create("email", Jo)]);
        using var answer = await staff.Site.Http.PostAsync(new Uri("/staff/people/export", UriKind.Relative), content, Site.Cancel);
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Site.Cancel))!;

        PageRules.AreKept(page);
        Assert.Contains(SomeResource.Guide.Title, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Of another", page.Body.TextContent, StringComparison.Ordinal);
        var shared = Assert.Single(file["sharedInTheLibrary"]!.AsArray())!;
        Assert.Equal((SomeResource.Guide.Title, SomeResource.Guide.Note, "Family night.pdf", Some.Moment), ((string?)shared["title"], (string?)shared["note"], (string?)shared["fileName"], (DateTimeOffset)shared["sharedAt"]!));
    }

    [Fact]
    public async Task They_erase_it_in_two_steps_with_a_reason_and_no_figure_changes()
    {
        await using var staff = await StaffSite.Start();
        var reference = (await SomePeople.Coached(staff)).ToString();
        var before = await SomePeople.Figures(staff.Network);

        var (_, first) = await Post(staff, "/staff/people/erase", ("email", Ana));
        var (without, _) = await Post(staff, "/staff/people/erase", ("email", Ana), ("confirm", "yes"), ("why", " "));
        Assert.NotEmpty(await SomePeople.Where(staff.Network.Storage, SomePeople.Words));
        var (status, _) = await Post(staff, "/staff/people/erase", ("email", Ana), ("confirm", "yes"), ("why", "They asked by phone."));

        PageRules.AreKept(first);
        Assert.Contains("Places, needs, dates, scores and minutes", first.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.SeeOther), (without, status));
        Assert.Empty(await SomePeople.Where(staff.Network.Storage, SomePeople.Words));
        Assert.Equal(before, await SomePeople.Figures(staff.Network));
        Assert.Contains(await Noted(staff), noted => noted == ("erased", reference, "They asked by phone."));
        Assert.True((await staff.Network.Get<SuppressionList>().Get(Some.Request.Contact.Email, Site.Cancel)).HardBounceAt is not null);
    }

    [Fact]
    public async Task Who_has_an_open_request_or_coaches_is_not_erased_and_the_page_says_what_to_do_first()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = (await staff.Ask()).ToString();

        var (_, contact) = await Post(staff, "/staff/people/erase", ("email", Ana), ("confirm", "yes"), ("why", "They asked."));
        var (_, coach) = await Post(staff, "/staff/people/erase", ("email", Jo), ("confirm", "yes"), ("why", "They asked."));

        Assert.Contains($"{reference} is open. Withdraw it", contact.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The coach coach-1 is active. Make them inactive first", coach.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(await Noted(staff), noted => noted.What == "erased");
        Assert.Equal("Ana Lucero", (await staff.Stored(Domain.Requests.Reference.Parse(reference))).Contact.Name);
    }

    [Fact]
    public async Task A_coach_who_is_inactive_is_erased_everywhere()
    {
        await using var staff = await StaffSite.Start();
        await SomePeople.Coached(staff);
        await staff.Network.Coaches.Import([Some.Coach with { Active = false }], Site.Cancel);
        await staff.Network.Settle();

        await Post(staff, "/staff/people/erase", ("email", Jo), ("confirm", "yes"), ("why", "They asked."));

        Assert.Empty(await SomePeople.Where(staff.Network.Storage, SomePeople.OfCoach));
        Assert.Contains(await Noted(staff), noted => noted == ("erased", "coach-1", "They asked."));
    }

    [Fact]
    public async Task A_coach_is_erased_from_files_whatever_their_address_was_when_they_were_loaded()
    {
        await using var staff = await StaffSite.Start();
        var coach = Some.Coach with { Email = EmailAddress.Parse("o'brien+arl@learning-partners.example"), Active = false };
        foreach (var loaded in (Coach[])[coach with { Email = EmailAddress.Parse("o'brien@older.example") }, coach])
            await staff.Network.Get<ImportRoom>().Take(CoachImport.Name, new(CoachCsv.Write([loaded]), CoachImport.Write([loaded]), 1), "Kim Osei", Site.Cancel);

        await Post(staff, "/staff/people/erase", ("email", coach.Email.Value), ("confirm", "yes"), ("why", "They asked."));

        Assert.Empty(await SomePeople.Where(staff.Network.Storage, "brien", "Jo Reyes"));
    }

    [Fact]
    public async Task A_former_contact_is_exported_and_erased_from_what_their_coach_was_told()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask();
        await staff.Do(reference, "contact", ("contact.name", "Ben Ortiz"), ("contact.email", "ben.ortiz@mesaschools.example"), ("contact.phone", ""));
        await staff.Network.Settle();

        using var content = new FormUrlEncodedContent([SignedIn.Field(staff.Site), KeyValuePair.Create("email", Ana)]);
        using var file = await staff.Site.Http.PostAsync(new Uri("/staff/people/export", UriKind.Relative), content, Site.Cancel);
        var others = JsonNode.Parse(await file.Content.ReadAsStringAsync(Site.Cancel))!["emailsToOthersAboutThem"]!.AsArray();
        await Post(staff, "/staff/people/erase", ("email", Ana), ("confirm", "yes"), ("why", "They asked."));

        Assert.Equal(["Introduction: Mesa Verde Elementary, New Mexico"], others.Select(email => (string?)email!["subject"]));
        Assert.Empty(await SomePeople.Where(staff.Network.Storage, "Lucero", "505 555 0142"));
        Assert.Equal("Ben Ortiz", (await staff.Stored(reference)).Contact.Name);
    }

    [Fact]
    public async Task Whoever_is_found_and_exported_is_noted_under_each_of_their_requests_and_as_a_coach()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Email = EmailAddress.Parse(Ana), Active = false }], Site.Cancel);
        var ids = new[] { (await staff.Ask()).ToString(), (await staff.Site.Post(SomeJson.District("359000100001"))).Reference!, "coach-1" };

        await Post(staff, "/staff/people", ("email", Ana));
        await Post(staff, "/staff/people/export", ("email", Ana));

        var noted = await Noted(staff);
        Assert.All(ids, id => Assert.Equal(["exported", "read"], noted.Where(one => one.About == id).Select(one => one.What).Order(StringComparer.Ordinal)));
    }

    private static async Task<(HttpStatusCode Status, IHtmlDocument Page)> Post(StaffSite staff, string path, params IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(SignedIn.Field(staff.Site)));
        using var answer = await staff.Site.Http.PostAsync(new Uri(path, UriKind.Relative), content, Site.Cancel);
        return (answer.StatusCode, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel));
    }

    private static async Task<IReadOnlyList<(string What, string? About, string? Why)>> Noted(StaffSite staff) =>
        await staff.Network.Storage.Table(TableNames.StaffReads).QueryAsync<TableEntity>(cancellationToken: Site.Cancel).Select(row => (row.GetString("What"), (string?)row.GetString("About"), (string?)row.GetString("Why"))).ToListAsync(Site.Cancel);
}
