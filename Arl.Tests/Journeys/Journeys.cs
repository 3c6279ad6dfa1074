using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>Those that are measured, or whose listeners hear the whole process, have the machine to themselves.</summary>
[CollectionDefinition(nameof(Journeys), DisableParallelization = true)]
public sealed class Journeys;

/// <summary>Those that use one running program, one after the other.</summary>
[CollectionDefinition(nameof(OneHost))]
public sealed class OneHost;
