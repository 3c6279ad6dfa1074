using Arl.Tests.Journeys;
using Xunit;

namespace Arl.Tests.Support;

/// <summary>One running program for all tests of a class that leave it running: a start costs more than most of what they ask.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal RunningHost Running { get; private set; } = null!;

    internal Visitor Visitor { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Running = await RunningHost.Start();
        Visitor = new(Running);
    }

    public async ValueTask DisposeAsync()
    {
        Visitor?.Dispose();
        if (Running is not null)
            await Running.DisposeAsync();
    }
}
