using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Matching.Simulation;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Hosting.Local.Simulate;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using CsCheck;

namespace Arl.Tests.Matching;

/// <summary>Simulations: the recorded one of docs/simulator.md, and small random ones.</summary>
internal static class SomeSimulation
{
    public static readonly SimulationPolicy[] Policies = Enum.GetValues<SimulationPolicy>();

    public static readonly SimulatedPeriod Weeks26 = new(DrawnRequests.FirstMonday, 26);

    public static SchoolDirectory Directory { get; } =
        SchoolDirectory.Build(SampleSchools.Generate(SampleDirectorySeed.Schools, SampleDirectorySeed.RandomSeed), new("sample", null, IsSample: true, Some.Moment));

    public static IReadOnlyList<Coach> Network { get; } = ((Result<IReadOnlyList<Coach>>.Ok)CoachFile.Read(SampleCoaches.Csv())).Value;

    public static IReadOnlyList<SimulatedRequest> Requests(int count, int seed)
    {
        var options = new SimulateOptions { Seed = seed };
        return DrawnLuck.Draw(DrawnRequests.Draw(count, options.Weeks, seed, Directory), options, Directory);
    }

    public static SimulationResult Run(SimulationPolicy policy, IReadOnlyList<Coach> coaches, IReadOnlyList<SimulatedRequest> requests, SimulatedPeriod? period = null) =>
        new Simulator(coaches, requests, period ?? Weeks26, MatchingRules.Default, OrToolsFlow.Solve).Run(policy);

    /// <summary>A request that comes so many days after the first Monday.</summary>
    public static SimulatedRequest Request(int number, double day, double need, int coachingDays = 70, params string[] needs) => new()
    {
        School = Some.School.Id,
        CoachingDays = coachingDays,
        Ask = Some.Ask with
        {
            Reference = Reference.Create(number, (ulong)number),
            ReceivedAt = DrawnRequests.FirstMonday.AddDays(day),
            NeedIndex = need,
            Needs = needs.Length == 0 ? Some.Ask.Needs : needs,
            ExcludedCoaches = [],
        },
    };

    private static readonly Gen<SimulatedRequest> s_request =
        from ask in SomeNetwork.Ask
        from second in Gen.Int[0, (8 * 7 * 86_400) - 1]
        from days in Gen.Int[1, 30]
        from handBacks in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 2]))
        select new SimulatedRequest
        {
            School = Some.School.Id,
            CoachingDays = days,
            HandBacks = [.. Enumerable.Repeat(2, handBacks)],
            Ask = ask with { ReceivedAt = DrawnRequests.FirstMonday.AddSeconds(second) },
        };

    /// <summary>Eight weeks with up to a dozen coaches and thirty requests.</summary>
    public static readonly Gen<(Coach[] Coaches, SimulatedRequest[] Requests, SimulationPolicy Policy, CoachingEnds Ends)> Small = Gen.Select(
        SomeNetwork.Coaches(12).Select(loads => loads.Select(load => load.Coach).ToArray()),
        s_request.Array[1, 30].Select(requests => requests.DistinctBy(request => request.Ask.Reference).ToArray()),
        Gen.OneOf(Policies),
        Gen.OneOf(CoachingEnds.Day, CoachingEnds.Friday));
}
