using Arl.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>Says once that storage is away and once that it is back, whoever notices.</summary>
internal sealed partial class StorageHealth(ILogger<StorageHealth> log)
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);
    private int _away;

    /// <summary>Whether the call reached storage; any other fault comes out.</summary>
    public async Task<bool> Reached(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception fault) when (StorageFaults.IsUnreachable(fault))
        {
            if (Interlocked.Exchange(ref _away, 1) == 0)
                Away();
            return false;
        }
        if (Interlocked.Exchange(ref _away, 0) == 1)
            Back();
        return true;
    }

    /// <summary>Tries until storage is reached.</summary>
    /// <exception cref="OperationCanceledException">Told to give up.</exception>
    public async Task UntilReached(Func<Task> call, CancellationToken giveUp)
    {
        for (var pause = s_firstPause; !await Reached(call); pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
            await Task.Delay(pause, giveUp);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage does not answer. Queues and timers wait, and go on when it is back.")]
    private partial void Away();

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage answers again.")]
    private partial void Back();
}
