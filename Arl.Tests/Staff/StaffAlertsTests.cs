using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Pages.Staff;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class StaffAlertsTests
{
    private static readonly StaffAlert s_alert = new("promise", "promise-2026-11-24", "3 requests are about to wait longer than a day", ["ARL-7K3F-9QZ2 has waited 19 hours.", "Two more have waited 18."], "/staff/requests/ARL-7K3F-9QZ2");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_an_alert_is_raised_and_beside_itself_staff_get_one_email()
    {
        await using var network = await TestNetwork.Start();
        var alerts = network.Get<StaffAlerts>();

        var raised = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => alerts.Owe(s_alert, Cancel)));
        await network.Settle();
        network.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await alerts.Owe(s_alert, Cancel));
        await network.Settle();

        Assert.InRange(raised.Count(first => first), 0, 1); // 0 where the SDK's retry met its own success.
        var mail = Assert.Single(network.Mailer.Sent);
        Assert.Equal(("promise-2026-11-24_email_alert_staff", s_alert.Title, "staff@arl.example"), (mail.Id, mail.Subject, Assert.Single(mail.To).Value));
        Assert.Contains("https://help.arl.example/staff/requests/ARL-7K3F-9QZ2", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_whose_message_was_lost_is_sent_by_the_sweep()
    {
        await using var network = await TestNetwork.Start();
        await network.Get<StaffAlerts>().Owe(s_alert, Cancel);
        await network.Storage.Queue(QueueNames.OutgoingEmail).ClearMessagesAsync(Cancel);

        network.Clock.Advance(TimeSpan.FromSeconds(21));
        await network.Get<Outbox>().Sweep(Cancel);
        await network.Settle();

        Assert.Single(network.Mailer.Sent);
    }

    [Fact]
    public async Task An_alert_that_a_request_owes_in_its_own_transaction_is_raised_and_the_work_ended()
    {
        await using var network = await TestNetwork.Start();
        await network.Requests.Commit(RequestChange.Create(Some.Request, "school", Some.Moment).Alerts(s_alert).Alerts(new("bounce", "bounce-1", "An address does not work", ["It bounced."])), Cancel);

        await network.Settle();

        Assert.Equal(["bounce-1_email_alert_staff", "promise-2026-11-24_email_alert_staff"], network.Mailer.Sent.Select(mail => mail.Id).Order(StringComparer.Ordinal));
        Assert.Empty(await network.Storage.Table(TableNames.Requests).QueryAsync<TableEntity>(KeyRange.Of(RequestKeys.Partition(Some.Request.Reference), OutboxMessage.Prefix), cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task An_alert_is_open_until_somebody_closes_it_and_says_who()
    {
        await using var network = await TestNetwork.Start();
        var alerts = network.Get<StaffAlerts>();
        await alerts.Owe(s_alert, Cancel);
        network.Clock.Advance(TimeSpan.FromDays(40));
        await alerts.Owe(new("bounce", "bounce-1", "An address does not work", []), Cancel);

        Assert.Equal(["bounce-1", s_alert.Id], (await alerts.Open(Cancel)).Select(alert => alert.Id));

        await alerts.Close("bounce-1", "Ana", Cancel);
        await alerts.Close("bounce-1", "Jo", Cancel);
        await alerts.Close("no-such", "Jo", Cancel);

        Assert.Equal(s_alert.Lines, Assert.Single(await alerts.Open(Cancel)).Lines);
        Assert.Equal("Ana", (await network.Storage.Table(TableNames.StaffAlerts).GetEntityAsync<TableEntity>("alerts", "alert_bounce-1", cancellationToken: Cancel)).Value.GetString("ClosedBy"));
    }

    [Fact]
    public async Task The_email_of_an_alert_reads_so()
    {
        var email = await Emails.Render<StaffAlertEmail>(s_alert.Title, (nameof(StaffAlertEmail.Title), s_alert.Title), (nameof(StaffAlertEmail.Lines), s_alert.Lines), (nameof(StaffAlertEmail.StaffUrl), new Uri("https://help.example.org/staff")));

        Approved.Text("email", email.Text);
        Approved.Html("email", email.Html);
    }

    [Theory]
    [InlineData("a/b"), InlineData("a b"), InlineData(""), InlineData("a?b"), InlineData("ana@school.example")]
    public void An_id_that_could_not_be_a_key_or_holds_an_address_is_refused(string id) =>
        Assert.Throws<ArgumentException>(() => new StaffAlert("bounce", id, "Title", []));

    [Fact]
    public void A_long_alert_still_fits_a_message()
    {
        var alert = new StaffAlert("poison", "poison-1", new string('"', 999), [.. Enumerable.Repeat(new string('é', 999), 70)]);

        Assert.Equal((20, "And 51 more."), (alert.Lines.Count, alert.Lines[^1]));
        Assert.True(StaffAlertDue.Owed("Requests", "A", "work", alert).Body.Length < 32_000);
    }
}
