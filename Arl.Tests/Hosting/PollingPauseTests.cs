using Arl.Functions.Hosting.Local;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class PollingPauseTests
{
    [Fact]
    public void The_pause_between_looks_at_an_empty_queue_grows_from_100_ms_to_the_limit()
    {
        var limit = TimeSpan.FromSeconds(2);
        var pause = new PollingPause(limit);

        var pauses = Enumerable.Range(0, 10).Select(_ => pause.Next()).ToList();

        Assert.Equal(TimeSpan.FromMilliseconds(100), pauses[0]);
        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.True(pair.Second > pair.First || pair.Second == limit));
        Assert.Equal(limit, pauses[^1]);
    }

    [Fact]
    public void After_a_message_it_is_short_again()
    {
        var pause = new PollingPause(TimeSpan.FromMinutes(1));
        _ = Enumerable.Range(0, 5).Select(_ => pause.Next()).ToList();

        pause.Reset();

        Assert.Equal(TimeSpan.FromMilliseconds(100), pause.Next());
    }
}
