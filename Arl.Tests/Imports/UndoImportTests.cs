using System.Net;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Domain.Reach;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Reach;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Imports;

/// <summary>An import can be looked at before, and taken back after.</summary>
public sealed class UndoImportTests
{
    private const string Header = "school_id,students,introduced_on,organization\n";
    private const string First = Header + "359000100001,100,2020-09-14,Bridge\n359000100002,200,2020-09-14,Bridge\n";
    private const string Second = Header + "359000100001,110,2020-10-14,Other\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?dryRun=1"), InlineData("?dryRun=yes"), InlineData("?dryRun")]
    public async Task Whoever_means_to_look_first_never_loads_the_file_by_a_slip(string query)
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        using var csv = new StringContent("school_id,students,introduced_on,organization\n359000100001,210,2020-09-14,Bridge\n", System.Text.Encoding.UTF8, "text/csv");

        using var answer = await site.Http.PostAsync(new Uri("/api/staff/served" + query, UriKind.Relative), csv, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await site.Rows(TableNames.Reach));
    }

    [Fact]
    public async Task A_file_is_looked_at_before_it_is_loaded_and_nothing_is_kept()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        await network.PostServed(Second);
        var before = (await network.Rows(TableNames.Reach)).Select(row => row.ETag).ToList();
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        var (status, body) = await network.PreviewServed(First);

        var answer = JsonDocument.Parse(body).RootElement;
        Assert.Equal((200, true, 2, 1, 1, 0), (status, answer.GetProperty("dryRun").GetBoolean(), Number(body, "rows"), Number(body, "newSchools"), Number(body, "changed"), Number(body, "unchanged")));
        Assert.Equal(
        [
            "359000100001 Mesa Verde Elementary: students 110 → 100; first introduced 2020-10-14 → 2020-09-14; organizations Other → Bridge, Other",
            "359000100002 Mesa High: new; city Cuba; state NM; district 3590001; locale Rural: Remote; charter no; level high; Title I yes; poverty share 0.4941; students 200; first introduced 2020-09-14; organizations Bridge",
        ], answer.GetProperty("examples").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal(before, (await network.Rows(TableNames.Reach)).Select(row => row.ETag));
        Assert.Single(await network.Rows(TableNames.Imports));
    }

    [Fact]
    public async Task A_file_that_is_loaded_already_would_change_nothing_and_a_wrong_one_explains_itself()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        await network.PostServed(First);
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await network.PreviewServed(First);
        var wrong = await network.PreviewServed(Header + "359000100001,x,2020-09-14,Bridge\n");

        Assert.Equal((0, 0, 2), (Number(again.Body, "newSchools"), Number(again.Body, "changed"), Number(again.Body, "unchanged")));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("line 2, students", wrong.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_many_schools_is_shown_by_the_first_fifty()
    {
        await using var network = await ReachNetwork.Open();

        var (_, body) = await network.PreviewServed(SomeReach.PublishedCsv());

        Assert.Equal((1515, 50), (Number(body, "newSchools"), JsonDocument.Parse(body).RootElement.GetProperty("examples").GetArrayLength()));
    }

    [Fact]
    public async Task To_undo_an_import_leaves_what_the_others_said_and_to_load_it_again_has_it_again()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        await network.PostServed(Second);
        var before = (await network.ShowFigures()).Body;
        network.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = IdIn((await network.PostServed(First)).Body);
        var loaded = Told(await network.Get<ReachTable>().All(Cancel));

        var undone = await network.UndoServed(id);
        var twice = await network.UndoServed(id);

        Assert.Equal((200, 1, 1), (undone.Status, Number(undone.Body, "removed"), Number(undone.Body, "changed")));
        Assert.Equal((200, 0, 0), (twice.Status, Number(twice.Body, "removed"), Number(twice.Body, "changed")));
        Assert.Equal(Figures(before), Figures((await network.ShowFigures()).Body));
        Assert.Equal(["359000100001 110 Other"], Told(await network.Get<ReachTable>().All(Cancel)));

        // At the same moment as the undo: the clock of the test stands.
        var again = await network.PostServed(First);

        Assert.Equal((1, 1, 0), (Number(again.Body, "newSchools"), Number(again.Body, "changed"), Number(again.Body, "unchanged")));
        Assert.Equal(loaded, Told(await network.Get<ReachTable>().All(Cancel)));
        Assert.DoesNotContain(await network.Rows(TableNames.Imports), row => row.RowKey.StartsWith(OutboxMessage.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_undo_that_is_cut_short_is_finished_by_the_queue()
    {
        await using var network = await ReachNetwork.Open();
        var id = IdIn((await network.PostServed(SomeReach.PublishedCsv())).Body);
        await AsACrashLeavesIt(network, id, ImportState.Undoing);
        var schools = ServedImport.Read(await network.Get<ImportRoom>().AcceptedOf(ServedImport.Name, id, Cancel), new(Some.Moment, id));
        await network.Get<ReachTable>().TakeBack(schools.Take(700), ServedImport.SourceOf(id), Cancel);

        await Task.WhenAll(network.Function<ApplyImport>().Run(new("served", id), Cancel), network.Function<ApplyImport>().Run(new("served", id), Cancel));

        Assert.Empty(await network.Get<ReachTable>().All(Cancel));
        Assert.Equal(nameof(ImportState.Undone), Assert.Single(await network.Rows(TableNames.Imports)).GetString("State"));
    }

    [Fact]
    public async Task Whoever_still_applies_an_import_that_is_undone_brings_nothing_back()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        var id = IdIn((await network.PostServed(First)).Body);
        var room = network.Get<ImportRoom>();
        var (accepted, stamp) = (await room.AcceptedOf(ServedImport.Name, id, Cancel), new ImportStamp(Some.Moment, id));
        await network.Storage.Table(TableNames.Reach).DeleteEntityAsync("35", "359000100002", cancellationToken: Cancel); // Not written yet.
        await room.Undo(ServedImport.Name, id, "ana", Cancel);
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        await network.Get<IEnumerable<IImportKind>>().Single(kind => kind.Kind == ServedImport.Name).Apply(accepted, stamp, Cancel);

        Assert.Empty(await network.Get<ReachTable>().All(Cancel));
    }

    [Fact]
    public async Task Only_an_import_of_schools_that_is_kept_can_be_undone()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        var coaches = await network.Get<ImportRoom>().Take(CoachImport.Name, new(new BinaryData("a").ToMemory(), CoachImport.Write([Some.Coach]), 1), "ana", Cancel);

        Assert.IsType<Undoing.NotThisKind>(await network.Get<ImportRoom>().Undo(CoachImport.Name, coaches.ImportId, "ana", Cancel));
        Assert.Equal(404, (await network.UndoServed(coaches.ImportId)).Status);
        Assert.Equal(404, (await network.UndoServed("../x")).Status);
        network.AtTheDoor = null;
        Assert.Equal(401, (await network.UndoServed(coaches.ImportId)).Status);
    }

    [Fact]
    public async Task Staff_see_what_was_loaded_and_undo_it_with_a_button()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        using var csv = new StringContent(First, System.Text.Encoding.UTF8, "text/csv");
        using var loaded = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), csv, Cancel);
        await site.Network.Get<ImportRoom>().Take(CoachImport.Name, new(new BinaryData("a").ToMemory(), CoachImport.Write([Some.Coach]), 1), "ana", Cancel);

        var page = await Page(site, "/staff/imports");
        var form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("form[action='/staff/imports']"));
        using var fields = new FormUrlEncodedContent(form.QuerySelectorAll<IHtmlInputElement>("input").Select(input => KeyValuePair.Create(input.Name!, input.Value)));
        using var answer = await site.Http.PostAsync(new Uri("/staff/imports", UriKind.Relative), fields, Cancel);

        PageRules.AreKept(page);
        Assert.Contains("Loaded: 2 new, 0 changed, 0 unchanged.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/imports?done=undone"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var after = await Page(site, "/staff/imports?done=undone");
        Assert.Contains("Undone by Kim Osei", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(after.QuerySelectorAll("form[action='/staff/imports']"));
        Assert.Empty(await site.Network.Get<ReachTable>().All(Cancel));
    }

    [Fact]
    public async Task A_file_of_coaches_says_why_it_cannot_be_undone_and_can_be_looked_at()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        var coaches = await site.Network.Get<ImportRoom>().Take(CoachImport.Name, new(new BinaryData("a").ToMemory(), CoachImport.Write([Some.Coach]), 1), "ana", Cancel);
        site.Network.Clock.Advance(TimeSpan.FromHours(1));
        using var csv = new ByteArrayContent(CoachCsv.Write([Some.Coach with { Capacity = 9 }, Some.Coach with { Id = "coach-2" }])) { Headers = { ContentType = new("text/csv") } };

        using var undo = await site.Http.DeleteAsync(new Uri($"/api/staff/coaches/{coaches.ImportId}", UriKind.Relative), Cancel);
        using var look = await site.Http.PostAsync(new Uri("/api/staff/coaches?dryRun=true", UriKind.Relative), csv, Cancel);

        var preview = await look.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (undo.StatusCode, look.StatusCode));
        Assert.Equal((1, 1, 0), (Number(preview, "newCoaches"), Number(preview, "changed"), Number(preview, "unchanged")));
        Assert.Contains("coach-1: capacity: 3 → 9", JsonDocument.Parse(preview).RootElement.GetProperty("examples").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal(3, (await site.Network.Coaches.Get("coach-1", Cancel))!.Load.Coach.Capacity);
        Assert.Contains("load the file from before once more", await undo.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<IDocument> Page(Site site, string path)
    {
        var html = await site.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);
        return await BrowsingContext.New().OpenAsync(page => page.Content(html), Cancel);
    }

    private static async Task AsACrashLeavesIt(ReachNetwork network, string id, ImportState state)
    {
        var owed = OutboxMessage.For("served", $"{id}_apply", QueueNames.ApplyImports, new ImportDue("served", id));
        await network.Storage.Table(TableNames.Imports).SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity("served", id) { ["State"] = state.ToString() }, Azure.ETag.All), owed.Add(Some.Moment)], Cancel);
    }

    private static IEnumerable<string> Told(IEnumerable<ServedSchool> schools) => schools.Select(school => $"{school.Key} {school.Students} {string.Join(',', school.Organizations)}").Order(StringComparer.Ordinal);

    private static string Figures(string body) => body[body.IndexOf("\"schools\"", StringComparison.Ordinal)..];

    private static string IdIn(string body) => JsonDocument.Parse(body).RootElement.GetProperty("importId").GetString()!;

    private static int Number(string body, string name) => JsonDocument.Parse(body).RootElement.GetProperty(name).GetInt32();
}
