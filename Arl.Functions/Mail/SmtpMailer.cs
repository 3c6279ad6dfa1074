using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Arl.Functions.Mail;

/// <summary>Sends by SMTP, one connection a mail; to all its recipients or to none.</summary>
public sealed partial class SmtpMailer(IOptions<MailOptions> options, TimeProvider clock) : IMailer
{
    public async Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        using var message = Message(mail);
        using var handOver = new HandOver(clock, cancel);
        using var client = new SmtpClient { LocalDomain = options.Value.Sender.Domain };
        try
        {
            if (await Connect(client, handOver.End) is { } notNow)
                return notNow;
            var beyondAscii = IsBeyondAscii(mail);
            if (beyondAscii && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
                return new MailOutcome.Refused("The mail server does not take addresses with letters beyond ASCII (SMTPUTF8).");
            var reply = await client.SendAsync(Format(beyondAscii), message, handOver.End, new OnFirstByte(handOver.Begin));
            return new MailOutcome.Accepted(QueuedAs().Match(reply).Groups["id"] is { Success: true } id ? id.Value : null);
        }
        catch (Exception fault) when (Meaning(fault, handOver, cancel) is { } outcome)
        {
            return outcome;
        }
        finally
        {
            await Leave(client);
        }
    }

    /// <returns>Null for a fault of our own, and for a stop of ours before the mail began to leave.</returns>
    private static MailOutcome? Meaning(Exception fault, HandOver handOver, CancellationToken stop) => fault switch
    {
        SmtpCommandException answered => Answered(answered),
        OperationCanceledException when !handOver.Begun && stop.IsCancellationRequested => null,
        OperationCanceledException => handOver.Broken($"The mail server did not answer within {HandOver.Limit.TotalSeconds:0} seconds."),
        SmtpProtocolException or ServiceNotConnectedException or IOException or SocketException => handOver.Broken("The connection to the mail server broke."),
        _ => null,
    };

    /// <returns>Why not, or null when connected and signed in.</returns>
    private async Task<MailOutcome?> Connect(SmtpClient client, CancellationToken end)
    {
        var smtp = options.Value.Smtp;
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp), end);
            if (smtp.User.Length > 0)
                await client.AuthenticateAsync(Encoding.UTF8, smtp.User, smtp.Password, end);
            return null;
        }
        catch (Exception fault) when (NoWayIn(fault) is { } reason)
        {
            return new MailOutcome.NotNow(reason);
        }
    }

    private static string? NoWayIn(Exception fault) => fault switch
    {
        AuthenticationException => "The mail server does not accept our sign-in (Mail:Smtp:User, Mail:Smtp:Password).",
        SslHandshakeException or NotSupportedException => "The mail server offers no secure connection that we trust (Mail:Smtp:Security).",
        SmtpCommandException answered => $"The mail server turned us away with {Code(answered)}.",
        SocketException unreached => $"The mail server could not be reached ({unreached.SocketErrorCode}).",
        SmtpProtocolException or IOException => "The mail server hung up before we could send.",
        _ => null,
    };

    /// <summary>A sender that is not accepted is a fault of our settings, not of this mail; so it waits. A mail too large (552) is this mail's own.</summary>
    private static MailOutcome Answered(SmtpCommandException answered)
    {
        var ours = answered.ErrorCode == SmtpErrorCode.SenderNotAccepted && answered.StatusCode != SmtpStatusCode.ExceededStorageAllocation;
        var what = answered.ErrorCode switch
        {
            SmtpErrorCode.SenderNotAccepted => ours ? "the sender (Mail:From)" : "the size",
            SmtpErrorCode.RecipientNotAccepted => "a recipient",
            _ => "the mail",
        };
        var code = Code(answered);
        var reason = $"The mail server answered {code} to {what}{(ReplyCode.InWords(code) is { } words ? $": {words}" : "")}.";
        return (int)answered.StatusCode >= 500 && !ours ? new MailOutcome.Refused(reason) : new MailOutcome.NotNow(reason);
    }

    /// <summary>The reply's codes alone: its words often repeat the address.</summary>
    private static string Code(SmtpCommandException answered) =>
        $"{(int)answered.StatusCode} {EnhancedCode().Match(answered.Message).Value}".TrimEnd();

    internal MimeMessage Message(MailToSend mail)
    {
        var sender = options.Value.Sender;
        var message = new MimeMessage
        {
            MessageId = MessageId.For(mail, sender),
            Date = clock.GetUtcNow(),
            Subject = mail.Subject,
            Body = SmtpBody.Of(mail),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, options.Value.FromName, sender.Value));
        message.To.AddRange(mail.To.Distinct().Select(to => new MailboxAddress("", to.Value)));
        if (mail.ReplyTo is { } replyTo)
            message.ReplyTo.Add(new MailboxAddress("", replyTo.Value));
        foreach (var (field, value) in OneClick.Headers(mail))
            message.Headers.Add(field, value);
        return message;
    }

    /// <summary>An address with letters beyond ASCII before its @ needs a server with SMTPUTF8; any other mail goes the way that every server knows.</summary>
    private static FormatOptions Format(bool beyondAscii)
    {
        var format = FormatOptions.Default.Clone();
        format.International = beyondAscii;
        return format;
    }

    private static bool IsBeyondAscii(MailToSend mail) =>
        mail.To.Append(mail.ReplyTo).Any(address => address is not null && !Ascii.IsValid(address.Value.AsSpan(0, address.Value.IndexOf('@', StringComparison.Ordinal))));

    private static SecureSocketOptions Security(SmtpSettings smtp) => Enum.Parse<SmtpSecurity>(smtp.Security, ignoreCase: true) switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Says goodbye if the server listens; what became of the mail is known by now.</summary>
    private static async Task Leave(SmtpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SmtpProtocolException or SmtpCommandException or IOException or SocketException)
        {
            // It hung up first.
        }
    }

    [GeneratedRegex(@"(?i:queued as) (?<id>[\w-]{1,100})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueuedAs();

    /// <summary>RFC 3463, at the start of the reply.</summary>
    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnhancedCode();

    /// <summary>The server has said 354 and the mail is on its way.</summary>
    private sealed class OnFirstByte(Action begin) : ITransferProgress
    {
        public void Report(long bytesTransferred, long totalSize) => begin();

        public void Report(long bytesTransferred) => begin();
    }
}
