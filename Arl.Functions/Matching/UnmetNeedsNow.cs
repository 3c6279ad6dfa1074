using Arl.Domain.Matching;
using Arl.Functions.Requests;

namespace Arl.Functions.Matching;

/// <summary>Unmet need, counted over every request on record. The page, its files and the reach email all ask here, so they say the same numbers.</summary>
public sealed class UnmetNeedsNow(RequestsTable requests)
{
    public async Task<UnmetNeeds> Count(DateTimeOffset now, CancellationToken cancel) => UnmetNeeds.Of(await requests.All(cancel), now);
}
