using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Reach.Equity;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

/// <summary>The figures beside earlier ones, by period and in words.</summary>
public sealed class ReachWordsTests
{
    private static readonly ReachFigures s_now = ReachFigures.Of([Served, Served with { Key = "359000100002", State = UsState.Parse("TX") }], RequestCounts.None, Some.Moment);

    private static readonly ReachReport s_report = new(s_now, new(Some.Moment.AddDays(-7), ReachFigures.Of([Served], RequestCounts.None, Some.Moment.AddDays(-7))), WaitingNow.Nobody, []);

    [Fact]
    public void Each_headline_figure_stands_beside_the_one_before()
    {
        Assert.Equal(["Schools 2 +1", "Students 420 +210", "States 2 +1", "Districts 1 same", "Cities 2 +1", "Charter schools 0 same", "Organizations 1 same", "Requests 0 same"], s_report.Headline.Select(figure => $"{figure.Label} {figure.Value} {figure.Change}"));
        Assert.All((s_report with { Earlier = null }).Headline, figure => Assert.Equal("", figure.Change));
        Assert.Equal(("1,515", "+1,500", "-12"), (new HeadlineFigure("Schools", 1515, 15).Value, new HeadlineFigure("Schools", 1515, 15).Change, new HeadlineFigure("Schools", 3, 15).Change));
    }

    [Fact]
    public void States_that_are_new_are_named_and_what_is_as_it_was_is_unchanged()
    {
        Assert.Equal(["Texas"], s_report.NewStates);
        Assert.Empty((s_report with { Earlier = null }).NewStates);
        Assert.Equal((false, true, false), (s_report.IsUnchanged, (s_report with { Earlier = new(Some.Moment, s_now) }).IsUnchanged, (s_report with { Earlier = null }).IsUnchanged));
        Assert.False((s_report with { Earlier = new(Some.Moment, s_now with { StatesServed = [UsState.Parse("NM"), UsState.Parse("AZ")] }) }).IsUnchanged);
    }

    [Theory]
    [InlineData(-1, "for less than a day"), InlineData(23.9, "for less than a day"), InlineData(24, "for 1 day"), InlineData(71, "for 2 days")]
    public void How_long_a_request_has_waited_is_told_in_whole_days(double hours, string words) => Assert.Equal(words, s_report.Waited(new("ARL-7K3F-9QZ2", "Mesa", Some.Moment.AddHours(-hours), "full")));

    [Fact]
    public void A_monthly_report_says_its_month_in_its_subject()
    {
        Assert.Equal("ARL reach in November 2026: 2 schools, 420 students, 2 states", ReachLines.Subject(s_report with { Month = "November 2026" }));
        Assert.Equal("ARL reach: 2 schools, 420 students, 2 states", ReachLines.Subject(s_report));
    }

    [Theory]
    [InlineData("2026-11-01", "2026-11-30", "New in November 2026", "month"), InlineData("2026-11-01", "2026-11-29", "New from November 1 to November 29, 2026", "week"), InlineData("2026-11-02", "2026-12-01", "New from November 2 to December 1, 2026", "week"), InlineData("2026-12-28", "2027-01-03", "New from December 28, 2026 to January 3, 2027", "week")]
    public void A_period_is_named_as_a_month_where_it_is_one(string from, string to, string title, string length)
    {
        var days = new Period(Day(from), Day(to));

        Assert.Equal((title, length), (ProgressLines.Title(days), ProgressLines.Length(days)));
    }

    [Theory]
    [InlineData("2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30"), InlineData("2026-01-01", "2026-02-28", "2025-11-01", "2025-12-31"), InlineData("2026-11-01", "2026-11-29", "2026-10-03", "2026-10-31"), InlineData("2026-11-02", "2026-11-30", "2026-10-04", "2026-11-01"), InlineData("2026-11-24", "2026-11-24", "2026-11-23", "2026-11-23")]
    public void Whole_months_are_compared_with_as_many_months_and_other_days_with_as_many_days(string from, string to, string beforeFrom, string beforeTo) =>
        Assert.Equal(new Period(Day(beforeFrom), Day(beforeTo)), ReportSpan.Of(new(Day(from), Day(to)), TimeZoneInfo.Utc).Before(TimeZoneInfo.Utc).Days);

    [Fact]
    public void A_period_ends_on_its_first_day_or_later()
    {
        Assert.Throws<ArgumentException>(() => new Period(new(2026, 11, 25), new(2026, 11, 24)));
        Assert.True(new Period(new(2026, 11, 24), new(2026, 11, 24)).Contains(new(2026, 11, 24)));
    }

    [Fact]
    public void Quarters_of_poverty_are_told_by_where_they_part()
    {
        var quartiles = new PovertyQuartiles(0.2, 0.405, 0.6);

        Assert.Equal(["up to 20%", "over 20% up to 40.5%", "over 40.5% up to 60%", "over 60%"], Enumerable.Range(1, 4).Select(quartiles.Range));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4], new[] { 0, 0.2, 0.21, 0.405, 0.41, 0.6, 0.61 }.Select(quartiles.QuartileOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => quartiles.Range(5));
    }

    [Fact]
    public void All_schools_of_the_directory_stand_beside_those_served_where_their_locale_is_known()
    {
        School At(int number, int? locale) => SomeEquity.At(number, Some.School with { Locale = locale is { } code ? Locale.FromCode(code) : null });

        Assert.Equal(LocaleShares.Of(1, 2, 3, 1), NationalLocales.Of(Some.Directory(At(1, 11), At(2, 21), At(3, 23), At(4, 31), At(5, 42), At(6, 43), At(7, null))));
        Assert.Null(NationalLocales.Of(Some.Directory(At(1, null))));
        Assert.Null(NationalLocales.Of(Some.Directory()));
    }

    [Fact]
    public void A_share_is_told_by_the_key_of_its_area()
    {
        var shares = LocaleShares.Of(5, 3, 2, 9);

        Assert.Equal((50, 30, 20, null, 10), (shares.ShareOf("urban"), shares.ShareOf("suburban"), shares.ShareOf("rural"), shares.ShareOf("unknown"), shares.Known));
        Assert.Throws<ArgumentOutOfRangeException>(() => WholePercent.Of(1, -1));
    }

    [Fact]
    public void Each_request_is_in_exactly_one_state_at_a_moment_and_none_before_its_receipt()
    {
        var moment = Some.Moment;
        RequestRecord Record(int number, RequestState state) => new(Reference.Create(number, 1), UsState.Parse("NM"), moment, [new(moment.AddHours(1), "x", state)]);
        var records = Enum.GetValues<RequestState>().SelectMany((state, at) => Enumerable.Range(0, at + 1).Select(n => Record((at * 3) + n, state))).ToList();

        Assert.Equal(new(1, 2, 3, 4, 5, 6, 7), RequestCounts.At(records, moment.AddHours(1)));
        Assert.Equal((28, 28, 0), (RequestCounts.At(records, moment.AddHours(1)).Total, RequestCounts.At(records, moment).Received, RequestCounts.At(records, moment.AddTicks(-1)).Total));
    }

    [Theory]
    [InlineData("weekly-2026-11-23", ReportKind.Weekly), InlineData("monthly-2026-11", ReportKind.Monthly), InlineData("now-abc", ReportKind.OnDemand), InlineData("own-abc", ReportKind.Own), InlineData("weekly", null), InlineData("", null)]
    public void An_id_tells_why_the_report_was_written(string id, ReportKind? kind) => Assert.Equal(kind, ReportId.KindOf(id));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", System.Globalization.CultureInfo.InvariantCulture);
}
