using Arl.Domain.Reach;
using Arl.Functions.Reach;

namespace Arl.Functions.Coaches;

/// <summary>Room by organization, of active coaches.</summary>
public sealed class PlacesFree(CoachesTable coaches) : IPlacesFree
{
    public async Task<IReadOnlyList<OrganizationPlaces>> ByOrganization(CancellationToken cancel) =>
    [
        .. (await coaches.All(cancel)).Where(coach => coach.Load.Coach.Active).GroupBy(coach => coach.Load.Coach.Organization, StringComparer.Ordinal)
            .Select(group => new OrganizationPlaces(group.Key, group.Sum(coach => coach.Load.Free), group.Sum(coach => coach.Load.Coach.Capacity)))
            .OrderByDescending(places => places.Free).ThenBy(places => places.Organization, StringComparer.Ordinal),
    ];
}
