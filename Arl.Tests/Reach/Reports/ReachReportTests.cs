using System.Text.Json;
using System.Text.Json.Nodes;
using Arl.Domain.Reach;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using NCrontab;
using Xunit;

namespace Arl.Tests.Reach.Reports;

public sealed class ReachReportTests
{
    private static readonly DateTimeOffset s_monday = new(2026, 11, 30, 13, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_written = s_monday + ReachReporter.Settling;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_published_figures_come_out_exactly_in_the_email_and_the_API()
    {
        await using var network = await ReachNetwork.Open();
        Assert.Equal(200, (await network.PostServed(SomeReach.PublishedCsv())).Status);

        var (status, answer) = await network.ReportNow();

        Assert.Equal(202, status);
        var email = Assert.Single(await network.Emails());
        Assert.Equal("ARL reach: 1,515 schools, 939,988 students, 38 states", email.GetString("Subject"));
        Assert.Equal(["1,515 schools · 939,988 students · 38 states", "51% urban · 25% rural · 24% suburban"], email.GetString("Text").Split('\n').Take(2));
        Assert.StartsWith(JsonDocument.Parse(answer).RootElement.GetProperty("reportId").GetString(), email.RowKey, StringComparison.Ordinal);
        var figures = JsonNode.Parse((await network.ShowFigures()).Body)!;
        Assert.Equal((1515, 505, 939_988L, 760, 38, 11), ((int)figures["schools"]!, (int)figures["districts"]!, (long)figures["students"]!, (int)figures["cities"]!, (int)figures["states"]!, (int)figures["organizations"]!));
        Assert.Equal(
            """{"urban":{"schools":773,"share":51},"suburban":{"schools":364,"share":24},"rural":{"schools":378,"share":25},"unknown":{"schools":0,"share":0}}""", figures["locales"]!.ToJsonString());
        Assert.All(
            figures["groups"]!.AsObject().Where(way => way.Key is not "organizations"),
            way => Assert.Equal((1515, 939_988L), (way.Value!.AsArray().Sum(group => (int)group!["schools"]!), way.Value!.AsArray().Sum(group => (long)group!["students"]!))));
    }

    [Fact]
    public async Task One_email_goes_to_all_recipients_by_the_queue_of_outgoing_mail()
    {
        await using var network = await ReachNetwork.Open();

        await network.ReportNow();

        Assert.Equal("staff@arl.example director@arl.example", Assert.Single(await network.Emails()).GetString("To"));
        var message = (await network.Storage.Queue(QueueNames.OutgoingEmail).ReceiveMessageAsync(cancellationToken: Cancel)).Value;
        var due = message.Body.ToObjectFromJson<EmailsDue>()!;
        Assert.Equal("reach-report", due.Owner);
        Assert.Contains(await network.Rows(TableNames.ReachReports), row => row.RowKey == OutboxMessage.Prefix + due.OutboxKey);
        Assert.Contains(network.Get<IEnumerable<IEmailOwner>>(), owner => owner.Name == due.Owner && owner.PartitionOf(due.Key) == ReportLedger.Partition);
    }

    [Fact]
    public async Task Ticks_beside_each_other_and_again_write_one_email_for_the_week()
    {
        await using var network = await ReachNetwork.Open();
        await network.Tick();
        network.Clock.SetUtcNow(s_written);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => network.Tick()));
        network.Clock.Advance(TimeSpan.FromMinutes(5));
        await network.Tick();

