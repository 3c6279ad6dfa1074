using Arl.Tests.Support;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Arl.Tests.Support;

/// <summary>What takes long begins first, so that the short ones fill the time beside it and nothing long is left alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_long = ["KillTests", "FaultSuite", "RunningHost", "Outage", "OneHost", "TimerFunction", "InBrowser", "Simulat", "BadInput", "TraceJourney", "ReachPages", "AzureBuild", "Infra"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank(string name)
    {
        var rank = Array.FindIndex(s_long, part => name.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? s_long.Length : rank;
    }
}
