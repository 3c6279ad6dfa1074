using System.Diagnostics;

namespace Arl.Functions.Hosting.Local;

/// <summary>
/// A Node program that lives no longer than we do: it watches the pipe of its standard input, which closes when we die (even by kill -9),
/// and then stops in good order, so that the ports are free and the data is on disk for the next start.
/// </summary>
public sealed class NodeProcess : IDisposable
{
    private const string Guard =
        "process.stdin.on('end',()=>{process.emit('SIGINT');setTimeout(()=>process.exit(0),5000).unref()}).resume();" +
        "process.stdin.unref&&process.stdin.unref();";

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public Task Exited => _process.WaitForExitAsync();

    /// <param name="script">The program's entry file.</param>
    /// <param name="line">Called for each line it prints.</param>
    public static NodeProcess Start(string script, IEnumerable<string> arguments, Action<string> line, IReadOnlyDictionary<string, string>? environment = null)
    {
        var guard = Path.Combine(NodeTools.Root, "node_modules", ".arl-guard.cjs");
        if (!File.Exists(guard) || File.ReadAllText(guard) != Guard)
            File.WriteAllText(guard, Guard);
        var start = new ProcessStartInfo("node", ["--require", guard, script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = NodeTools.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        process.OutputDataReceived += (_, e) => { if (e.Data is { Length: > 0 }) line(e.Data); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { Length: > 0 }) line(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
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