        Assert.Equal("weekly-2026-11-30_email_report_staff", Assert.Single(await network.Emails()).RowKey);
        Assert.Single((await network.Storage.Queue(QueueNames.OutgoingEmail).ReceiveMessagesAsync(maxMessages: 32, cancellationToken: Cancel)).Value);
    }

    [Fact]
    public async Task Missed_weeks_are_each_sent_once_and_none_before_the_first_start()
    {
        await using var network = await ReachNetwork.Open();
        network.Clock.SetUtcNow(s_monday + SendReachReport.Every + TimeSpan.FromMilliseconds(1));
        await network.Tick();
        Assert.Empty(await network.Emails());

        network.Clock.SetUtcNow(s_monday.AddDays(16));
        await network.Tick();

        Assert.Equal(["monthly-2026-11_email_report_staff", "weekly-2026-12-07_email_report_staff", "weekly-2026-12-14_email_report_staff"], (await network.Emails()).Select(email => email.RowKey));
    }

    [Fact]
    public async Task A_first_start_three_minutes_before_the_hour_sends_that_mondays_report_at_its_second_tick()
    {
        await using var network = await ReachNetwork.Open();
        var started = s_monday.AddMinutes(-3);
        var tick = CrontabSchedule.Parse(SendReachReport.Schedule, new() { IncludingSeconds = true }).GetNextOccurrence(started.UtcDateTime);
        network.Clock.SetUtcNow(new DateTimeOffset(tick, TimeSpan.Zero).AddSeconds(20)); // Late, as ticks are.
        await network.Tick();
        Assert.Empty(await network.Emails());
        network.Clock.Advance(SendReachReport.Every);

        await network.Tick();

        Assert.Equal(["weekly-2026-11-30_email_report_staff"], (await network.Emails()).Select(email => email.RowKey));
    }

    [Fact]
    public void It_ticks_as_often_as_it_says()
    {
        var ticks = CrontabSchedule.Parse(SendReachReport.Schedule, new() { IncludingSeconds = true }).GetNextOccurrences(s_monday.UtcDateTime, s_monday.UtcDateTime.AddDays(1)).ToList();

        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(SendReachReport.Every, pair.Second - pair.First));
    }

    [Fact]
    public async Task An_email_that_staff_ask_for_takes_nothing_from_the_week()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        await network.Tick();
        network.Clock.SetUtcNow(s_written);
        await network.Tick();
        network.Clock.SetUtcNow(s_monday.AddDays(1));
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2020-09-14,Bridge\n");
        await network.ReportNow();
        network.Clock.SetUtcNow(s_written.AddDays(7));

        await network.Tick();
        await network.ReportNow();

        var texts = (await network.Emails()).ToDictionary(email => email.RowKey.Split('_')[0], email => email.GetString("Text"));
        Assert.Contains("Change since Monday, November 30\n", texts["weekly-2026-12-07"], StringComparison.Ordinal);
        Assert.Contains("- Schools: 1 (+1)", texts["weekly-2026-12-07"], StringComparison.Ordinal);
        var asked = texts.Where(text => text.Key.StartsWith("now-", StringComparison.Ordinal)).OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Value).ToList();
        Assert.Contains("1 new state: New Mexico", asked[0], StringComparison.Ordinal);
        Assert.Contains("Nothing changed.", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_idempotency_key_sends_nothing_more()
    {
        await using var network = await ReachNetwork.Open();

        var answers = await Task.WhenAll(network.ReportNow("monday-board"), network.ReportNow("monday-board"));

        Assert.Equal(answers[0], answers[1]);
        Assert.Single(await network.Emails());
    }

    [Fact]
    public async Task Only_staff_send_it()
    {
        await using var network = await ReachNetwork.Open();
        network.AtTheDoor = null;

        Assert.Equal(401, (await network.ReportNow()).Status);
        Assert.Empty(await network.Emails());
    }

    [Fact]
    public async Task The_email_reads_so()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        network.Requests = new(1, 12, 3, 40, 22, 80, 2);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,,2020-09-14,Bridge\n");
        await network.ReportNow();
        Approved.Text("First", (await network.Emails()).Single().GetString("Text"));
        network.Clock.Advance(TimeSpan.FromDays(6));
        network.Requests = network.Requests with { Received = 8 };
        network.Late = 6;
        network.Waiting = [new("ARL-7K3F-9QZ2", "Mesa <Verde> Elementary, NM", Some.Moment.AddDays(-12), "No coach with room covers multilingual learners."), new("ARL-2222-3333", "Cuba Schools, NM", network.Clock.GetUtcNow(), "All coaches are full.")];
        network.Places = [new("Bridge & Partners", 5, 12), new("Learning Partners", 0, 1)];
        await network.PostServed("school_id,students,introduced_on,organization,locale\n359000100002,1210,2020-09-14,Bridge,urban\n");

        var id = JsonDocument.Parse((await network.ReportNow()).Body).RootElement.GetProperty("reportId").GetString()!;

        var email = (await network.Emails()).Single(row => row.RowKey.StartsWith(id, StringComparison.Ordinal));
        Approved.Text("Full", $"{email.GetString("Subject")}\n\n{email.GetString("Text")}");
        Approved.Html("Full", email.GetString("Html"));
    }

    [Fact]
    public async Task How_many_wait_and_who_has_waited_longest_is_one_reading_of_the_moment_of_writing()
    {
        await using var network = await ReachNetwork.Open(new Dictionary<string, string?> { ["Reach:Monthly"] = "off" });
        await network.Tick();
        network.Requests = RequestCounts.None with { Waiting = 12 };
        network.Clock.SetUtcNow(s_monday.AddDays(3));
        network.Waiting = [.. Enumerable.Range(0, 7).Select(n => new WaitingRequest($"ARL-2222-333{n}", "Cuba Schools, NM", s_monday.AddDays(n == 1 ? 1 : 2.5), "All coaches are full."))];

        await network.Tick();

        var text = Assert.Single(await network.Emails()).GetString("Text").ReplaceLineEndings("\n").Replace("\n  ", " ", StringComparison.Ordinal);
        Assert.Contains("7 requests are waiting for a coach now. These have waited longest:\n\n- ARL-2222-3330: Cuba Schools, NM, for less than a day.", text, StringComparison.Ordinal);
        Assert.Contains("- ARL-2222-3331: Cuba Schools, NM, for 2 days.", text, StringComparison.Ordinal);
        Assert.Contains("8:00 AM. Where it says now, that is Thursday, December 3, 2026, 8:00 AM.", text.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_requests_count_all_who_wait_however_few_are_named()
    {
        await using var network = await TestNetwork.Start();
        Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form, idempotencyKey: null, EnteredBy.School, Cancel));
        await network.Settle();

        var named = await network.Get<IRequestCounts>().LongestWaiting(1, Cancel);
        var unnamed = await network.Get<IRequestCounts>().LongestWaiting(0, Cancel);

        Assert.Equal((1, 1, 1, 0), (named.Count, named.Longest.Count, unnamed.Count, unnamed.Longest.Count));
    }

    [Fact]
    public async Task An_alert_that_nobody_closed_is_in_the_email_however_old_it_is()
    {
        await using var network = await ReachNetwork.Open();
        for (var n = 0; n < 8; n++)
        {
            await network.Get<StaffAlerts>().Owe(new("bounce", $"bounce-{n}", $"Address {n} does not work", []), Cancel);
            network.Clock.Advance(TimeSpan.FromDays(30));
        }

        await network.ReportNow();

        var text = Assert.Single(await network.Emails()).GetString("Text");
        Assert.Matches("Address 7(.|\n)*Address 6(.|\n)*Address 5(.|\n)*Address 4(.|\n)*Address 3(.|\n)*And 3 more alerts", text);
    }

    [Theory]
    [InlineData(""), InlineData("staff"), InlineData("staff@arl.example;nobody")]
    public void Without_sound_recipients_the_start_says_what_to_set(string recipients)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Arl:StaffRecipients"] = recipients };
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        StaffRecipientOptions.Add(services, configuration);
        using var built = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);

        var fault = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => ((Microsoft.Extensions.Options.IStartupValidator)built.GetService(typeof(Microsoft.Extensions.Options.IStartupValidator))!).Validate());

        Assert.StartsWith("Set Arl:StaffRecipients", fault.Message, StringComparison.Ordinal);
    }
}
