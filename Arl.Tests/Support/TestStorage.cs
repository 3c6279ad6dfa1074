using Arl.Functions.Storage;
using Xunit;

namespace Arl.Tests.Support;

/// <summary>
/// Where a test keeps its rows: an account of its own with every table, queue and container. It is in memory, and the contract suites hold that to real storage;
/// with <c>ARL_TEST_STORAGE=azurite</c> it is the run's one Azurite, as each week in the pipeline. What is about storage itself, a host or a journey asks <see cref="Azurite"/> always.
/// </summary>
internal static class TestStorage
{
    private static bool IsReal => Environment.GetEnvironmentVariable("ARL_TEST_STORAGE") == "azurite";

    public static async Task<ArlStorage> New() => IsReal
        ? await (await TestContext.Current.GetFixture<Azurite>() ?? throw new InvalidOperationException("The run has no Azurite.")).NewStorage()
        : MemoryAccount.WithEverything(TimeProvider.System).Open(new YieldingCalls());
}
