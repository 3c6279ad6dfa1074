using System.Diagnostics;

namespace Arl.Functions.Hosting.Local;

/// <summary>
/// A Node program that lives no longer than we do: it watches the pipe of its standard input, which closes when we die (even by kill -9),
/// and then stops in good order, so that the ports are free and the data is on disk for the next start.
/// </summary>
public sealed class NodeProcess : IDisposable
{
    // Ctrl+C reaches every process of the terminal; ours must outlive the invocations that still need them, so only the closed pipe is a SIGINT to them.
    private const string Guard = """
        process.on('SIGINT', () => {});
        // Whoever read what it prints may be dead: to say goodbye to nobody must not end it while it still writes its data.
        for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
        for (const name of ['on', 'once', 'addListener']) {
          const add = process[name];
          process[name] = function (event, listener) { return add.call(this, event === 'SIGINT' ? 'arl-stop' : event, listener); };
        }
        process.stdin.once('end', () => {
          setTimeout(() => process.exit(0), 20000).unref(); // On a busy machine storage takes its time to write what it holds; cut short, it would lose it.
          if (!process.emit('arl-stop', 'SIGINT')) process.exit(0);
        }).resume();
        process.stdin.unref?.();
        """;

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public Task Exited => _process.WaitForExitAsync();

    /// <param name="script">The program's entry file.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="line">Called for each line it prints.</param>
    /// <param name="environment">Beside what it inherits.</param>
    /// <param name="errorLine">Called instead for each line of its standard error.</param>
    /// <exception cref="LocalStartException">Node is missing.</exception>
    public static NodeProcess Start(string script, IEnumerable<string> arguments, Action<string> line, IReadOnlyDictionary<string, string>? environment = null, Action<string>? errorLine = null)
    {
        var start = new ProcessStartInfo("node", ["--require", WriteGuard(), script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = NodeTools.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var process = Launch(start);
        process.OutputDataReceived += (_, e) => { if (e.Data is { Length: > 0 }) line(e.Data); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { Length: > 0 }) (errorLine ?? line)(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new LocalStartException("node was not found. Install Node.js 20 or later (https://nodejs.org) and run this again.", missing);
        }
    }

    private static string WriteGuard()
    {
        var guard = Path.Combine(NodeTools.Root, "node_modules", ".arl-guard.cjs");
        if (File.Exists(guard) && File.ReadAllText(guard) == Guard)
            return guard;
        var mine = $"{guard}.{Environment.ProcessId}";
        File.WriteAllText(mine, Guard);
        File.Move(mine, guard, overwrite: true);
        return guard;
    }

    /// <summary>Asks it to stop by closing its input, and waits; kills it after the limit.</summary>
    public async Task Stop(TimeSpan limit)
    {
        if (_process.HasExited)
            return;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
