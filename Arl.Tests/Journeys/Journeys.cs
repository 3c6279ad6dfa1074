using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>Journeys have the machine to themselves, because some are measured.</summary>
[CollectionDefinition(nameof(Journeys), DisableParallelization = true)]
public sealed class Journeys;

/// <summary>Kills the program again and again.</summary>
[CollectionDefinition(nameof(Kills), DisableParallelization = true)]
public sealed class Kills;
