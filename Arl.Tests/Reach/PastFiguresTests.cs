using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arl.Domain.Reach;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The figures of any past moment can be made again, and equal those sent then.</summary>
public sealed class PastFiguresTests
{
    private const string First = "school_id,students,introduced_on,organization\n359000100001,210,2020-09-14,Bridge\n";
    private const string Second = "school_id,students,introduced_on,organization\n359000100001,99,2020-10-14,Delta\n359000100002,1210,2020-09-14,Bridge\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_report_said_can_be_counted_again_whatever_was_loaded_undone_or_changed_since()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        network.Places = [new("Bridge", 5, 12)];
        await network.PostServed(First);
        network.Clock.Advance(TimeSpan.FromDays(1));
        await network.ReportNow();
        var sent = await Sent(network);

        network.Clock.Advance(TimeSpan.FromDays(7));
        network.Places = [new("Bridge", 0, 3)];
        await network.PostServed(Second);
        var import = JsonDocument.Parse((await network.PostServed(First)).Body).RootElement.GetProperty("importId").GetString()!;
        network.Clock.Advance(TimeSpan.FromDays(7));
        await network.UndoServed(import);

        Assert.Equal(Json(sent), Json((await network.Get<ReachRecount>().BooksAt(sent.AsOf, Cancel)).Figures));
        Assert.Equal((1, 210L), (sent.Schools, sent.Students));
        var now = await network.Get<ReachRecount>().Now(Cancel);
        Assert.Equal((2, 1309L, 0), (now.Schools, now.Students, now.Places[0].Free));
    }

    [Fact]
    public async Task A_scheduled_report_tells_the_figures_of_the_moment_at_which_it_was_due()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        await network.Tick();
        await network.PostServed(First);
        var due = new DateTimeOffset(2026, 11, 30, 13, 0, 0, TimeSpan.Zero); // Monday 8:00 in New York.
        network.Clock.SetUtcNow(due.AddMinutes(1));
        await network.PostServed(Second);
        network.Clock.SetUtcNow(due.AddMinutes(5));

        await network.Tick();

        var sent = await Sent(network);
        Assert.Equal((due, 1, 210L), (sent.AsOf, sent.Schools, sent.Students));
        Assert.Equal(Json(sent), Json((await network.Get<ReachRecount>().BooksAt(due, Cancel)).Figures));
    }

    [Fact]
    public async Task A_request_counts_in_the_figures_of_each_moment_as_it_was_then()
    {
        await using var network = await TestNetwork.Start();
        var count = network.Get<ReachRecount>();
        var start = network.Clock.GetUtcNow();
        await network.Coaches.Import([Some.Coach], Cancel);
        network.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await count.BooksAt(start, Cancel)).Figures.Requests.Total);

        Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form, idempotencyKey: null, EnteredBy.School, Cancel));
        await network.Settle();
        var introduced = network.Clock.GetUtcNow();
        network.Clock.Advance(TimeSpan.FromDays(3));

        var figures = (await count.BooksAt(introduced.AddHours(1), Cancel)).Figures;
        Assert.Equal((1, 1, 1, 1), (figures.Requests.Introduced, figures.Schools, figures.Work.Introduced, figures.Promise.Kept));
        Assert.Equal((0, 0), ((await count.BooksAt(start, Cancel)).Figures.Requests.Total, (await count.BooksAt(start, Cancel)).Figures.Schools));
    }

    [Theory]
    [InlineData("?asOf=2027-01-01", "asOf"), InlineData("?asOf=tomorrow", "asOf"), InlineData("?from=2026-11-02&to=2026-11-01", "from"), InlineData("?to=soon", "to"), InlineData("?asOf=2026-11-20&from=2026-11-01&to=2026-11-21", "to")]
    public async Task A_moment_that_is_none_is_told_so(string query, string field)
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);

        using var answer = await site.Http.GetAsync(new Uri("/api/staff/reach" + query, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["errors"]![field]);
    }

    [Fact]
    public async Task A_period_knows_nothing_of_what_happened_after_the_moment_of_the_figures()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        var noon = network.Clock.GetUtcNow();
        network.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form, idempotencyKey: null, EnteredBy.School, Cancel));
        await network.Settle();
        network.Clock.Advance(TimeSpan.FromDays(1));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var days = new Period(new(2026, 11, 1), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(noon, zone).DateTime));

        var before = new ReachQuery(noon, days).Progress(await network.Get<ReachRecount>().BooksAt(noon, Cancel), zone)!;
        var after = new ReachQuery(noon.AddHours(2), days).Progress(await network.Get<ReachRecount>().BooksAt(noon.AddHours(2), Cancel), zone)!;

        Assert.Equal((0, 0, 1, 1), (before.New.Work.Received, before.New.Requests.Total, after.New.Work.Received, after.New.Requests.Total));
    }

    [Fact]
    public async Task Staff_ask_for_a_past_day_and_for_a_period()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        await site.Network.Get<ReachTable>().Count([SomeReach.Served], "import-1", Cancel);
        site.Network.Clock.Advance(TimeSpan.FromDays(2));
        var day = string.Create(CultureInfo.InvariantCulture, $"{Some.Moment:yyyy-MM-dd}");

        var then = await Get(site, $"?asOf={day}");
        var before = await Get(site, "?asOf=2026-11-20");
        var period = await Get(site, "?from=2026-09-01&to=2026-09-30");

        Assert.Equal((1, 0), ((int)then["schools"]!, (int)before["schools"]!));
        Assert.Equal((1, 0, 1), ((int)period["period"]!["new"]!["schools"]!, (int)period["period"]!["before"]!["schools"]!, (int)period["groups"]!["states"]!.AsArray().Count));
    }

    private static async Task<JsonNode> Get(Site site, string query) => JsonNode.Parse(await site.Http.GetStringAsync(new Uri("/api/staff/reach" + query, UriKind.Relative), Cancel))!;

    private static async Task<ReachFigures> Sent(ReachNetwork network) =>
        JsonSerializer.Deserialize<ReachFigures>((await network.Rows(TableNames.ReachReports)).Single(row => row.RowKey.StartsWith("report_", StringComparison.Ordinal)).GetString("Figures0"), DomainJson.Options)!;

    private static string Json(ReachFigures figures) => JsonSerializer.Serialize(figures, DomainJson.Options);
}
