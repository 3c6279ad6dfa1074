using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using Arl.Functions.Hosting.Local;
using Arl.Tests.Support;
using MimeKit;
using Xunit;

[assembly: AssemblyFixture(typeof(MailDev))]

namespace Arl.Tests.Support;

/// <summary>One real mail server for the whole run, started when the first test needs it. Each test writes to an address of its own (<see cref="NewAddress"/>), so that tests never see each other's mail.</summary>
public sealed class MailDev : IAsyncDisposable
{
    private static int s_address;
    private readonly Lazy<Task<Running>> _running = new(Start);

    /// <summary>An address that no other test uses.</summary>
    public static string NewAddress(string name = "reader") =>
        string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref s_address)}@inbox.example");

    /// <summary>Of its SMTP server, on 127.0.0.1.</summary>
    public async Task<int> SmtpPort() => (await _running.Value).SmtpPort;

    /// <summary>What an app needs to send its emails here.</summary>
    public async Task<Dictionary<string, string?>> Settings() => new()
    {
        ["Mail:Provider"] = "Smtp",
        ["Mail:From"] = "network@arl.example",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = (await SmtpPort()).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The emails to this address so far, in the order they came.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> Inbox(string address)
    {
        var web = (await _running.Value).Web;
        var all = await web.GetFromJsonAsync<List<Listed>>("api/email") ?? [];
        List<ReceivedMail> mails = [];
        foreach (var mail in all.Where(mail => mail.Envelope.To.Any(to => to.Address == address)))
            mails.Add(ReceivedMail.From(await web.GetByteArrayAsync($"api/email/{mail.Id}/source")));
        return mails;
    }

    /// <summary>Where the mailbox shows the newest email to this address, its pictures put in, as a reader's mail program does.</summary>
    public async Task<Uri> Opened(string address)
    {
        var web = (await _running.Value).Web;
        var all = await web.GetFromJsonAsync<List<Listed>>("api/email") ?? [];
        return new(web.BaseAddress!, $"api/email/{all.Last(mail => mail.Envelope.To.Any(to => to.Address == address)).Id}/html");
    }

    /// <summary>Waits for this many emails to the address.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> Received(string address, int count = 1)
    {
        IReadOnlyList<ReceivedMail> mails = [];
        await Eventually.True(async () => (mails = await Inbox(address)).Count >= count);
        return mails;
    }

    public async ValueTask DisposeAsync()
    {
        if (_running.IsValueCreated && _running.Value.IsCompletedSuccessfully)
            await (await _running.Value).DisposeAsync();
    }

    private static async Task<Running> Start()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        var (smtp, web) = (Azurite.FreePort(), Azurite.FreePort());
        var folder = Directory.CreateTempSubdirectory("arl-maildev-");
        var said = new ConcurrentQueue<string>();
        var process = NodeProcess.Start(
            NodeTools.MailDev,
            ["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", $"{smtp}", "--web", $"{web}", "--mail-directory", folder.FullName],
            said.Enqueue);
        var running = new Running(process, folder, smtp, new() { BaseAddress = new($"http://127.0.0.1:{web}/") });
        await Eventually.True(() => said.Any(line => line.Contains("Press Ctrl+C", StringComparison.Ordinal)) || process.HasExited, TimeSpan.FromSeconds(60));
        if (process.HasExited)
            throw new InvalidOperationException("MailDev stopped: " + string.Join(Environment.NewLine, said));
        return running;
    }

    private sealed record Running(NodeProcess Process, DirectoryInfo Folder, int SmtpPort, HttpClient Web) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Process.Stop(TimeSpan.FromSeconds(5));
            Process.Dispose();
            Web.Dispose();
            Folder.Delete(recursive: true);
        }
    }

    private sealed record Listed(string Id, Envelope Envelope);

    private sealed record Envelope(IReadOnlyList<Recipient> To);

    private sealed record Recipient(string Address);
}

/// <summary>An email as it arrived: its bytes as text, and read.</summary>
public sealed record ReceivedMail(string Source, MimeMessage Message)
{
    public string Html => Message.HtmlBody?.TrimEnd() ?? "";

    public string Text => Message.TextBody?.TrimEnd() ?? "";

    public static ReceivedMail From(byte[] source)
    {
        using var stream = new MemoryStream(source);
        return new(System.Text.Encoding.UTF8.GetString(source), MimeMessage.Load(stream));
    }

    /// <summary>The header fields of the whole mail, as the bytes give them, each once for every time it stands there.</summary>
    public IReadOnlyList<string> Fields =>
        [.. Source.ReplaceLineEndings("\n").Split("\n\n")[0].Split('\n').Where(line => line.Length > 0 && line[0] is not (' ' or '\t')).Select(line => line.Split(':')[0])];
}
