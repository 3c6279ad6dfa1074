using System.Diagnostics.Metrics;
using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class MeasuresTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_network_does_is_counted()
    {
        await using var network = await TestNetwork.Start();
        using var read = new MeasuresRead(network.Get<IMeterFactory>());
        await network.Coaches.Import([Some.Coach], Cancel);
        network.Mailer.Outcome = mail => mail.Kind == "coach" ? new MailOutcome.Refused("550") : new MailOutcome.Accepted("id");

        await Ask(network);
        await network.Settle();
        await network.Get<ReachReporter>().WriteNow(idempotencyKey: null, Cancel);

        Assert.Equal(1, read.Counted("arl.requests.accepted"));
        Assert.Equal(1, read.Counted("arl.requests.matched"));
        Assert.Equal(network.Mailer.Sent.Count, read.Counted("arl.emails.sent"));
        Assert.Equal(1, read.Counted("arl.emails.failed"));
        Assert.Equal(0, read.Counted("arl.emails.put_off"));
        Assert.Equal(1, read.Counted("arl.reach.reports"));
        Assert.Equal(0, read.Tags);
    }

    [Fact]
    public async Task A_provider_that_is_busy_is_no_email_that_failed()
    {
        await using var network = await TestNetwork.Start();
        using var read = new MeasuresRead(network.Get<IMeterFactory>());
        network.Mailer.Outcome = _ => new MailOutcome.NotNow("421");

        await Ask(network);
        await network.Settle();

        Assert.Equal((0, 0, 1), (read.Counted("arl.emails.sent"), read.Counted("arl.emails.failed"), read.Counted("arl.emails.put_off")));
    }

    [Fact]
    public async Task What_stands_is_read_each_minute_and_is_not_told_once_it_is_old()
    {
        await using var network = await TestNetwork.Start();
        using var read = new MeasuresRead(network.Get<IMeterFactory>());
        await network.Get<ReportLedger>().FirstTick(ReportKind.Weekly, network.Get<Microsoft.Extensions.Options.IOptions<ReachOptions>>().Value.WeeklyRhythm!, network.Clock.GetUtcNow(), Cancel);
        await Ask(network);
        await network.SettleBut(QueueNames.OutgoingEmail);
        await network.Poison(QueueNames.MatchRequests, new MatchDue("ARL-7K3F-9QZ2"));
        Assert.Empty(read.Gauges());

        network.Clock.Advance(TimeSpan.FromHours(1));
        await network.Function<TakeReadings>().Run(new TimerInfo(), Cancel);

        Assert.Equal("""{"arl.outbox.lag":3600,"arl.queue.poisoned":1,"arl.reach.report_age":3600,"arl.requests.oldest_waiting":3600,"arl.requests.waiting":1}""", JsonSerializer.Serialize(read.Gauges()));
        network.Clock.Advance(TimeSpan.FromMinutes(3)); // Another instance has the timer now.
        Assert.Empty(read.Gauges());
    }

    [Fact]
    public async Task Where_nobody_reads_them_storage_is_not_asked()
    {
        await using var network = await TestNetwork.Start();
        await network.Storage.Table(TableNames.Requests).DeleteAsync(Cancel);

        await network.Function<TakeReadings>().Run(new TimerInfo(), Cancel);

        using var read = new MeasuresRead(network.Get<IMeterFactory>());
        await Assert.ThrowsAnyAsync<Exception>(() => network.Function<TakeReadings>().Run(new TimerInfo(), Cancel)); // No such table: now it was asked.
    }

    [Fact]
    public async Task Work_that_is_for_later_or_that_a_person_stopped_is_not_late()
    {
        await using var network = await TestNetwork.Start();
        var outbox = network.Get<Outbox>();
        var later = OutboxMessage.For("A", "later", QueueNames.MatchRequests, new MatchDue("ARL-7K3F-9QZ2")) with { NotBefore = network.Clock.GetUtcNow().AddHours(5) };
        var stopped = OutboxMessage.For("A", "stopped", QueueNames.CountReach, new ReachDue("ARL-7K3F-9QZ2"));
        await network.Storage.Table(TableNames.Requests).SubmitTransactionAsync([later.Add(network.Clock.GetUtcNow()), stopped.Add(network.Clock.GetUtcNow())], Cancel);
        await network.Get<OwedWork>().Stop(QueueNames.CountReach, QueueMessages.KeyOf(new ReachDue("ARL-7K3F-9QZ2")), "Kim Osei", Cancel);

        network.Clock.Advance(TimeSpan.FromHours(4));
        var before = await outbox.Lag(Cancel);
        network.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromHours(1)), (before, await outbox.Lag(Cancel)));
    }

    private static async Task Ask(TestNetwork network) => Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form, idempotencyKey: null, EnteredBy.School, Cancel));
}
