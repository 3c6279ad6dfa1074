using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Reach;
using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The nightly check of the stored reach against the records, and the button that sets it right.</summary>
public sealed class ReachCheckerTests(Azurite azurite)
{
    private const string Import = "import-by-hand";

    private static readonly Dictionary<string, (ReachDifferenceKind[] Kinds, Func<Network, Task> Corrupt)> s_wrongs = new(StringComparer.Ordinal)
    {
        ["a school that is gone"] = ([ReachDifferenceKind.Missing], network => network.Delete(network.Requested)),
        ["a school of an import that is gone"] = ([ReachDifferenceKind.Missing], network => network.Delete(network.Imported)),
        ["a school that nobody owes"] = ([ReachDifferenceKind.NotOwed], network => network.Write(ServedBook.Empty.Say(Import, SomeReach.Served with { Key = "359000100009" }, Some.Moment))),
        ["a word of an unknown source"] = ([ReachDifferenceKind.NotOwed], network => network.Rewrite(network.Requested, book => book.Say("ARL-0000-0000", SomeReach.Served with { Organizations = ["Nobody"] }, Some.Moment))),
        ["other organizations"] = ([ReachDifferenceKind.Otherwise], network => network.Reword(network.Requested, school => school with { Organizations = ["Nobody"] })),
        ["another day"] = ([ReachDifferenceKind.Otherwise], network => network.Reword(network.Requested, school => school with { IntroducedOn = new(2020, 1, 1) })),
        ["other facts than an import said"] = ([ReachDifferenceKind.Otherwise], network => network.Reword(network.Imported, school => school with { Students = 9 })),
        ["a word that was taken back by nobody"] = ([ReachDifferenceKind.Missing], network => network.Rewrite(network.Imported, book => book.TakeBack(book.Sources[0], Some.Moment))),
        ["a count that its words do not bear out"] = ([ReachDifferenceKind.OutOfOrder], network => network.Set(network.Imported, "Students", 1_000_000)),
        ["a school that does not count although it was served"] = ([ReachDifferenceKind.OutOfOrder], network => network.Set(network.Requested, "InForce", false)),
        ["a row from before words were kept"] = ([ReachDifferenceKind.NotOwed, ReachDifferenceKind.Missing], network => network.Forget(network.Requested)),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Wrongs => [.. s_wrongs.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public async Task Whatever_is_wrong_in_the_stored_reach_is_found_told_once_and_repaired(string wrong)
    {
        await using var network = await Network.Start(azurite);
        var before = await network.Told();
        Assert.Empty(await network.Check());

        await s_wrongs[wrong].Corrupt(network);
        var found = await network.Check();
        await network.Check();
        await network.Site.Network.Settle();

        Assert.Equal(s_wrongs[wrong].Kinds.Order(), found.Select(difference => difference.Kind).Order());
        Assert.Single(network.Site.Network.Mailer.Sent, mail => mail.Id.StartsWith("reach-check-", StringComparison.Ordinal));
        Assert.Equal(found.Count, await network.Site.Network.Get<ReachChecker>().Repair("Kim", Cancel));
        Assert.Empty(await network.Check());
        Assert.Equal(before, await network.Told());
    }

    [Fact]
    public async Task The_same_trouble_again_after_a_repair_is_told_again()
    {
        await using var network = await Network.Start(azurite);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await network.Delete(network.Requested);
            await network.Check();
            await network.Site.Network.Get<ReachChecker>().Repair("Kim", Cancel);
            network.Site.Network.Clock.Advance(TimeSpan.FromDays(1));
        }
        await network.Site.Network.Settle();

        Assert.Equal(2, network.Site.Network.Mailer.Sent.Count(mail => mail.Id.StartsWith("reach-check-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_not_counted_yet_or_is_being_undone_is_no_difference_for_an_hour()
    {
        await using var network = await Network.Start(azurite, settled: false);
        await network.Hold(nameof(ImportState.Undoing));

        Assert.Empty(await network.Check());

        network.Site.Network.Clock.Advance(ReachRecords.OnItsWay + TimeSpan.FromMinutes(1));
        await network.FindsAndRepairs((ReachDifferenceKind.Missing, network.Requested), (ReachDifferenceKind.NotOwed, network.Imported));
    }

    [Fact]
    public async Task Work_that_staff_stopped_is_no_excuse_for_a_school_that_is_missing()
    {
        await using var network = await Network.Start(azurite, settled: false);
        await network.Delete(network.Imported);
        await network.Hold(nameof(ImportState.Accepted));
        Assert.Empty(await network.Check());

        var owed = network.Site.Network.Get<OwedWork>();
        foreach (var row in (await owed.All(Cancel)).Where(row => row.Queue is QueueNames.CountReach or QueueNames.ApplyImports))
            await owed.Stop(row.Queue, row.Key, "Kim", Cancel);

        await network.FindsAndRepairs((ReachDifferenceKind.Missing, network.Requested), (ReachDifferenceKind.Missing, network.Imported));
    }

    [Fact]
    public async Task An_import_that_was_undone_owes_nothing()
    {
        await using var network = await Network.Start(azurite);
        var import = (await network.Site.Network.Get<ImportRoom>().All(Cancel)).Single(one => one.Kind == ServedImport.Name);

        await network.Site.Network.Get<ImportRoom>().Undo(import.Kind, import.ImportId, "Kim", Cancel);

        Assert.Empty(await network.Check());
        Assert.Single(await network.Told());
    }

    [Fact]
    public async Task A_file_that_staff_undo_between_a_look_and_its_repair_stays_undone()
    {
        await using var network = await Network.Start(azurite);
        var import = (await network.Site.Network.Get<ImportRoom>().All(Cancel)).Single(one => one.Kind == ServedImport.Name);
        await network.Delete(network.Imported);
        var found = await network.Check();

        await network.Site.Network.Get<ImportRoom>().Undo(import.Kind, import.ImportId, "Kim", Cancel);

        Assert.Equal(ReachDifferenceKind.Missing, Assert.Single(found).Kind);
        Assert.Equal(0, await network.Site.Network.Get<ReachRepair>().Repair(found, Cancel));
        Assert.Single(await network.Told());
        Assert.Empty(await network.Check());
    }

    [Fact]
    public async Task A_repair_of_a_requests_word_keeps_what_the_directory_said_of_the_school_then()
    {
        await using var network = await Network.Start(azurite);
        await network.Rewrite(network.Requested, book => book.Correct(book.Sources[0], book.Now! with { Students = 9, Locale = null, Organizations = ["Nobody"] }, Some.Moment));

        await network.FindsAndRepairs((ReachDifferenceKind.Otherwise, network.Requested));

        var school = (await network.Site.Network.Get<ReachTable>().All(Cancel)).Single(one => one.Key == network.Requested.RowKey);
        Assert.Equal((9, null), (school.Students, school.Locale));
        Assert.Equal([Some.Coach.Organization], school.Organizations);
    }

    [Fact]
    public async Task Counting_that_goes_on_during_a_check_raises_no_false_alarm()
    {
        await using var network = await Network.Start(azurite);
        var services = network.Site.Network;
        var work = Task.Run(async () =>
        {
            foreach (var n in Enumerable.Range(0, 6))
            {
                using var _ = await network.Load($"school_id,students,introduced_on,organization\n359000100001,{n},2020-09-14,Bridge {n}\n359000100002,{n},2020-09-14,Bridge {n}\n");
                await network.Site.Post(SomeJson.From($"school{n}@mesaschools.example"));
                await services.Settle();
            }
        }, Cancel);

        while (!work.IsCompleted)
            Assert.Empty(await services.Get<ReachChecker>().Check(Cancel));

        await work;
        Assert.Empty(await network.Check());
    }

    [Fact]
    public async Task Staff_see_what_differs_and_repair_it_with_a_button()
    {
        await using var network = await Network.Start(azurite);
        Assert.Contains("Not checked yet.", (await network.Page()).Body!.TextContent, StringComparison.Ordinal);
        await network.Delete(network.Imported);

        using var check = await network.Site.Press(await network.Page(), "check");
        var page = await network.Page();
        using var repaired = await network.Site.Press(page, "repair");
        var after = await network.Page("?done=repaired");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (check.StatusCode, repaired.StatusCode));
        Assert.Contains($"{network.Imported.RowKey}: import-", page.QuerySelector("ul")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("They agree.", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Last repaired by Kim Osei", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(after.QuerySelectorAll("button[value=repair]"));
    }

    /// <summary>A network with a school that a request served and one that an import did.</summary>
    private sealed class Network(Site site) : IAsyncDisposable
    {
        public Site Site => site;

        public TableEntity Requested { get; } = new("35", Some.School.Id.ToString());

        public TableEntity Imported { get; } = new("35", Some.Neighbor.Id.ToString());

        private TableClient Table => site.Network.Storage.Table(TableNames.Reach);

        public static async Task<Network> Start(Azurite azurite, bool settled = true)
        {
            var network = new Network(await Site.Start(azurite, SignedIn.AtTheDoor));
            using var _ = await network.Load("school_id,students,introduced_on,organization\n359000100002,200,2020-09-14,Bridge\n");
            await network.Site.Network.Coaches.Import([Some.Coach with { Capacity = 9 }], Cancel);
            await network.Site.Post(SomeJson.Request);
            await network.Site.Network.SettleBut(settled ? null : QueueNames.CountReach);
            return network;
        }

        public Task<HttpResponseMessage> Load(string csv) =>
            site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"), Cancel);

        public Task<IReadOnlyList<ReachDifference>> Check() => site.Network.Get<ReachChecker>().Check(Cancel);

        public async Task<IReadOnlyList<string>> Told() => [.. (await site.Network.Get<ReachTable>().All(Cancel)).Select(school => JsonSerializer.Serialize(school, DomainJson.Options)).Order(StringComparer.Ordinal)];

        public async Task<IDocument> Page(string query = "")
        {
            var page = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri("/staff/reach/check" + query, UriKind.Relative), Cancel), Cancel);
            PageRules.AreKept(page);
            return page;
        }

        /// <summary>The import stands in this state, and the work that would end it is owed.</summary>
        public async Task Hold(string state)
        {
            var import = (await site.Network.Get<ImportRoom>().All(Cancel)).Single(one => one.Kind == ServedImport.Name);
            var owed = OutboxMessage.For(import.Kind, $"{import.ImportId}_apply", QueueNames.ApplyImports, new ImportDue(import.Kind, import.ImportId)).Add(site.Network.Clock.GetUtcNow());
            await site.Network.Storage.Table(TableNames.Imports).SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(import.Kind, import.ImportId) { ["State"] = state }), owed], Cancel);
        }

        public async Task FindsAndRepairs(params IReadOnlyList<(ReachDifferenceKind, TableEntity Row)> expected)
        {
            Assert.Equal(expected.Select(one => (one.Item1, one.Row.RowKey)), (await Check()).Select(difference => (difference.Kind, difference.Key)));
            Assert.Equal(expected.Count, await site.Network.Get<ReachChecker>().Repair("Kim", Cancel));
            Assert.Empty(await Check());
        }

        public Task<Azure.Response> Delete(TableEntity row) => Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);

        public Task<Azure.Response> Write(ServedBook book) => Table.UpsertEntityAsync(ReachRow.Write(book), TableUpdateMode.Replace, Cancel);

        public async Task Rewrite(TableEntity row, Func<ServedBook, ServedBook> change) => await Write(change(ReachRow.ReadBook(await Read(row))));

        /// <summary>Other words in place of those that stand, as if they had always been said.</summary>
        public Task Reword(TableEntity row, Func<ServedSchool, ServedSchool> change) => Rewrite(row, book => book with { Mentions = [.. book.Mentions.Select(mention => mention with { School = change(mention.School) })] });

        public async Task Set(TableEntity row, string column, object value) => await Table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, Azure.ETag.All, TableUpdateMode.Merge, Cancel);

        public async Task Forget(TableEntity row)
        {
            var old = await Read(row);
            foreach (var column in (string[])["Mentions0", "InForce", "ChangedAt"])
                old.Remove(column);
            await Table.UpdateEntityAsync(old, Azure.ETag.All, TableUpdateMode.Replace, Cancel);
        }

        public ValueTask DisposeAsync() => site.DisposeAsync();

        private async Task<TableEntity> Read(TableEntity row) => (await Table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: Cancel)).Value;
    }
}
