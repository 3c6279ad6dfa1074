using Arl.Domain.Requests;
using Arl.Functions.Requests;

namespace Arl.Functions.Coaches;

/// <summary>Whom a coach has a place for now.</summary>
public sealed class CoachSchools(CoachesTable coaches, RequestsTable requests)
{
    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<CoachingRequest>> Of(string coachId, CancellationToken cancel)
    {
        var stored = await Task.WhenAll((await coaches.PlacesOf(coachId, cancel)).Select(reference => requests.Get(reference, cancel)));
        return [.. stored.OfType<StoredRequest>().Select(one => one.Request).Where(request => request.IsOpen && request.Match?.CoachId == coachId).OrderBy(request => request.ReceivedAt)];
    }
}
