using System.Net;
using Arl.Functions.Coaches;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Poison;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class PoisonPageTests(Azurite azurite)
{
    private const string Reference = "ARL-7K3F-9QZ2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void SignIn(IServiceCollection services) => services.AddSingleton<IStaffSignIn>(new SignedIn("Sam Staff"));

    [Fact]
    public async Task Work_that_fails_five_times_alerts_staff_once_says_why_and_succeeds_when_it_is_tried_again_after_the_repair()
    {
        var network = await TestNetwork.OnAzurite(azurite);
        await using var site = await Site.Working(network, SignIn, typeof(CountReach));
        await network.Coaches.Import([Some.Coach], Cancel);
        var reference = (await site.Post(SomeJson.Request)).Reference!;
        await network.Storage.Table(TableNames.Reach).DeleteAsync(Cancel);
        await network.SettleBut(QueueNames.CountReach);
        await WhileTimePasses(network, async () => await network.CountPoison(QueueNames.CountReach) == 1);
        await Task.WhenAll(network.Get<PoisonWatch>().Look(Cancel), network.Get<PoisonWatch>().Look(Cancel));
        await network.SettleBut(QueueNames.CountReach);

        Assert.Equal("1 piece of work failed and needs a person", Assert.Single(network.Mailer.Sent, mail => mail.Id.StartsWith("poison-", StringComparison.Ordinal)).Subject);
        var page = await site.PoisonPage();
        var facts = page.QuerySelector("dl.facts")!.TextContent;
        Assert.Contains("Storage answered 404 (TableNotFound).", facts, StringComparison.Ordinal);
        Assert.Contains("tried 5 times in all", facts, StringComparison.Ordinal);
        Assert.Contains("Yes. The network tries it again by itself", facts, StringComparison.Ordinal);
        Assert.Equal($"/staff/requests/{reference}", page.QuerySelector("h2 a")!.GetAttribute("href"));

        await network.Storage.Table(TableNames.Reach).CreateAsync(Cancel);
        using var answer = await site.Press(page, "retry");

        Assert.Equal((HttpStatusCode.SeeOther, "/staff/poison?done=retried"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        await WhileTimePasses(network, async () => !(await network.Get<OwedWork>().All(Cancel)).Any(row => row.Queue == QueueNames.CountReach));
        Assert.Single(await network.Get<ReachTable>().All(Cancel));
        var after = await site.PoisonPage("?done=retried");
        Assert.Contains("Nothing just now.", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sam Staff retried", after.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The listener pauses by the network's clock.</summary>
    private static Task WhileTimePasses(TestNetwork network, Func<Task<bool>> condition) => Eventually.True(() =>
    {
        network.Clock.Advance(TimeSpan.FromMilliseconds(200));
        return condition();
    }, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Dropping_a_message_stops_the_work_that_would_send_it_again_until_somebody_lets_it_go_on()
    {
        await using var site = await Site.Start(SignIn);
        var network = site.Network;
        await network.Coaches.OwePlan(Cancel);
        await Move(network, QueueNames.PlanWaiting);

        using var dropped = await site.Press(await site.PoisonPage(), "drop");
        network.Clock.Advance(TimeSpan.FromHours(1));
        await network.Get<Outbox>().Sweep(Cancel);

        Assert.Equal("/staff/poison?done=dropped", dropped.Headers.Location?.OriginalString);
        Assert.Equal((0, 0), (await network.CountPoison(QueueNames.PlanWaiting), await Count(network, QueueNames.PlanWaiting)));
        var page = await site.PoisonPage();
        Assert.Contains("stopped by Sam Staff", page.Body!.TextContent, StringComparison.Ordinal);

        using var resumed = await site.Press(page, "resume");

        Assert.Equal("/staff/poison?done=resumed", resumed.Headers.Location?.OriginalString);
        Assert.Equal(1, await Count(network, QueueNames.PlanWaiting));
        await network.Settle();
        Assert.Empty(await network.Get<OwedWork>().All(Cancel));
        Assert.Equal(["resumed", "dropped"], (await network.Get<QueueFailures>().Acts(Some.Moment.AddDays(-1), Cancel)).Select(act => act.What));
    }

    [Fact]
    public async Task Stopped_work_that_a_change_owes_anew_is_stopped_no_longer()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.OwePlan(Cancel);
        var row = Assert.Single(await network.Get<OwedWork>().All(Cancel));
        await network.Get<OwedWork>().Stop(row.Queue, row.Key, "Sam", Cancel);
        Assert.True(Assert.Single(await network.Get<OwedWork>().All(Cancel)).IsStopped);

        network.Clock.Advance(TimeSpan.FromMinutes(1));
        await network.Coaches.OwePlan(Cancel);

        Assert.False(Assert.Single(await network.Get<OwedWork>().All(Cancel)).IsStopped);
        Assert.False(await network.Get<OwedWork>().Resume(row.At, Cancel));
    }

    [Fact]
    public async Task Trying_a_dropped_message_again_that_came_back_lets_its_work_go_on()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.OwePlan(Cancel);
        var row = Assert.Single(await network.Get<OwedWork>().All(Cancel));
        await Move(network, QueueNames.PlanWaiting);
        await network.Get<OwedWork>().Stop(row.Queue, row.Key, "Sam", Cancel);

        Assert.True(await network.Get<PoisonDesk>().Retry(row.Queue, row.Key, "Sam", Cancel));

        Assert.False(Assert.Single(await network.Get<OwedWork>().All(Cancel)).IsStopped);
    }

    [Theory]
    [InlineData("no base64!"), InlineData("bm8gSlNPTg=="), InlineData("bnVsbA=="), InlineData("eyJSZWZlcmVuY2UiOnt9fQ==")]
    public async Task A_message_that_cannot_be_read_can_only_be_dropped_and_is_not_kept(string raw)
    {
        await using var site = await Site.Start(SignIn);
        await site.Network.PoisonRaw(QueueNames.MatchRequests, raw);

        var page = await site.PoisonPage();
        Assert.Contains("The message could not be read", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("button[value=retry]"));
        using var answer = await site.Press(page, "drop");

        Assert.Equal("/staff/poison?done=dropped", answer.Headers.Location?.OriginalString);
        Assert.Equal(0, await site.Network.CountPoison(QueueNames.MatchRequests));
    }

    [Fact]
    public async Task Acting_on_one_message_takes_all_its_copies_and_leaves_the_others_to_be_seen_at_once()
    {
        await using var network = await TestNetwork.Start();
        foreach (var number in Enumerable.Range(0, 40))
            await network.Poison(QueueNames.CountReach, new ReachDue($"other {number}"));
        await network.Poison(QueueNames.CountReach, new ReachDue(Reference));
        await network.PoisonRaw(QueueNames.CountReach, SomePoison.Base64($$"""{ "reference": "{{Reference}}" }"""));
        var key = QueueMessages.KeyOf(new ReachDue(Reference));

        var first = await network.Get<PoisonDesk>().Retry(QueueNames.CountReach, key, "Sam", Cancel);
        var second = await network.Get<PoisonDesk>().Retry(QueueNames.CountReach, key, "Jo", Cancel);

        Assert.Equal((true, false), (first, second));
        Assert.Equal(1, await Count(network, QueueNames.CountReach));
        Assert.Equal(40, (await network.Get<PoisonQueues>().Look(Cancel)).Sum(queue => queue.Count));
        Assert.Equal(32, await network.CountPoison(QueueNames.CountReach));
        Assert.Equal("Sam", Assert.Single(await network.Get<QueueFailures>().Acts(Some.Moment.AddDays(-1), Cancel)).By);
    }

    [Fact]
    public async Task What_dies_between_sending_again_and_deleting_leaves_a_message_that_can_be_tried_again()
    {
        await using var network = await TestNetwork.Start();
        await network.Poison(QueueNames.CountReach, new ReachDue(Reference));
        var key = QueueMessages.KeyOf(new ReachDue(Reference));

        await Assert.ThrowsAsync<IOException>(() => network.Get<PoisonQueues>().Settle(QueueNames.CountReach, key, _ => throw new IOException(), Cancel));

        Assert.Equal(key, (await network.OnlyPoison()).Key);
        Assert.True(await network.Get<PoisonDesk>().Retry(QueueNames.CountReach, key, "Sam", Cancel));
    }

    [Fact]
    public async Task The_staff_page_counts_what_failed_and_shows_open_alerts_until_they_are_seen_to()
    {
        await using var site = await Site.Start(SignIn);
        await site.Network.Poison(QueueNames.CountReach, new ReachDue(Reference));
        await site.Network.Get<PoisonWatch>().Look(Cancel);

        var page = await site.Http.GetStringAsync(new Uri("/staff", UriKind.Relative), Cancel);
        Assert.DoesNotContain(">1 piece of work failed</a>", page, StringComparison.Ordinal); // One thing stands there once.
        Assert.Contains("1 piece of work failed and needs a person", page, StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("id", "poison-2026-11-24T15"), SignedIn.Field(site, "Sam Staff")]);
        using var answer = await site.Http.PostAsync(new Uri("/staff/alerts", UriKind.Relative), form, Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var after = await site.Http.GetStringAsync(new Uri("/staff", UriKind.Relative), Cancel);
        Assert.DoesNotContain("Seen to: 1 piece", after, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/staff/poison\">1 piece of work failed</a>", after, StringComparison.Ordinal); // Said to be seen to, and still there.
    }

    /// <summary>As the host does with what failed five times.</summary>
    private static async Task Move(TestNetwork network, string queue)
    {
        var message = (await network.Storage.RawQueue(queue).ReceiveMessageAsync(cancellationToken: Cancel)).Value;
        await network.PoisonRaw(queue, message.Body.ToString());
        await network.Storage.RawQueue(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
    }

    private static async Task<int> Count(TestNetwork network, string queue) => (await network.Storage.RawQueue(queue).PeekMessagesAsync(32, Cancel)).Value.Length;
}
