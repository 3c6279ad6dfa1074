using System.Net;
using System.Text.Json.Nodes;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Equity;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Reach.Equity;

public sealed class EquityApiTests
{
    [Fact]
    public async Task Staff_read_who_was_served_who_waits_and_how_long_it_took()
    {
        await using var site = await Busy();

        var audit = await Json(site, "api/staff/equity");

        Assert.Equal(("2025-11-26", "2026-11-25", 2, 2, 1, 1, 1.5), Told(audit)); // Still the 25th in New York.
        Assert.Equal("""{"first":0.49411764705882355,"second":0.49411764705882355,"third":0.8}""", audit["povertyThresholds"]!.ToJsonString());
        Assert.Equal(["locale", "poverty", "state", "charter"], audit["dimensions"]!.AsArray().Select(dimension => (string?)dimension!["id"]));
        Assert.Equal(
            """{"id":"rural","name":"Rural","served":1,"servedShare":0.5,"schools":2,"schoolsShare":1,"ratio":0.5,"belowFourFifths":true,"waitingNow":1,"introduced":1,"medianDays":1.5}""",
            audit["dimensions"]![0]!["groups"]![3]!.ToJsonString());
        Assert.Equal(["NM 1", "TX 1"], audit["dimensions"]![2]!["groups"]!.AsArray().Select(group => $"{group!["id"]} {group["served"]}"));
    }

    [Fact]
    public async Task A_period_of_their_own_leaves_out_what_was_before_and_after()
    {
        await using var site = await Busy();

        Assert.Equal(("2020-01-01", "2020-12-31", 1, 2, 1, 0, null), Told(await Json(site, "api/staff/equity?from=2020-01-01&to=2020-12-31")));
        Assert.Equal(("2025-11-26", "2026-11-25", 2, 2, 1, 1, 1.5), Told(await Json(site, "api/staff/equity?to=2026-11-25")));
        Assert.Equal(0, (int)(await Json(site, "api/staff/equity?from=2026-11-26&to=2026-11-30"))["served"]!);
    }

    [Fact]
    public async Task The_CSV_says_the_same_as_the_JSON()
    {
        await using var site = await Busy();
        var audit = await Json(site, "api/staff/equity");

        using var answer = await site.Http.GetAsync(new Uri("/api/staff/equity.csv", UriKind.Relative), Site.Cancel);
        using var csv = CsvReader.Create(await answer.Content.ReadAsByteArrayAsync(Site.Cancel), CsvReaderOptions.Default);

        Assert.Equal(("text/csv", "equity-2025-11-26-to-2026-11-25.csv"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        var rows = Rows(csv);
        var expected = audit["dimensions"]!.AsArray().SelectMany(dimension => dimension!["groups"]!.AsArray(), (dimension, group) =>
            string.Join('|', ["2025-11-26", "2026-11-25", (string)dimension!["id"]!, .. group!.AsObject().Select(cell => cell.Value?.ToString() switch { "true" => "yes", "false" => "no", var text => text ?? "" })]));
        Assert.Equal(expected, rows);
    }

    [Theory]
    [InlineData("from=yesterday", "from", "Write a day as year, month and day, for example 2026-09-14, not before 2000-01-01.")]
    [InlineData("to=11/24/2026", "to", "Write a day as year, month and day, for example 2026-09-14, not before 2000-01-01.")]
    [InlineData("to=0001-01-01", "to", "Write a day as year, month and day, for example 2026-09-14, not before 2000-01-01.")]
    [InlineData("from=2026-02-30&to=2026-03-01", "from", "Write a day as year, month and day, for example 2026-09-14, not before 2000-01-01.")]
    [InlineData("from=2026-11-25&to=2026-11-24", "from", "The period starts on 2026-11-25, after its last day, 2026-11-24.")]
    [InlineData("from=2027-01-01", "from", "The period starts on 2027-01-01, after its last day, 2026-11-24.")]
    public async Task A_period_that_cannot_be_is_answered_in_words(string query, string field, string message)
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);

        foreach (var route in new[] { "equity", "equity.csv" })
        {
            using var answer = await site.Http.GetAsync(new Uri($"/api/staff/{route}?{query}", UriKind.Relative), Site.Cancel);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Site.Cancel))!;

            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal($$"""{"{{field}}":["{{message}}"]}""", problem["errors"]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")"), InlineData("+1"), InlineData("-1"), InlineData("@SUM(A1)"), InlineData("\tx")]
    public void No_text_of_the_CSV_is_a_formula_to_a_spreadsheet(string name)
    {
        var group = new EquityGroupAnswer("NM", name, 1, 0.5, 2, 1, -0.5, BelowFourFifths: true, 0, 0, null);
        var file = EquityCsv.Write(new(Some.Today, Some.Today, 1, 2, 0, 0, null, EquityGroup.FourFifths, null, [new("state", "State", [group])]));

        using var csv = CsvReader.Create(file, CsvReaderOptions.Default);

        Assert.Equal($"2026-11-24|2026-11-24|state|NM|'{name}|1|0.5|2|1|-0.5|yes|0|0|", Assert.Single(Rows(csv)));
    }

    /// <summary>One school introduced after a day and a half, one that waits, one served in another state this year and one in 2020; it is the evening of November 25.</summary>
    private async Task<Site> Busy()
    {
        var site = await Site.Start(SignedIn.AtTheDoor);
        await site.Network.Get<ReachTable>().Count(
            [Typed("typed-1", "TX", new(2026, 3, 1)), Typed("typed-2", "TX", new(2020, 3, 1))], "import-1", Site.Cancel);
        await site.Post(SomeJson.Request);
        site.Network.Clock.Advance(TimeSpan.FromHours(36));
        await site.Network.Coaches.Import([Some.Coach with { Capacity = 1 }], Site.Cancel);
        await site.Network.Settle();
        var other = SomeJson.From("lee@mesaschools.example");
        other["schoolId"] = Some.Neighbor.Id.ToString();
        await site.Post(other);
        await site.Network.Settle();
        return site;
    }

    private static ServedSchool Typed(string key, string state, DateOnly on) =>
        SomeReach.Served with { Key = key, State = UsState.Parse(state), IntroducedOn = on, Locale = Locale.FromCode(12), Charter = null };

    private static async Task<JsonObject> Json(Site site, string path) => JsonNode.Parse(await site.Http.GetStringAsync(new Uri("/" + path, UriKind.Relative), Site.Cancel))!.AsObject();

    private static (string, string, int, int, int, int, double?) Told(JsonObject audit) => (
        (string)audit["from"]!, (string)audit["to"]!, (int)audit["served"]!, (int)audit["schools"]!, (int)audit["waitingNow"]!, (int)audit["introduced"]!, (double?)audit["medianDays"]);

    /// <summary>The rows under the header, cells parted by bars.</summary>
    private static List<string> Rows(CsvReader csv)
    {
        var rows = new List<string>();
        while (csv.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)));
        return rows;
    }
}
