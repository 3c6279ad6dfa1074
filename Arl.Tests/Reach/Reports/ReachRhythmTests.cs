using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Reach.Reports;

/// <summary>Weekly and monthly reports, as the settings say.</summary>
public sealed class ReachRhythmTests
{
    private static readonly DateTimeOffset s_december = new(2026, 12, 1, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task On_the_first_of_the_month_staff_get_the_month_before_two_minutes_later()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2026-10-14,Bridge\n");
        await network.Tick();
        network.Clock.SetUtcNow(s_december + ReachReporter.Settling - TimeSpan.FromSeconds(1));
        await network.Tick();
        Assert.DoesNotContain(await network.Emails(), email => email.RowKey.StartsWith("monthly-", StringComparison.Ordinal));
        network.Clock.Advance(TimeSpan.FromSeconds(1));

        await network.Tick();
        await network.Tick();

        var email = Assert.Single(await network.Emails(), email => email.RowKey.StartsWith("monthly-", StringComparison.Ordinal));
        Assert.Equal(("monthly-2026-11_email_report_staff", "ARL reach in November 2026: 1 school, 100 students, 1 state", "staff@arl.example director@arl.example"), (email.RowKey, email.GetString("Subject"), email.GetString("To")));
        Assert.Matches("The figures\n-+\n(.|\n)*New in November 2026\n-+\n\n- Schools introduced for the first time: 0 \\(the month before: 1\\)", email.GetString("Text").ReplaceLineEndings("\n"));
        Assert.EndsWith("the figures of the end of November 2026. Where it says now, that is Tuesday, December 1, 2026, 8:02 AM.", email.GetString("Text").ReplaceLineEndings(" ").Trim(), StringComparison.Ordinal);
        Assert.Contains("served-schools-2026-11-30.csv", email.GetString("Attachments"), StringComparison.Ordinal);
        Assert.Equal(s_december + ReachReporter.Settling, email.GetDateTimeOffset("CreatedAt"));
        Assert.Contains("October 2026: 1, November 2026: 1.", email.GetString("Text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_is_compared_with_the_month_before_however_many_weeks_came_between()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        await network.Tick();
        network.Clock.SetUtcNow(s_december + ReachReporter.Settling);
        await network.Tick();
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2026-10-14,Bridge\n");
        network.Clock.SetUtcNow(s_december.AddDays(27));
        await network.Tick();
        network.Clock.SetUtcNow(new(2027, 1, 1, 13, 2, 0, TimeSpan.Zero));

        await network.Tick();

        var january = (await network.Emails()).Single(email => email.RowKey.StartsWith("monthly-2026-12", StringComparison.Ordinal));
        Assert.Contains("- Schools: 1 (+1)", january.GetString("Text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_past_schools_is_a_change_and_nothing_new_in_the_month_it_was_loaded()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        await network.Tick();
        network.Clock.SetUtcNow(s_december + ReachReporter.Settling);
        await network.Tick();
        network.Clock.Advance(TimeSpan.FromDays(2));
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2020-10-14,Bridge\n359000100002,200,2026-12-02,Bridge\n");
        network.Clock.SetUtcNow(new(2027, 1, 4, 13, 2, 0, TimeSpan.Zero));

        await network.Tick();

        var texts = (await network.Emails()).ToDictionary(email => email.RowKey.Split('_')[0], email => email.GetString("Text").ReplaceLineEndings("\n"));
        Assert.Contains("Change since Monday, November 30\n", texts["monthly-2026-12"], StringComparison.Ordinal);
        Assert.Contains("- Schools: 2 (+2)", texts["monthly-2026-12"], StringComparison.Ordinal);
        Assert.Contains("- Schools introduced for the first time: 1 (the month before: 0)\n- Students in these schools: 200 (the month before: 0)", texts["monthly-2026-12"], StringComparison.Ordinal);
        Assert.Contains("New from November 30 to December 6, 2026\n", texts["weekly-2026-12-07"], StringComparison.Ordinal);
        Assert.Contains("- Schools introduced for the first time: 1 (the week before: 0)", texts["weekly-2026-12-07"], StringComparison.Ordinal);
        Assert.Contains("Change since Monday, December 28, 2026\n", texts["weekly-2027-01-04"], StringComparison.Ordinal);
        Assert.Contains("New from December 28, 2026 to January 3, 2027\n", texts["weekly-2027-01-04"], StringComparison.Ordinal);
        Assert.Contains("- Schools introduced for the first time: 0 (the week before: 0)", texts["weekly-2027-01-04"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_says_which_list_its_reader_is_on()
    {
        await using var network = await ReachNetwork.Open(new Dictionary<string, string?> { ["Reach:MonthlyRecipients"] = "board@arl.example" });
        await network.Tick();
        network.Clock.SetUtcNow(s_december.AddDays(6).AddMinutes(5));
        await network.Tick();
        await network.ReportNow();

        var texts = (await network.Emails()).DistinctBy(email => email.RowKey.Split('-')[0], StringComparer.Ordinal).ToDictionary(email => email.RowKey.Split('-')[0], email => string.Join(' ', email.GetString("Text").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparer.Ordinal);

        Assert.Contains("on the list for the network's monthly reach email.", texts["monthly"], StringComparison.Ordinal);
        Assert.Contains("on the list for the network's weekly reach email.", texts["weekly"], StringComparison.Ordinal);
        Assert.Contains("on the network's staff list, and someone of the staff had it sent to everyone on it.", texts["now"], StringComparison.Ordinal);
        Assert.Equal(["now"], texts.Where(text => text.Value.Contains("staff list", StringComparison.Ordinal)).Select(text => text.Key));
        Assert.DoesNotContain("New ", texts["now"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_from_before_the_moment_of_its_figures_was_kept_is_compared_with_all_the_same()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        await network.ReportNow("old");
        var old = (await network.Rows(TableNames.ReachReports)).Single(row => row.RowKey.StartsWith("report_", StringComparison.Ordinal));
        old.Remove("AsOf");
        await network.Storage.Table(TableNames.ReachReports).UpdateEntityAsync(old, old.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2026-10-14,Bridge\n");
        network.Clock.Advance(TimeSpan.FromDays(1));
        await network.ReportNow("newer");
        network.Clock.Advance(TimeSpan.FromDays(1));

        await network.ReportNow("newest");

        Assert.Equal(1, (await network.Emails()).Count(email => email.GetString("Text").Contains("Nothing changed.", StringComparison.Ordinal)));
        Assert.Equal(1, (await network.Emails()).Count(email => email.GetString("Text").Contains("- Schools: 1 (+1)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_kind_goes_to_its_own_readers_where_they_are_set()
    {
        await using var network = await ReachNetwork.Open(new Dictionary<string, string?> { ["Reach:MonthlyRecipients"] = "board@arl.example", ["Reach:Weekly"] = "Tuesday 07:30" });
        await network.Tick();
        network.Clock.SetUtcNow(s_december + ReachReporter.Settling);

        await network.Tick();

        Assert.Equal(["monthly-2026-11: board@arl.example", "weekly-2026-12-01: staff@arl.example director@arl.example"], (await network.Emails()).Select(email => $"{email.RowKey.Split('_')[0]}: {email.GetString("To")}"));
    }

    [Fact]
    public async Task What_is_off_is_never_sent_and_begins_anew_when_it_is_on_again()
    {
        await using var first = await ReachNetwork.Open();
        await first.Tick();
        first.Clock.SetUtcNow(s_december.AddHours(-2));
        await using var off = first.Again(("Reach:Weekly", "off"), ("Reach:Monthly", "off"));
        await off.Tick();
        off.Clock.SetUtcNow(s_december.AddDays(40));
        await off.Tick();
        Assert.Empty(await off.Emails());
        await using var on = off.Again();
        await on.Tick();
        Assert.Empty(await on.Emails());
        on.Clock.Advance(TimeSpan.FromDays(7));

        await on.Tick();

        Assert.Equal(["weekly-2027-01-11_email_report_staff"], (await on.Emails()).Select(email => email.RowKey));
    }

    [Fact]
    public async Task Another_day_of_the_week_asks_for_no_report_of_the_past()
    {
        await using var mondays = await ReachNetwork.Open();
        await mondays.Tick();
        mondays.Clock.SetUtcNow(s_december.AddDays(20));
        await mondays.Tick();
        var before = (await mondays.Emails()).Count;
        await using var fridays = mondays.Again(("Reach:Weekly", "Friday 08:00"));

        await fridays.Tick();
        Assert.Equal(before, (await fridays.Emails()).Count);
        fridays.Clock.SetUtcNow(s_december.AddDays(24).AddHours(1));
        await fridays.Tick();

        Assert.Equal("weekly-2026-12-25_email_report_staff", (await fridays.Emails())[^1].RowKey);
    }

    [Fact]
    public async Task Only_the_chosen_parts_are_in_it_in_the_order_of_the_setting()
    {
        await using var network = await ReachNetwork.Open(new Dictionary<string, string?> { ["Reach:Sections"] = "room; States" }, Some.School);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2026-10-14,Bridge\n");

        await network.ReportNow();

        var email = Assert.Single(await network.Emails());
        Assert.Matches("Organizations with room(.|\n)*States served", email.GetString("Text"));
        Assert.DoesNotContain("Waiting now", email.GetString("Text"), StringComparison.Ordinal);
        Assert.Equal(["states.png", "served-schools-2026-11-24.csv"], Arl.Functions.Mail.MailAttachments.Read(email.GetString("Attachments")).Select(one => one.Name));
    }

    [Theory]
    [InlineData("Reach:Weekly", "Mondays at 8", "Set Reach:Weekly")]
    [InlineData("Reach:Weekly", "", "Set Reach:Weekly")]
    [InlineData("Reach:Monthly", "31 08:00", "Set Reach:Monthly")]
    [InlineData("Reach:WeeklyRecipients", "staff@arl.example;nobody", "Set Reach:WeeklyRecipients")]
    [InlineData("Reach:MonthlyRecipients", ";", "Set Reach:MonthlyRecipients")]
    [InlineData("Reach:Sections", "Figures;Weather", "Set Reach:Sections to some of Figures, New, Growth")]
    public void A_setting_that_cannot_be_meant_stops_the_start_and_says_what_to_set(string name, string value, string sentence)
    {
        using var services = Services(name, value);

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.StartsWith(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_setting_all_of_it_comes_on_Mondays_and_on_the_first()
    {
        using var services = Services("Reach:Other", "x");

        services.GetRequiredService<IStartupValidator>().Validate();

        var options = services.GetRequiredService<IOptions<ReachOptions>>().Value;
        Assert.Equal(("Monday 08:00", "1 08:00"), (options.WeeklyRhythm!.ToString(), options.MonthlyRhythm!.ToString()));
        Assert.Equal(Enum.GetValues<ReachSection>(), options.ChosenSections);
    }

    private static ServiceProvider Services(string name, string value)
    {
        var services = new ServiceCollection();
        ReachOptions.Add(services, new ConfigurationManager { [name] = value });
        return services.BuildServiceProvider();
    }
}
