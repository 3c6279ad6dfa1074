using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arl.Benchmarks.Requests;

/// <summary>A mail server on loopback that takes every mail and keeps none: when each introduction came, by its Message-ID.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private const string Introduction = "_introduction-";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _mails;
    private int _introductions;

    public MailSink()
    {
        _listener.Start(backlog: 512);
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Mails => Volatile.Read(ref _mails);

    public int Introductions => Volatile.Read(ref _introductions);

    /// <summary>Called with the request's reference for each introduction that arrives: two for each request.</summary>
    public Action<string> Introduced { get; set; } = _ => { };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // No more mail.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
                await Talk(client.GetStream());
        }
        catch (IOException)
        {
            // The sender hung up.
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await Say(stream, "220 sink ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            await Say(stream, command switch { "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8", "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 fine" });
            if (command == "QUIT")
                return;
            if (command == "DATA")
                await Take(reader, stream);
        }
    }

    private async Task Take(StreamReader reader, NetworkStream stream)
    {
        string? id = null;
        while (await reader.ReadLineAsync() is { } line && line != ".")
            if (id is null && line.Contains("_email_", StringComparison.Ordinal))
                id = line;
        Interlocked.Increment(ref _mails);
        await Say(stream, "250 queued as sink");
        if (id?.IndexOf(Introduction, StringComparison.Ordinal) is not > 0)
            return;
        Interlocked.Increment(ref _introductions);
        Introduced(id[id.IndexOf("ARL-", StringComparison.Ordinal)..id.IndexOf("_email_", StringComparison.Ordinal)]);
    }

    private static async Task Say(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
