using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Poison;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class PoisonWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nothing_was_ever_poisoned_nobody_hears_of_anything()
    {
        await using var network = await TestNetwork.Start();

        await network.Watch();

        Assert.Empty(network.Mailer.Sent);
    }

    [Fact]
    public async Task However_many_messages_are_poisoned_staff_get_one_email_an_hour_and_none_where_nothing_is_new()
    {
        await using var network = await TestNetwork.Start();
        network.Clock.Advance(TimeSpan.FromMinutes(30)); // An hour is sixty minutes, not what is left of the one on the clock.
        foreach (var number in Enumerable.Range(0, 5))
            await network.Poison(QueueNames.CountReach, new ReachDue($"{number}"));
        await network.Poison(QueueNames.MatchRequests, new MatchDue("ARL-7K3F-9QZ2"));
        await network.Watch();

        var mail = Assert.Single(network.Mailer.Sent);
        Assert.Equal("6 pieces of work failed and need a person", mail.Subject);
        Assert.Contains("Finding a coach: 1.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Counting the reach: 5.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://help.arl.example/staff/poison", mail.Text, StringComparison.Ordinal);

        await network.Poison(QueueNames.CountReach, new ReachDue("new"));
        await Pass(network, TimeSpan.FromMinutes(59));
        Assert.Single(network.Mailer.Sent);

        await Pass(network, TimeSpan.FromMinutes(1));
        Assert.Equal("7 pieces of work failed and need a person", network.Mailer.Sent[1].Subject);

        await Pass(network, TimeSpan.FromDays(1));
        Assert.Equal(2, network.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Copies_of_a_message_are_one_piece_of_work_no_news_and_all_but_the_oldest_go()
    {
        await using var network = await TestNetwork.Start();
        await network.Poison(QueueNames.CountReach, new ReachDue("same"));
        await network.Watch();
        foreach (var _ in Enumerable.Range(0, 4))
            await network.Poison(QueueNames.CountReach, new ReachDue("same"));
        await network.Poison(QueueNames.CountReach, new ReachDue("other"));
        Assert.Equal(5, (await network.Get<PoisonQueues>().Look(Cancel)).SelectMany(queue => queue.Messages).Single(message => message.Text!.Contains("same", StringComparison.Ordinal)).Copies);

        await Pass(network, TimeSpan.FromHours(1));

        Assert.Equal(2, await network.CountPoison(QueueNames.CountReach));
        Assert.Equal("2 pieces of work failed and need a person", network.Mailer.Sent[1].Subject);
        await network.Poison(QueueNames.CountReach, new ReachDue("same"));
        await Pass(network, TimeSpan.FromHours(2));
        Assert.Equal(2, network.Mailer.Sent.Count);
    }

    [Fact]
    public async Task What_was_dealt_with_and_is_poisoned_again_is_news()
    {
        await using var network = await TestNetwork.Start();
        await network.Poison(QueueNames.CountReach, new ReachDue("ARL-7K3F-9QZ2"));
        await network.Watch();
        await network.Get<PoisonDesk>().Drop(QueueNames.CountReach, (await network.OnlyPoison()).Key, "Sam", Cancel);
        await network.Poison(QueueNames.CountReach, new ReachDue("ARL-7K3F-9QZ2"));

        await Pass(network, TimeSpan.FromHours(1));

        Assert.Equal(2, network.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Watches_beside_each_other_send_one_email()
    {
        await using var network = await TestNetwork.Start();
        await network.Poison(QueueNames.CountReach, new ReachDue("one"));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => network.Get<PoisonWatch>().Look(Cancel)));
        await network.Settle();

        Assert.Single(network.Mailer.Sent);
    }

    [Fact]
    public async Task More_than_one_look_shows_is_said_as_about_so_many()
    {
        await using var network = await TestNetwork.Start();
        foreach (var number in Enumerable.Range(0, 35))
            await network.Poison(QueueNames.OutgoingEmail, new EmailsDue("staff-alert", $"{number}", "alert"));

        await network.Watch();

        Assert.Contains("Sending email: about 35.", Assert.Single(network.Mailer.Sent).Text, StringComparison.Ordinal);
    }

    private static async Task Pass(TestNetwork network, TimeSpan time)
    {
        network.Clock.Advance(time);
        await network.Watch();
    }
}
