using Arl.Domain.Reach.Equity;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>
/// What figures stand against and what no book keeps the past of: the directory's quarters of poverty, its locales, and the coaches' places. It is kept each night and with each report,
/// so that the figures of a past date can be made again.
/// </summary>
/// <param name="Poverty">Null where the directory knows no poverty.</param>
/// <param name="National">All schools of the directory by locale; null where it knows none.</param>
public sealed record ReachBackdrop(DateTimeOffset At, PovertyQuartiles? Poverty, LocaleShares? National, IReadOnlyList<OrganizationPlaces> Places)
{
    public static ReachBackdrop None { get; } = new(DateTimeOffset.MinValue, null, null, []);

    public static ReachBackdrop Of(SchoolDirectory directory, IReadOnlyList<OrganizationPlaces> places, DateTimeOffset at) =>
        new(at, EquityBaseline.Of(directory).Quartiles, NationalLocales.Of(directory), places);
}
