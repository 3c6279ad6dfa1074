using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Check;
using Arl.Functions.Reach.Served;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Reach.Check;

/// <summary>The nightly check of the stored reach against the records, and the button that sets it right.</summary>
public sealed class ReachCheckerTests
{
    private const string Import = "import-by-hand";

    private static readonly Dictionary<string, (ReachDifferenceKind[] Kinds, Func<CheckedNetwork, Task> Corrupt)> s_wrongs = new(StringComparer.Ordinal)
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
        await using var network = await CheckedNetwork.Start();
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
        await using var network = await CheckedNetwork.Start();
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
        await using var network = await CheckedNetwork.Start(settled: false);
        await network.Hold(nameof(ImportState.Undoing));

        Assert.Empty(await network.Check());

        network.Site.Network.Clock.Advance(ReachRecords.OnItsWay + TimeSpan.FromMinutes(1));
        await network.FindsAndRepairs((ReachDifferenceKind.Missing, network.Requested), (ReachDifferenceKind.NotOwed, network.Imported));
    }

    [Fact]
    public async Task Work_that_staff_stopped_is_no_excuse_for_a_school_that_is_missing()
    {
        await using var network = await CheckedNetwork.Start(settled: false);
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
        await using var network = await CheckedNetwork.Start();
        var import = (await network.Site.Network.Get<ImportRoom>().All(Cancel)).Single(one => one.Kind == ServedImport.Name);

        await network.Site.Network.Get<ImportRoom>().Undo(import.Kind, import.ImportId, "Kim", Cancel);

        Assert.Empty(await network.Check());
        Assert.Single(await network.Told());
    }

    [Fact]
    public async Task A_file_that_staff_undo_between_a_look_and_its_repair_stays_undone()
    {
        await using var network = await CheckedNetwork.Start();
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
        await using var network = await CheckedNetwork.Start();
        await network.Rewrite(network.Requested, book => book.Correct(book.Sources[0], book.Now! with { Students = 9, Locale = null, Organizations = ["Nobody"] }, Some.Moment));

        await network.FindsAndRepairs((ReachDifferenceKind.Otherwise, network.Requested));

        var school = (await network.Site.Network.Get<ReachTable>().All(Cancel)).Single(one => one.Key == network.Requested.RowKey);
        Assert.Equal((9, null), (school.Students, school.Locale));
        Assert.Equal([Some.Coach.Organization], school.Organizations);
    }

    [Fact]
    public async Task Counting_that_goes_on_during_a_check_raises_no_false_alarm()
    {
        await using var network = await CheckedNetwork.Start();
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
        await using var network = await CheckedNetwork.Start();
        Assert.Contains("Not checked yet.", (await network.Page()).Body!.TextContent, StringComparison.Ordinal);
        await network.Delete(network.Imported);

        using var check = await network.Site.Press(await network.Page(), "check");
        var page = await network.Page();
        using var repaired = await network.Site.Press(page, "repair");
        var after = await network.Page("?done=repaired");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (check.StatusCode, repaired.StatusCode));
        Assert.Contains($"{network.Imported.RowKey}: import-", page.QuerySelector("main ul")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("They agree.", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Last repaired by Kim Osei", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(after.QuerySelectorAll("button[value=repair]"));
    }
}
