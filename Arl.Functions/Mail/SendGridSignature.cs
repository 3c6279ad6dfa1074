using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

/// <summary>Whether a call of the event webhook is SendGrid's own, and of now: ECDSA P-256 with SHA-256 over the timestamp and the raw body.</summary>
public sealed class SendGridSignature(IOptions<MailOptions> options, TimeProvider clock)
{
    public const string Header = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>An old call may be one that somebody kept; the events in it were counted then.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    public bool IsOfNow(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 32_503_680_000
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) is var age && age <= MostAge && age >= -MostAhead;

    /// <summary>False too where no key is set.</summary>
    public bool IsSendGrids(string timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        var given = new byte[200];
        if (options.Value.SendGrid.WebhookKey is not { Length: > 0 } key || !Convert.TryFromBase64String(signature ?? "", given, out var length))
            return false;
        using var sendGrid = ECDsa.Create();
        sendGrid.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        return sendGrid.VerifyData(signed, given.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
