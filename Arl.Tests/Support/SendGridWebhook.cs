using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Arl.Tests.Support;

/// <summary>
/// Signs and posts events as SendGrid's signed event webhook does. Documented at https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features.
/// </summary>
public sealed class SendGridWebhook : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The verification key, as SendGrid shows it.</summary>
    public string Key => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>An event of a mail with this id, in SendGrid's form: our custom arguments stand among its own fields.</summary>
    public static JsonObject Event(string kind, string owner, string mailId, DateTimeOffset at, string id, string reader = "ana.lucero@mesaschools.example", params (string Name, string Value)[] more)
    {
        var one = new JsonObject
        {
            ["email"] = reader,
            ["timestamp"] = at.ToUnixTimeSeconds(),
            ["event"] = kind,
            ["sg_event_id"] = id,
            ["sg_message_id"] = "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0",
            ["smtp-id"] = $"<{mailId}@arl.example>",
            ["category"] = new JsonArray("coach"),
            ["arl_id"] = mailId,
            ["arl_owner"] = owner,
        };
        foreach (var (name, value) in more)
            one[name] = value;
        return one;
    }

    /// <summary>The event that SendGrid would send of a mail that <see cref="SendGridServer"/> took.</summary>
    public static JsonObject Event(string kind, JsonNode taken, DateTimeOffset at, string id) =>
        Event(kind, (string)taken["custom_args"]!["arl_owner"]!, (string)taken["custom_args"]!["arl_id"]!, at, id, (string)taken["personalizations"]![0]!["to"]![0]!["email"]!);

    public string Sign(string timestamp, byte[] body) =>
        Convert.ToBase64String(_key.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public Task<HttpResponseMessage> Post(HttpClient site, DateTimeOffset now, params JsonObject[] events) =>
        Post(site, now, Encoding.UTF8.GetBytes(new JsonArray([.. events.Select(one => one.DeepClone())]).ToJsonString()));

    public Task<HttpResponseMessage> Post(HttpClient site, DateTimeOffset now, byte[] body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Post(site, timestamp, Sign(timestamp, body), body);
    }

    /// <summary>With these headers as they are, or without them.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient site, string? timestamp, string? signature, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/sendgrid/events", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (timestamp is not null)
            request.Headers.TryAddWithoutValidation("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Twilio-Email-Event-Webhook-Signature", signature);
        return await site.SendAsync(request);
    }

    public void Dispose() => _key.Dispose();
}
