using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>A coach whom staff may choose for a request.</summary>
/// <param name="Score">0–100, see <see cref="Fit"/>.</param>
/// <param name="Overruled">The hard rules that choosing this coach overrules, a clause each.</param>
public sealed record Candidate(string CoachId, string CoachName, string Organization, double Score, int Free, int Capacity, IReadOnlyList<string> Overruled)
{
    /// <summary>Every active coach but the one who has it: first those who fit and have room, then those who fit, then the others; of each the best first.</summary>
    public static IReadOnlyList<Candidate> Of(CoachingRequest request, IReadOnlyCollection<CoachLoad> coaches, FitWeights weights)
    {
        var ask = Ask.Of(request) with { PausedUntil = null, PreferredCoachId = null };
        var pool = new CoachPool(coaches, weights);
        return
        [
            .. coaches.Where(load => load.Coach.Active && load.Coach.Id != request.Match?.CoachId)
                .Select(load => Of(ask, pool, load))
                .OrderBy(one => one.Overruled.Count > 0).ThenBy(one => one.Free == 0).ThenByDescending(one => one.Score).ThenBy(one => one.CoachId, StringComparer.Ordinal),
        ];
    }

    private static Candidate Of(Ask ask, CoachPool pool, CoachLoad load) => new(
        load.Coach.Id, load.Coach.Name, load.Coach.Organization, pool.FitOf(ask, load.Coach.Id).Score, load.Free, load.Coach.Capacity,
        [.. CoachRules.Broken(ask, load.Coach).Select(rule => rule.InWords(ask))]);
}
