namespace Arl.Domain.Schools;

/// <summary>
/// Ids of invented schools: LEAIDs that begin with 9. An LEAID begins with its state's FIPS code (NCES, CCD file layouts), and those end at 78 (U.S. Virgin Islands; NCES's own
/// additions, such as 59 for the Bureau of Indian Education, lie below), so no real school has such an id or ever will.
/// </summary>
public static class SampleRange
{
    private const int First = 9_000_000;

    public static bool Contains(LeaId id) => id.Number >= First;

    /// <param name="stateFips">1–56.</param>
    /// <param name="district">1–9999, the number of the district in its state.</param>
    public static LeaId District(int stateFips, int district) =>
        stateFips is >= 1 and <= 99 && district is >= 1 and <= 9999
            ? LeaId.FromNumber(First + (stateFips * 10_000L) + district)
            : throw new ArgumentOutOfRangeException(nameof(district), "A sample has at most 9999 districts in a state.");
}
