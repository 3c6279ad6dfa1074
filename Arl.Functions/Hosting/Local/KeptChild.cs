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
    private readonly Action? _restarted;
    private readonly ConcurrentQueue<string> _lastErrors = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _keeping;
    private NodeProcess _process;

    /// <param name="what">For whoever reads the console, e.g. <c>Storage (Azurite)</c>.</param>
    /// <param name="start">Starts it; gets what takes the lines of its standard error.</param>
    /// <param name="say">Prints a line.</param>
    /// <param name="restarted">Called when it was started again.</param>
    public KeptChild(string what, Func<Action<string>, NodeProcess> start, Action<string> say, Action? restarted = null)
    {
        (_what, _start, _say, _restarted) = (what, start, say, restarted);
        _process = start(Keep);
        _keeping = Watch();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping;
        await _process.Stop(TimeSpan.FromSeconds(22));
        _process.Dispose();
        _stopping.Dispose();
    }

    private void Keep(string line)
    {
        _lastErrors.Enqueue(line);
        while (_lastErrors.Count > LinesKept)
            _lastErrors.TryDequeue(out _);
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
                _restarted?.Invoke();
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
        while (_lastErrors.TryDequeue(out var line))
            _say($"    {line}");
    }
}
