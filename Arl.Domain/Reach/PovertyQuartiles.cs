using System.Globalization;

namespace Arl.Domain.Reach;

/// <summary>
/// Where the directory's own schools part into four by the share of students eligible for free or reduced-price lunch, each threshold 0–1: the nearest-rank quartiles,
/// so each is the share of a school that exists. A school on a threshold belongs below it; where many schools report the same share the quarters are unequal, and their sizes say so.
/// </summary>
/// <param name="First">A quarter of the schools have this share or less.</param>
/// <param name="Second">Half of them.</param>
/// <param name="Third">Three quarters of them.</param>
public sealed record PovertyQuartiles(double First, double Second, double Third)
{
    /// <param name="shares">Of the schools that report it, 0–1, in any order; sorted here.</param>
    /// <returns>Null where there is none.</returns>
    internal static PovertyQuartiles? Of(double[] shares)
    {
        Array.Sort(shares);
        double Rank(int quarters) => shares[((quarters * shares.Length) + 3) / 4 - 1];
        return shares.Length == 0 ? null : new(Rank(1), Rank(2), Rank(3));
    }

    /// <summary>1 (the least poverty) to 4 (the most).</summary>
    /// <param name="share">0–1.</param>
    public int QuartileOf(double share) => share <= First ? 1 : share <= Second ? 2 : share <= Third ? 3 : 4;

    /// <summary>What lies in a quartile, e.g. <c>over 31.4% up to 52%</c> of the students.</summary>
    /// <param name="quartile">1–4.</param>
    public string Range(int quartile) => quartile switch
    {
        1 => $"up to {Percent(First)}",
        2 => $"over {Percent(First)} up to {Percent(Second)}",
        3 => $"over {Percent(Second)} up to {Percent(Third)}",
        4 => $"over {Percent(Third)}",
        _ => throw new ArgumentOutOfRangeException(nameof(quartile), quartile, "There are four."),
    };

    private static string Percent(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture);
}
