using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Arl.Tests.Mail;

/// <summary>A mail server on loopback that says what a test lays in its mouth, command by command; otherwise it takes the mail.</summary>
internal sealed partial class ScriptedSmtp : IAsyncDisposable
{
    /// <summary>Instead of a reply: it hangs up.</summary>
    public const string HangUp = "hang up";

    /// <summary>Instead of a reply: it stays silent until the other side gives up.</summary>
    public const string Silence = "silence";

    /// <summary>The greeting, by its place in the conversation.</summary>
    public const string Greeting = "connect";

    /// <summary>The end of the mail's text.</summary>
    public const string EndOfMail = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, string> _replies;
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private int _mails;

    /// <param name="replies">By command (<c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, …), <see cref="Greeting"/> or <see cref="EndOfMail"/>.</param>
    public ScriptedSmtp(params (string Command, string Reply)[] replies)
    {
        _replies = replies.ToDictionary(reply => reply.Command, reply => reply.Reply);
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many mails it has read to their end.</summary>
    public int Mails => Volatile.Read(ref _mails);

    /// <summary>Done when it has fallen silent.</summary>
    public Task HasFallenSilent => _silent.Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        try
        {
            await _serving;
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or IOException)
        {
            // The conversation ended in the middle, as the test wanted.
        }
        _end.Dispose();
    }

    private async Task Serve()
    {
        using var client = await _listener.AcceptTcpClientAsync(_end.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!await Say(stream, Greeting, "220 mail.example ready"))
            return;
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (!await Say(stream, command, command switch { "EHLO" => "250-mail.example\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES", "DATA" => "354 go on", _ => "250 2.0.0 fine" }))
                return;
            if (command == "DATA" && !_replies.ContainsKey("DATA") && !await Take(reader, stream))
                return;
        }
    }

    private async Task<bool> Take(StreamReader reader, NetworkStream stream)
    {
        while (await reader.ReadLineAsync(_end.Token) is { } line)
            if (line == EndOfMail)
            {
                Interlocked.Increment(ref _mails);
                return await Say(stream, EndOfMail, "250 2.0.0 Ok: queued as 4711AB");
            }
        return false;
    }

    private async Task<bool> Say(NetworkStream stream, string command, string otherwise)
    {
        var reply = _replies.GetValueOrDefault(command, otherwise);
        if (reply == Silence)
        {
            _silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, _end.Token);
        }
        if (!Reply().IsMatch(reply))
            return false;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), _end.Token);
        return true;
    }

    [GeneratedRegex(@"^\d{3}[ -]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reply();
}
