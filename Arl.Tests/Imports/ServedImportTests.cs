using System.Text.Json;
using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Storage;
using Arl.Tests.Reach;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Imports;

public sealed class ServedImportTests
{
    private const string Header = "school_id,students,introduced_on,organization,name,city,state,locale,charter,district_id\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_row_states_stands_and_what_it_leaves_empty_comes_from_the_directory()
    {
        await using var network = await ReachNetwork.Open(Some.School);

        var (status, body) = await network.PostServed("ORGANIZATION,introduced_on,students,school_id,locale\n=Bridge,2020-09-14,,359000100001,\nBridge,20200915,99,359000100001,urban\n");

        Assert.Equal((200, (2, 1, 0, 0)), (status, Counts(body)));
        var row = Assert.Single(await network.Rows(TableNames.Reach));
        Assert.Equal(("Mesa Verde Elementary", "Cuba", 10, 99, "2020-09-14", """["=Bridge","Bridge"]""", "3590001"),
            (row.GetString("Name"), row.GetString("City"), row.GetInt32("Locale"), row.GetInt32("Students"), row.GetString("IntroducedOn"), row.GetString("Organizations").Replace("\\u003D", "=", StringComparison.Ordinal), row.GetString("District")));
    }

    [Fact]
    public async Task Every_problem_is_said_at_once_by_line_and_column_and_nothing_is_saved()
    {
        await using var network = await ReachNetwork.Open(Some.School);

        var (status, body) = await network.PostServed(Header
            + "359000100001,210,2020-09-14,Bridge,,,,,,\n"
            + "59000100001,\"1,200\",14.9.2020,,,,ZZ,village,maybe,12\n"
            + "\n"
            + "350000000001,10,2026-11-25,\"Bridge\nWest\",,,,,,\n"
            + "359000100001,211,1999-12-31,Other,,,,,,\n");

        Assert.Equal(400, status);
        Assert.Equal(
        [
            "line 3, school_id", "line 3, students", "line 3, introduced_on", "line 3, organization", "line 3, state", "line 3, locale", "line 3, charter", "line 3, district_id",
            "line 5, introduced_on", "line 5, name", "line 5, city", "line 5, state", "line 7, students", "line 7, introduced_on",
        ], JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Contains("Line 2 says something else of the same school: 210.", body, StringComparison.Ordinal);
        Assert.Empty(await network.Rows(TableNames.Reach));
        Assert.Empty(await network.Rows(TableNames.Imports));
    }

    [Fact]
    public async Task A_school_that_the_directory_lacks_needs_only_name_city_and_state()
    {
        await using var network = await ReachNetwork.Open();

        var (status, body) = await network.PostServed("school_id,students,introduced_on,organization,name,city,state\n350000000001,,2020-09-14,Bridge,Mesa,Cuba,nm\n");

        Assert.Equal((200, (1, 1, 0, 0)), (status, Counts(body)));
        Assert.Contains("\"unknown\":{\"schools\":1,\"share\":0}", (await network.ShowFigures()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_state_level_title_one_and_poverty_and_each_mistake_in_them_is_explained()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        const string Columns = "school_id,students,introduced_on,organization,level,title_i,poverty_share\n359000100001,,2020-09-14,Bridge,";

        var wrong = await network.PostServed(Columns + "primary,perhaps,83\n");
        var right = await network.PostServed(Columns + "high,no,83%\n359000100001,,2020-09-14,Bridge,,,0.83\n");

        Assert.Equal(["line 2, level", "line 2, title_i", "line 2, poverty_share"], JsonDocument.Parse(wrong.Body).RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Contains("or a percentage with its sign, for example 83%.", wrong.Body, StringComparison.Ordinal);
        Assert.Equal((200, (2, 1, 0, 0)), (right.Status, Counts(right.Body)));
        var row = Assert.Single(await network.Rows(TableNames.Reach));
        Assert.Equal(("High", false, 0.83, "Staff"), (row.GetString("Level"), row.GetBoolean("TitleI"), row.GetDouble("PovertyShare"), row.GetString("Source")));
    }

    [Fact]
    public async Task Every_wrong_row_is_listed_up_to_the_limit_and_then_counted()
    {
        await using var network = await ReachNetwork.Open();

        var (_, body) = await network.PostServed("school_id,students,introduced_on,organization\n" + string.Concat(Enumerable.Repeat("1,,2020-09-14,Bridge\n", CsvProblems.MostListed + 7)));

        var errors = JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateObject().ToList();
        Assert.Equal([.. Enumerable.Range(2, CsvProblems.MostListed).Select(line => $"line {line}, school_id"), "file"], errors.Select(error => error.Name));
        Assert.Contains("There are 7 more problems", errors[^1].Value[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_even_when_the_directory_has_changed()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        const string Csv = "school_id,students,introduced_on,organization\n359000100001,,2020-09-14,Bridge\n359000100002,5,2020-09-14,Bridge\n";
        var first = await network.PostServed(Csv);
        var before = await Snapshot(network);
        var store = network.Get<Arl.Functions.Schools.SchoolDirectoryStore>();
        await store.Save(Some.Directory(), await store.Current(Cancel), Cancel);
        network.Clock.Advance(TimeSpan.FromDays(1));

        var second = await network.PostServed(Csv);

        Assert.Equal(((2, 2, 0, 0), (2, 0, 0, 2)), (Counts(first.Body), Counts(second.Body)));
        Assert.Equal(before, await Snapshot(network));
    }

    [Fact]
    public async Task A_later_file_corrects_an_earlier_one_and_says_how_much()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2020-09-14,Bridge\n359000100002,200,2020-09-14,Bridge\n");
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        var (_, body) = await network.PostServed("school_id,students,introduced_on,organization\n359000100001,110,2020-10-14,Bridge\n");

        Assert.Equal((1, 0, 1, 0), Counts(body));
        Assert.Contains("\"students\":310", (await network.ShowFigures()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_cut_short_half_way_is_finished_by_the_queue_with_the_facts_of_its_day()
    {
        await using var network = await ReachNetwork.Open();
        await network.PostServed(SomeReach.PublishedCsv());
        var whole = await Snapshot(network);
        var import = (await network.Rows(TableNames.Imports)).Single();
        // As a crash leaves it: accepted, owed, a part of the rows written.
        foreach (var row in (await network.Rows(TableNames.Reach)).Where((_, i) => i % 3 > 0))
            await network.Storage.Table(TableNames.Reach).DeleteEntityAsync(row, cancellationToken: Cancel);
        import["State"] = "Accepted";
        var due = new ImportDue("served", import.RowKey);
        var owed = OutboxMessage.For("served", $"{import.RowKey}_apply", QueueNames.ApplyImports, due);
        await network.Storage.Table(TableNames.Imports).SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, import, Azure.ETag.All), owed.Add(Some.Moment)], Cancel);

        await Task.WhenAll(network.Function<ApplyImport>().Run(due, Cancel), network.Function<ApplyImport>().Run(due, Cancel));
        await network.Function<ApplyImport>().Run(due, Cancel);

        Assert.Equal(whole, await Snapshot(network));
        Assert.Equal("Applied", Assert.Single(await network.Rows(TableNames.Imports)).GetString("State"));
    }

    [Fact]
    public async Task An_accepted_import_that_died_before_it_was_applied_is_swept_to_the_queue()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2020-09-14,Bridge\n");
        var import = (await network.Rows(TableNames.Imports)).Single();
        var owed = OutboxMessage.For("served", $"{import.RowKey}_apply", QueueNames.ApplyImports, new ImportDue("served", import.RowKey));
        await network.Storage.Table(TableNames.Imports).SubmitTransactionAsync([owed.Add(Some.Moment)], Cancel);
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await network.Get<Outbox>().Sweep(Cancel));
    }

    [Theory]
    [InlineData("application/json", 415), InlineData(null, 415), InlineData("TEXT/CSV; charset=utf-8", 400)]
    public async Task Only_csv_is_read(string? type, int status)
    {
        await using var network = await ReachNetwork.Open();

        Assert.Equal(status, (await network.PostServed("{}", type!)).Status);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_and_a_stranger_before_it_is_read()
    {
        await using var network = await ReachNetwork.Open();
        var large = new string('x', ImportDesk.MostBytes + 1);

        Assert.Equal(413, (await network.PostServed(large)).Status);
        network.AtTheDoor = null;
        Assert.Equal(401, (await network.PostServed(large)).Status);
    }

    private static (int Rows, int New, int Changed, int Unchanged) Counts(string body)
    {
        var answer = JsonDocument.Parse(body).RootElement;
        return (answer.GetProperty("rows").GetInt32(), answer.GetProperty("newSchools").GetInt32(), answer.GetProperty("changed").GetInt32(), answer.GetProperty("unchanged").GetInt32());
    }

    private static async Task<List<string>> Snapshot(ReachNetwork network) =>
        [.. (await network.Rows(TableNames.Reach)).Select(row => string.Join('|', row.Where(cell => cell.Key is not ("Timestamp" or "odata.etag")).OrderBy(cell => cell.Key, StringComparer.Ordinal)))];
}
