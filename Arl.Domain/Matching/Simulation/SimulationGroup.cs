using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching.Simulation;

/// <summary>Requests whose schools have something in common, to see whether a policy is fair to them.</summary>
public sealed record SimulationGroup(string Dimension, string Name, IReadOnlySet<Reference> Members)
{
    public const string Third = "Need index";
    public const string State = "State";
    public const string HighestThird = "Highest third";

    /// <summary>By locale type, poverty quarter of the directory, third of the requests by need index, and the states asked for. Groups without a request are left out.</summary>
    public static IReadOnlyList<SimulationGroup> Of(IReadOnlyList<SimulatedRequest> requests, SchoolDirectory directory, IEnumerable<UsState> states)
    {
        var quartiles = EquityBaseline.Of(directory).Quartiles;
        var thirds = Thirds(requests);
        return
        [
            .. By("Locale", requests, Enum.GetNames<LocaleType>(), request => request.Ask.Locale?.Type.ToString()),
            .. By("Poverty", requests, s_quarters, request => quartiles is not null && request.PovertyShare is { } share ? s_quarters[quartiles.QuartileOf(share) - 1] : null),
            .. By(Third, requests, s_thirds, request => thirds[request.Ask.Reference]),
            .. states.Distinct().Order().SelectMany(state => By(State, requests, [state.Name], request => request.Ask.State == state ? state.Name : "", unknown: "")),
        ];
    }

    private static readonly string[] s_quarters = ["Lowest quarter", "Second quarter", "Third quarter", "Highest quarter"];
    private static readonly string[] s_thirds = ["Lowest third", "Middle third", HighestThird];

    private static IEnumerable<SimulationGroup> By(string dimension, IReadOnlyList<SimulatedRequest> requests, string[] names, Func<SimulatedRequest, string?> nameOf, string unknown = "Not known")
    {
        var members = requests.ToLookup(request => nameOf(request) ?? unknown, request => request.Ask.Reference, StringComparer.Ordinal);
        return names.Append(unknown).Where(name => name.Length > 0 && members[name].Any()).Select(name => new SimulationGroup(dimension, name, members[name].ToHashSet()));
    }

    /// <summary>As even as the number allows; of equal need the earlier first.</summary>
    private static Dictionary<Reference, string> Thirds(IReadOnlyList<SimulatedRequest> requests) => requests
        .OrderBy(request => request.Ask.NeedIndex).ThenBy(request => request.Ask.ReceivedAt).ThenBy(request => request.Ask.Reference.Code, StringComparer.Ordinal)
        .Index().ToDictionary(one => one.Item.Ask.Reference, one => s_thirds[3 * one.Index / requests.Count]);
}
