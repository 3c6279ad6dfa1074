using System.Net;
using System.Net.Sockets;
using Arl.Functions.Storage;
using Arl.Tests.Schools;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>The built program, as a newcomer, a crash and an operator meet it.</summary>
public sealed class RunningHostTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly HttpClient _client = new();
    private RunningHost? _host;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    private static bool IsAlive(int process) => File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private async Task<HttpStatusCode> Get(Uri address)
    {
        using var answer = await _client.GetAsync(address, Cancel);
        return answer.StatusCode;
    }

    private static TableClient Requests(RunningHost host) => new ArlStorage(host.StorageConnectionString).Table(TableNames.Requests);

    [Fact]
    public async Task It_says_where_everything_is_and_stops_in_good_order()
    {
        _host = await RunningHost.Start();

        Assert.Contains("Local host: for development, tests and a demonstration.", _host.Output, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{_host.BaseAddress.Port}/", _host.Output, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{_host.MailboxAddress.Port}/", _host.Output, StringComparison.Ordinal);
        Assert.Contains(_host.DataPath, _host.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Get(new(_host.BaseAddress, "api/needs")));
        Assert.Equal(HttpStatusCode.OK, await Get(new(_host.MailboxAddress, "api/email")));
        Assert.Equal(HttpStatusCode.OK, await Get(new(_host.BaseAddress, "staff")));
        int[] children = [_host.StorageProcess, _host.MailboxProcess];

        Assert.Equal(0, await _host.Stop());

        Assert.DoesNotContain(children, IsAlive);
        Assert.DoesNotContain("stopped by itself", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_9_takes_the_children_along_and_loses_nothing_that_storage_had_taken()
    {
        _host = await RunningHost.Start();
        int[] children = [_host.StorageProcess, _host.MailboxProcess];
        var key = await File.ReadAllTextAsync(Path.Combine(_host.DataPath, "link-key"), Cancel);
        await SendMail(_host);
        await Requests(_host).AddEntityAsync(new TableEntity("test", "written right before"), Cancel);

        await _host.Kill();
        await _host.StartAgain();

        Assert.DoesNotContain(children, IsAlive);
        Assert.True((await Requests(_host).GetEntityIfExistsAsync<TableEntity>("test", "written right before", cancellationToken: Cancel)).HasValue);
        Assert.Contains("Kept over a restart", await _client.GetStringAsync(new Uri(_host.MailboxAddress, "api/email"), Cancel), StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(_host.DataPath, "link-key"), Cancel));
    }

    [Fact]
    public async Task Children_that_crash_are_said_to_and_started_again()
    {
        _host = await RunningHost.Start();

        await RunningHost.Signal(_host.StorageProcess, "KILL");
        await RunningHost.Signal(_host.MailboxProcess, "KILL");

        await Says("Storage (Azurite) is started again.");
        await Says("The mailbox (maildev) is started again.");
        Assert.Contains("Storage (Azurite) stopped by itself (exit code 137). Starting it again in 1 s.", _host.Output, StringComparison.Ordinal);
        await Eventually.True(async () => await Get(new(_host.BaseAddress, "staff")) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_setting_that_moves_it_and_nothing_is_started()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var data = Directory.CreateTempSubdirectory("arl-host-").FullName;

        var (code, output) = await RunningHost.Run($"--Local:HttpPort={FreePorts.InARow(1)}", $"--Local:StoragePort={FreePorts.InARow(3)}", $"--Local:SmtpPort={port}", $"--Local:MailboxPort={FreePorts.InARow(1)}", $"--Local:DataPath={data}");

        Assert.Equal(1, code);
        Assert.Equal($"Port {port} for incoming mail is taken by another program. Free it, or move ours: --Local:SmtpPort=<port>", output);
        Assert.False(Directory.Exists(Path.Combine(data, "storage")));
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_wrong_setting_is_said_in_a_sentence_without_a_stack()
    {
        var data = Directory.CreateTempSubdirectory("arl-host-").FullName;
        var (code, output) = await RunningHost.Run($"--Local:HttpPort={FreePorts.InARow(1)}", $"--Local:StoragePort={FreePorts.InARow(3)}", $"--Local:SmtpPort={FreePorts.InARow(1)}", $"--Local:MailboxPort={FreePorts.InARow(1)}", $"--Local:DataPath={data}", "--Arl:TimeZone=Mars/Olympus");

        Assert.Equal(1, code);
        Assert.Equal("Set Arl:TimeZone to a time zone of the IANA database, for example America/New_York.", output);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task An_unknown_command_is_answered_with_those_there_are()
    {
        var (code, output) = await RunningHost.Run("import-scools", "file.csv");

        Assert.Equal(2, code);
        Assert.Contains("There is no command 'import-scools'.", output, StringComparison.Ordinal);
        Assert.Contains("import-schools FILE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_starts_storage_for_itself_where_no_host_runs()
    {
        _host = await RunningHost.Start();
        Assert.Equal(0, await _host.Stop());

        var (code, output) = await RunningHost.Run(["import-schools", SomeSchools.MadeUpFile, .. _host.Settings]);
        await _host.StartAgain();

        Assert.True(code == 0, output);
        Assert.Equal(9, await SecondProgramTests.Schools(_host));
    }

    private async Task Says(string sentence)
    {
        try
        {
            await Eventually.True(() => _host!.Output.Contains(sentence, StringComparison.Ordinal));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It does not say '{sentence}' but:{Environment.NewLine}{_host!.Output}");
        }
    }

    private static async Task SendMail(RunningHost host)
    {
        using var smtp = new MailKit.Net.Smtp.SmtpClient();
        await smtp.ConnectAsync("127.0.0.1", host.MailboxAddress.Port - 1, MailKit.Security.SecureSocketOptions.None, Cancel);
        using var message = new MimeKit.MimeMessage { Subject = "Kept over a restart", Body = new MimeKit.TextPart("plain") { Text = "." } };
        message.From.Add(MimeKit.MailboxAddress.Parse("a@school.example"));
        message.To.Add(MimeKit.MailboxAddress.Parse("b@school.example"));
        await smtp.SendAsync(message, Cancel);
        await smtp.DisconnectAsync(quit: true, Cancel);
    }
}
