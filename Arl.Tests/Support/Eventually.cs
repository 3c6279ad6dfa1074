using System.Diagnostics;

namespace Arl.Tests.Support;

/// <summary>Waits for a condition, with a limit: the one place where a test lets time pass.</summary>
public static class Eventually
{
    public static Task True(Func<bool> condition, TimeSpan? limit = null) => True(() => Task.FromResult(condition()), limit);

    public static async Task True(Func<Task<bool>> condition, TimeSpan? limit = null)
    {
        var patience = limit ?? TimeSpan.FromSeconds(20);
        for (var waited = Stopwatch.StartNew(); !await condition();)
        {
            if (waited.Elapsed > patience)
                throw new TimeoutException($"The condition was not met within {patience.TotalSeconds:0.#} s.");
            await Task.Delay(25);
        }
    }

    /// <summary>The value of the first look that gives one.</summary>
    public static async Task<T> Value<T>(Func<Task<T?>> look, TimeSpan? limit = null) where T : class
    {
        T? found = null;
        await True(async () => (found = await look()) is not null, limit);
        return found!;
    }
}
