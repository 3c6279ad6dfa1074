using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Arl.Tests.Support;

/// <summary>
/// The real local host as a process of its own: the built program with its Azurite and its mailbox, on free ports and with data of its own.
/// <see cref="Kill"/> is kill -9; <see cref="StartAgain"/> begins anew on the same ports and data.
/// </summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private const int Ports = 6;
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private readonly string[] _settings;
    private readonly bool _ownsData;
    private readonly int _storagePort;
    private Process _process = null!;
    private ConcurrentQueue<string> _output = [];

    private RunningHost(string? dataPath, string[] settings)
    {
        var port = FreePorts.InARow(Ports);
        _storagePort = port + 1;
        _ownsData = dataPath is null;
        DataPath = dataPath ?? Directory.CreateTempSubdirectory("arl-host-").FullName;
        BaseAddress = new($"http://127.0.0.1:{Text(port)}/");
        MailboxAddress = new($"http://127.0.0.1:{Text(port + 5)}/");
        _settings = [$"--Local:HttpPort={Text(port)}", $"--Local:StoragePort={Text(_storagePort)}", $"--Local:SmtpPort={Text(port + 4)}", $"--Local:MailboxPort={Text(port + 5)}", $"--Local:DataPath={DataPath}", .. settings];
    }

    public Uri BaseAddress { get; }

    /// <summary>maildev's site; its API is at <c>api/email</c>.</summary>
    public Uri MailboxAddress { get; }

    public string DataPath { get; }

    /// <summary>The settings on its command line, for another program that shall find the same ports and data.</summary>
    public IReadOnlyList<string> Settings => _settings;

    public string StorageConnectionString => FormattableString.Invariant($"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;")
        + FormattableString.Invariant($"BlobEndpoint=http://127.0.0.1:{_storagePort}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{_storagePort + 1}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{_storagePort + 2}/devstoreaccount1;");

    /// <summary>What it printed since it was last started.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>The process of its Azurite, as last started.</summary>
    public int StorageProcess => Child("storage");

    /// <summary>The process of its mailbox, as last started.</summary>
    public int MailboxProcess => Child("mailbox");

    /// <summary>Returns when storage answers, the sample data is there and queues are listened to.</summary>
    public static async Task<RunningHost> Start(string? dataPath = null, params string[] settings)
    {
        var host = new RunningHost(dataPath, settings);
        try
        {
            await host.StartAgain();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        return host;
    }

    /// <summary>Runs the program to its end, as for a command or a start that is refused.</summary>
    public static async Task<(int ExitCode, string Output)> Run(params IEnumerable<string> arguments)
    {
        var output = new ConcurrentQueue<string>();
        using var process = Launch(arguments, output);
        using var limit = new CancellationTokenSource(s_startLimit);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, string.Join(Environment.NewLine, output));
    }

    public async Task StartAgain()
    {
        await StartWithoutWaiting();
        await Eventually.True(() => _output.Contains("Ready.") || _process.HasExited, s_startLimit);
        if (_process.HasExited)
            throw new InvalidOperationException($"The host stopped with exit code {_process.ExitCode}:{Environment.NewLine}{Output}");
    }

    public Task StartWithoutWaiting()
    {
        _output = [];
        _process = Launch(_settings, _output);
        return Task.CompletedTask;
    }

    /// <summary>kill -9 of the host alone: it gets no chance to do anything, nor to stop its children.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> Stop()
    {
        await Signal(_process.Id, "TERM");
        using var limit = new CancellationTokenSource(s_startLimit);
        await _process.WaitForExitAsync(limit.Token);
        var code = _process.ExitCode;
        _process.Dispose();
        return code;
    }

    /// <summary>A signal to any process: the host's children too.</summary>
    public static async Task Signal(int process, string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {Text(process)}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning())
            await Stop();
        if (_ownsData)
            await Eventually.True(() => Deleted(DataPath));
    }

    private static Process Launch(IEnumerable<string> arguments, ConcurrentQueue<string> output)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Arl.Functions.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["DOTNET_TieredPGO"] = "0" }, // It lives for seconds: what the compiler would learn of it is not worth learning.
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Keep(string? line)
        {
            if (line is null)
                return;
            output.Enqueue(line.TrimEnd());
            LogsOfTheRun.Hear("the output of a host", line);
        }
    }

    private bool IsRunning()
    {
        try
        {
            return !_process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return false; // Killed or stopped, and let go.
        }
    }

    private int Child(string name) => int.Parse(File.ReadAllText(Path.Combine(DataPath, $"{name}.pid")), CultureInfo.InvariantCulture);

    /// <summary>Tried again while children of a killed host still write there.</summary>
    private static bool Deleted(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
