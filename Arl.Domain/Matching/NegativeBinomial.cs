namespace Arl.Domain.Matching;

/// <summary>A negative binomial distribution: how far a count may spread, by its mean and its variance over the mean.</summary>
/// <param name="Mean">Above 0.</param>
/// <param name="Dispersion">Variance over mean, above 1: 1 would be Poisson.</param>
public sealed record NegativeBinomial(double Mean, double Dispersion)
{
    /// <summary>The smallest number whose cumulative probability is at least <paramref name="probability"/> (0–1, both excluded).</summary>
    /// <remarks>
    /// Sums the probabilities from 0 up by their ratio, P(k+1)/P(k) = (k+r)/(k+1)·q, in logarithms, since P(0) of a large mean is smaller than any double.
    /// </remarks>
    public int Quantile(double probability)
    {
        var size = Mean / (Dispersion - 1);
        var logQ = Math.Log(1 - (1 / Dispersion));
        var log = -size * Math.Log(Dispersion);
        var sum = Math.Exp(log);
        var number = 0;
        for (; sum < probability && number < Farthest; number++)
        {
            log += logQ + Math.Log((number + size) / (number + 1));
            sum += Math.Exp(log);
        }
        return number;
    }

    /// <summary>40 standard deviations above the mean: rounding of the sum may not run on for ever.</summary>
    private double Farthest => Mean + (40 * Math.Sqrt(Mean * Dispersion)) + 40;
}
