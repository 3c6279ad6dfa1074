using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Introductions;

/// <summary>An introduction that cannot reach its address: somebody must hear of it.</summary>
public sealed class AddressFailureTests
{
    [Theory]
    [InlineData("school", "ana.lucero@mesaschools.example", Attention.SchoolNeedsNewAddress)]
    [InlineData("coach", "jo.reyes@learning-partners.example", Attention.CoachNeedsNewAddress)]
    public async Task The_request_says_that_it_needs_a_new_address_staff_get_one_email_and_the_address_no_more(string reader, string address, Attention attention)
    {
        await using var network = await TestNetwork.Start();
        var request = await Introduced(network);

        await Bounce(network, request, reader, address, "1");
        await Bounce(network, request, reader, address, "1");
        await Bounce(network, request, reader, address, "2");
        await network.Settle();

        Assert.Equal([attention], (await network.Requests.Get(request, Cancel))!.Request.Attention);
        Assert.Single(await network.Requests.History(request, Cancel), entry => entry.Event == nameof(RequestEvent.AddressFailed));
        Assert.Equal($"Email to the {reader} of {request} does not arrive", Assert.Single(network.Mailer.Sent, mail => mail.Owner == "staff-alert").Subject);
        Assert.Equal(SuppressionReason.HardBounce, (await network.Get<SuppressionList>().Get(EmailAddress.Parse(address), Cancel)).Stops(transactional: true));
    }

    [Fact]
    public async Task What_staff_are_told_and_what_the_history_keeps_names_nobody()
    {
        await using var network = await TestNetwork.Start();
        var request = await Introduced(network);

        await Bounce(network, request, "school", "ana.lucero@mesaschools.example", "1");
        await network.Settle();

        var alert = network.Mailer.Sent.Single(mail => mail.Owner == "staff-alert");
        var detail = (await network.Requests.History(request, Cancel)).Single(entry => entry.Event == nameof(RequestEvent.AddressFailed)).Detail;
        Assert.DoesNotContain("lucero", alert.Subject + alert.Text + alert.Html + detail + string.Concat(network.Logs.Lines), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("School: 550 5.1.1 (there is no such address)", detail);
    }

    [Fact]
    public async Task A_bounce_of_an_address_that_was_corrected_meanwhile_troubles_nobody()
    {
        await using var network = await TestNetwork.Start();
        var request = await Introduced(network);
        var row = (await network.Requests.Emails(request, Cancel)).Single(email => email.Kind == "school");
        row.To = "old.address@mesaschools.example";
        await network.Storage.Table(TableNames.Requests).UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, Cancel);

        await Bounce(network, request, "school", "old.address@mesaschools.example", "1");
        await network.Settle();

        Assert.Empty((await network.Requests.Get(request, Cancel))!.Request.Attention);
        Assert.DoesNotContain(network.Mailer.Sent, mail => mail.Owner == "staff-alert");
    }

    [Fact]
    public async Task An_introduction_sent_again_is_known_by_its_match_whichever_time_it_was()
    {
        await using var network = await TestNetwork.Start();
        var request = await Introduced(network);
        var again = (await network.Requests.Emails(request, Cancel)).Single(email => email.Kind == "coach");
        again.RowKey = $"{request}_email_introduction-1-again-2_coach";
        await network.Storage.Table(TableNames.Requests).AddEntityAsync(again, Cancel);

        await Bounce(network, request, "coach", Some.Coach.Email.Value, "1", batch: "introduction-1-again-2");

        Assert.Equal([Attention.CoachNeedsNewAddress], (await network.Requests.Get(request, Cancel))!.Request.Attention);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Reference> Introduced(TestNetwork network)
    {
        await network.Coaches.Import([Some.Coach], Cancel);
        var accepted = (Functions.Requests.Acceptance.Accepted)await network.Get<Functions.Requests.AcceptRequest>().Handle(Some.Form, null, Functions.Requests.EnteredBy.School, Cancel);
        await network.Settle();
        return accepted.Reference;
    }

    private static Task Bounce(TestNetwork network, Reference request, string reader, string address, string id, string batch = "introduction-1") => network.Get<MailEventLog>().Hear(
        SendGridEvent.Read(JsonSerializer.SerializeToUtf8Bytes(new[]
        {
            SendGridWebhook.Event("bounce", "request", $"{request}_email_{batch}_{reader}", Some.Moment, id, address, ("type", "bounce"), ("reason", $"550 5.1.1 {address} is unknown")),
        }))!, Cancel);
}
