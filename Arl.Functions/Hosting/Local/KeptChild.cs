using System.Collections.Concurrent;

namespace Arl.Functions.Hosting.Local;

/// <summary>A child that is started again, and said to be, when it stops by itself.</summary>
internal sealed class KeptChild : IAsyncDisposable
{
    private const int LinesKept = 5;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_healthy = TimeSpan.FromSeconds(30);
    private readonly string _what;
    private readonly Func<Action<string>, NodeProcess> _start;
    private readonly Action<string> _say;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _keeping;
    private NodeProcess _process;

    /// <param name="what">For whoever reads the console, e.g. <c>Storage (Azurite)</c>.</param>
    /// <param name="start">Starts it; gets what takes its lines.</param>
    /// <param name="say">Prints a line.</param>
    public KeptChild(string what, Func<Action<string>, NodeProcess> start, Action<string> say)
    {
        (_what, _start, _say) = (what, start, say);
        _process = start(Keep);
        _keeping = Watch();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping;
        await _process.Stop(TimeSpan.FromSeconds(6));
        _process.Dispose();
        _stopping.Dispose();
    }

    private void Keep(string line)
    {
        _lastLines.Enqueue(line);
        while (_lastLines.Count > LinesKept)
            _lastLines.TryDequeue(out _);
    }

    private async Task Watch()
    {
        var pause = s_firstPause;
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                await _process.Exited.WaitAsync(_stopping.Token);
                pause = TimeProvider.System.GetElapsedTime(started) > s_healthy ? s_firstPause : pause;
                SayWhy(pause);
                await Task.Delay(pause, _stopping.Token);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
                _process.Dispose();
                _process = _start(Keep);
                started = TimeProvider.System.GetTimestamp();
                _say($"{_what} is started again.");
            }
        }
        catch (OperationCanceledException)
        {
            // We are stopping; so shall it.
        }
    }

    private void SayWhy(TimeSpan pause)
    {
        _say(FormattableString.Invariant($"{_what} stopped by itself (exit code {_process.ExitCode}). Starting it again in {pause.TotalSeconds:0} s."));
        while (_lastLines.TryDequeue(out var line))
            _say($"    {line}");
    }
}
