using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Schools;

namespace Arl.Functions.Requests;

/// <summary>How much of a place the network has served before.</summary>
public sealed class EarlierHelp(ReachTable reach, SchoolDirectorySource schools)
{
    /// <summary>0–1: of the place's schools by their students, or by their number where none is counted.</summary>
    public async Task<double> ShareOf(RequestedPlace place, CancellationToken cancel)
    {
        if (place.Kind == PlaceKind.TypedSchool)
            return await reach.IsServed(place.Key, place.State, cancel) ? 1 : 0;
        var served = await reach.ServedIn(place.SchoolIds[0].District, cancel);
        if (served.Count == 0)
            return 0;
        var directory = await schools.CurrentOrEmpty(cancel);
        var students = place.SchoolIds.ToDictionary(id => id, id => directory.Find(id)?.Students ?? 0);
        var all = students.Values.Sum();
        return all > 0
            ? (double)students.Where(school => served.Contains(school.Key)).Sum(school => school.Value) / all
            : (double)place.SchoolIds.Count(served.Contains) / place.SchoolIds.Count;
    }
}
