using Arl.Domain.Reach;

namespace Arl.Functions.Reach;

/// <summary>The coaches' room, summed by organization.</summary>
public interface IPlacesFree
{
    Task<IReadOnlyList<OrganizationPlaces>> ByOrganization(CancellationToken cancel);
}
