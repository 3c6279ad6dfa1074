using Arl.Tests.Journeys;
using Arl.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace Arl.Tests.Support;

/// <summary>
/// One running program, started when the first test needs it, for all that leave it running and ask for nothing that stays: a start costs more than most of what they ask. A class that needs one of its own takes it as its class fixture.
/// </summary>
public sealed class SharedHost : IAsyncDisposable
{
    private readonly Lazy<Task<RunningHost>> _running = new(() => RunningHost.Start());

    internal Task<RunningHost> Running => _running.Value;

    internal async Task<Visitor> Visitor() => new(await Running);

    public async ValueTask DisposeAsync()
    {
        if (_running.IsValueCreated)
            await (await Running).DisposeAsync();
    }
}
