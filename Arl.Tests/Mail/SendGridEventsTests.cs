using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Over HTTP: only SendGrid is heard, and only of now.</summary>
public sealed class SendGridEventsTests : IDisposable
{
    private readonly SendGridWebhook _sendGrid = new();

    public void Dispose() => _sendGrid.Dispose();

    [Fact]
    public async Task A_mail_is_followed_from_the_hand_over_to_its_delivery()
    {
        await using var server = await SendGridServer.Start();
        await using var site = await Start(server.Webhook);
        await using var app = SomeMail.App(server.Settings);
        site.Network.Mailer.Outcome = mail => app.GetRequiredService<IMailer>().Send(mail, Site.Cancel).GetAwaiter().GetResult();
        var reference = (await site.Post(SomeJson.Request)).Reference!;
        await site.Network.Settle();
        var taken = server.Mails.First(mail => ((string)mail["custom_args"]!["arl_id"]!).Contains("_acknowledgement_", StringComparison.Ordinal));
        Assert.Equal(("Sent", "Queued"), await Acknowledgement(site, reference));

        using var heard = await server.Webhook.Post(site.Http, Now(site), SendGridWebhook.Event("processed", taken, Now(site), "1"), SendGridWebhook.Event("delivered", taken, Now(site), "2"));

        Assert.Equal((HttpStatusCode.OK, ("Sent", "Delivered")), (heard.StatusCode, await Acknowledgement(site, reference)));
    }

    [Theory]
    [InlineData(-599, HttpStatusCode.OK), InlineData(-601, HttpStatusCode.Unauthorized), InlineData(299, HttpStatusCode.OK), InlineData(302, HttpStatusCode.Unauthorized)]
    public async Task An_old_call_or_one_from_the_future_is_not_heard_even_if_it_is_signed(int seconds, HttpStatusCode status)
    {
        await using var site = await Start();

        using var answer = await _sendGrid.Post(site.Http, Now(site).AddSeconds(seconds), Bounce(site));

        Assert.Equal((status, status == HttpStatusCode.OK ? 1 : 0), (answer.StatusCode, (await site.Rows(TableNames.MailEvents)).Count));
    }

    [Fact]
    public async Task Without_SendGrids_own_signature_over_this_time_and_this_body_nothing_is_heard()
    {
        await using var site = await Start();
        var body = Encoding.UTF8.GetBytes(new JsonArray(Bounce(site)).ToJsonString());
        var time = Now(site).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var other = (Now(site).ToUnixTimeSeconds() + 1).ToString(CultureInfo.InvariantCulture);
        using var stranger = new SendGridWebhook();

        foreach (var (timestamp, signature) in (IEnumerable<(string?, string?)>)[(time, null), (null, _sendGrid.Sign(time, body)), (time, ""), (time, "no base64"), (time, Convert.ToBase64String(new byte[70])),
            (time, new string('A', 4000)), (other, _sendGrid.Sign(time, body)), (time, _sendGrid.Sign(time, [.. body, (byte)' '])), (time, stranger.Sign(time, body)), ("now", _sendGrid.Sign("now", body)), ("99999999999999999999", _sendGrid.Sign(time, body))])
        {
            using var answer = await SendGridWebhook.Post(site.Http, timestamp, signature, body);
            Assert.Equal((timestamp, signature, HttpStatusCode.Unauthorized, "application/problem+json"), (timestamp, signature, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
        Assert.Empty(await site.Rows(TableNames.MailEvents));
        Assert.Empty(await site.Rows(TableNames.Suppressions));
    }

    [Fact]
    public async Task While_no_key_is_set_every_call_is_turned_away()
    {
        await using var site = await Site.Start();

        using var answer = await _sendGrid.Post(site.Http, Now(site), Bounce(site));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("SendGrid", "", true), InlineData("Smtp", "", false), InlineData("SendGrid", "set", false)]
    public async Task The_start_says_when_nothing_will_be_heard_of_bounces(string provider, string key, bool says)
    {
        using var logs = new TestLogs();
        using var logging = new LoggerFactory([logs]);
        var options = new MailOptions { Provider = provider, SendGrid = new() { WebhookKey = key } };

        await new NoWebhookNotice(Options.Create(options), new Logger<NoWebhookNotice>(logging)).StartAsync(Site.Cancel);

        Assert.Equal(says, logs.Lines.Any(line => line.Contains("Mail:SendGrid:WebhookKey is not set", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("no json"), InlineData(""), InlineData("{}"), InlineData("\"x\""), InlineData("[{\"event\":\"bounce\""), InlineData("[]]")]
    public async Task What_is_no_list_of_events_is_turned_away(string body)
    {
        await using var site = await Start();

        using var answer = await _sendGrid.Post(site.Http, Now(site), Encoding.UTF8.GetBytes(body));

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task What_is_no_event_of_our_mails_is_passed_over()
    {
        await using var site = await Start();
        var (open, foreign, undated) = (Bounce(site), Bounce(site), Bounce(site));
        open["event"] = "open";
        foreign.Remove("arl_owner");
        undated["timestamp"] = "yesterday";

        using var answer = await _sendGrid.Post(site.Http, Now(site), Encoding.UTF8.GetBytes(new JsonArray(1, "x", null, new JsonArray(), new JsonObject(), open, foreign, undated).ToJsonString()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await site.Rows(TableNames.MailEvents));
        Assert.Empty(await site.Rows(TableNames.Suppressions));
    }

    [Fact]
    public async Task More_than_a_megabyte_is_too_large()
    {
        await using var site = await Start();

        using var answer = await _sendGrid.Post(site.Http, Now(site), new byte[1024 * 1024 + 1]);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private Task<Site> Start(SendGridWebhook? sendGrid = null) => Site.Start(settings: new Dictionary<string, string?> { ["Mail:SendGrid:WebhookKey"] = (sendGrid ?? _sendGrid).Key });

    private static DateTimeOffset Now(Site site) => site.Network.Clock.GetUtcNow();

    private static JsonObject Bounce(Site site) => SendGridWebhook.Event("bounce", "request", $"{Some.Request.Reference}_email_introduction-1_school", Now(site), "event-1");

    private static async Task<(string State, string? Delivery)> Acknowledgement(Site site, string reference)
    {
        var row = (await site.Network.Requests.Emails(Reference.Parse(reference), Site.Cancel)).Single(email => email.RowKey.Contains("_acknowledgement_", StringComparison.Ordinal));
        return (row.State, row.Delivery);
    }
}
