using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <param name="Schools">How many.</param>
/// <param name="Share">Whole percent, 0–100, of the schools whose locale is known.</param>
public sealed record LocaleShare(int Schools, int Share);

/// <summary>
/// Schools by the three-way split (<see cref="Locale.Area"/>). Shares are of the schools whose locale is known, as whole percentages by largest remainder,
/// so that they sum to 100 (to 0 where no locale is known). <see cref="Unknown"/> has a count; its share of the known is 0.
/// </summary>
public sealed record LocaleShares(LocaleShare Urban, LocaleShare Suburban, LocaleShare Rural, LocaleShare Unknown)
{
    /// <param name="urban">Counts, 0 or more.</param>
    public static LocaleShares Of(int urban, int suburban, int rural, int unknown)
    {
        var shares = WholePercent.Of(urban, suburban, rural);
        return new(new(urban, shares[0]), new(suburban, shares[1]), new(rural, shares[2]), new(unknown, 0));
    }

    /// <summary>By the key of an area's <see cref="ReachGroup"/>; null for any other.</summary>
    public int? ShareOf(string area) => area switch
    {
        "urban" => Urban.Share,
        "suburban" => Suburban.Share,
        "rural" => Rural.Share,
        _ => null,
    };

    /// <summary>How many schools have a known locale.</summary>
    public int Known => Urban.Schools + Suburban.Schools + Rural.Schools;
}
