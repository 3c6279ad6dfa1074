using System.Globalization;
using System.Text;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach.Equity;

public sealed class EquityEmailTests
{
    [Fact]
    public async Task The_reach_email_names_who_was_reached_less_than_their_share()
    {
        await using var network = await ReachNetwork.Open(Directory());
        await network.PostServed(Served(2026));

        await network.ReportNow();

        var email = Assert.Single(await network.Emails());
        Approved.Text("Section", email.GetString("Text"));
        Approved.Html("Section", email.GetString("Html"));
    }

    [Fact]
    public async Task Schools_served_longer_ago_than_12_months_raise_no_alarm()
    {
        await using var network = await ReachNetwork.Open(Directory());
        await network.PostServed(Served(2024));

        await network.ReportNow();

        Assert.DoesNotContain("less than their share", Assert.Single(await network.Emails()).GetString("Text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-12-03", 1, true, false, false), InlineData("2026-09-14", 18, false, false, true)]
    public async Task A_report_that_is_written_late_looks_at_the_12_months_up_to_its_own_day_and_at_the_schools_known_then(string introduced, int loadedAfterDays, params bool[] told)
    {
        await using var network = await ReachNetwork.Open(new Dictionary<string, string?> { ["Reach:Monthly"] = "off" }, Directory());
        await network.Tick();
        network.Clock.Advance(TimeSpan.FromDays(loadedAfterDays));
        await network.PostServed(Served(introduced));
        network.Clock.SetUtcNow(new(2026, 12, 15, 13, 0, 0, TimeSpan.Zero));

        await network.Tick();

        var emails = (await network.Emails()).OrderBy(email => email.RowKey, StringComparer.Ordinal).ToList();
        Assert.Equal(["weekly-2026-11-30", "weekly-2026-12-07", "weekly-2026-12-14"], emails.Select(email => email.RowKey.Split('_')[0]));
        Assert.Equal(told, emails.Select(email => email.GetString("Text").Contains("less than their share", StringComparison.Ordinal)));
    }

    /// <summary>200 schools: 56 rural ones in New Mexico, which are the poorest, the others in Texas, in cities; every eighth a charter school.</summary>
    private static School[] Directory() => [.. Enumerable.Range(0, 200).Select(n => SomeEquity.At(n, Some.School with
    {
        Locale = Locale.FromCode(n < 56 ? 43 : 11),
        State = UsState.Parse(n < 56 ? "NM" : "TX"),
        Charter = n % 8 == 0,
        Students = 1000,
        FreeOrReducedLunch = 900 - (n * 4),
    }))];

    /// <summary>50 of them, the first 6 and the last 44.</summary>
    private static string Served(int year) => Served($"{year}-09-14");

    private static string Served(string day)
    {
        var csv = new StringBuilder("school_id,students,introduced_on,organization\n");
        foreach (var school in Directory().Where((_, n) => n is < 6 or >= 156))
            csv.Append(CultureInfo.InvariantCulture, $"{school.Id},,{day},Bridge\n");
        return csv.ToString();
    }
}
