using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Arl.Functions.Hosting.Local;

/// <summary>Ctrl+C, SIGTERM, and the death of the <c>dotnet run</c> that started us (kill -9 reaches only it, and we would hold the ports unseen). A second signal ends us at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignals()
    {
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
        if (DotnetRun() is { } parent)
            _ = StopAfter(parent);
    }

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }

    private async Task StopAfter(Process parent)
    {
        using (parent)
            await parent.WaitForExitAsync();
        await _stop.CancelAsync();
    }

    /// <summary>Our parent, where it is <c>dotnet run</c>. Only Linux tells; Windows ends us with it anyway.</summary>
    private static Process? DotnetRun()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return null;
            var parent = File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            var command = File.ReadAllText($"/proc/{parent}/cmdline").Split('\0');
            return Path.GetFileName(command[0]) == "dotnet" && command.Contains("run") ? Process.GetProcessById(int.Parse(parent, CultureInfo.InvariantCulture)) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
