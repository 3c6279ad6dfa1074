using Arl.Domain.Matching;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>Whether "80%" is true: thousands of invented pasts and futures from one seed, and how often the interval holds the future.</summary>
public sealed class PlacesForecastCoverageTests
{
    private const int Draws = 4_000;

    /// <param name="weeks">Weeks of history.</param>
    /// <param name="mean">Requests a week.</param>
    /// <param name="dispersion">Variance over mean of a week: 1 is Poisson.</param>
    [Theory]
    [InlineData(26, 1, 1), InlineData(26, 3, 1), InlineData(26, 40, 1), InlineData(8, 3, 1), InlineData(4, 3, 1)]
    [InlineData(26, 1, 2), InlineData(26, 3, 2), InlineData(26, 10, 4), InlineData(13, 3, 4), InlineData(8, 3, 2), InlineData(8, 10, 4), InlineData(4, 10, 4)]
    public void The_interval_holds_the_true_number_in_about_eight_of_ten_forecasts(int weeks, double mean, double dispersion)
    {
        var random = new Arrivals(new(20261124), mean, dispersion);
        var held = 0;
        for (var i = 0; i < Draws; i++)
        {
            var forecast = PlacesForecast.Of(random.Weeks(weeks), 0).New!;
            var came = random.Weeks(PlacesForecast.WeeksAhead).Sum();
            held += forecast.Low <= came && came <= forecast.High ? 1 : 0;
        }

        Assert.InRange(100.0 * held / Draws, 75, 90);
    }

    [Theory]
    [InlineData(4), InlineData(22.5), InlineData(300), InlineData(40_000)]
    public void A_quantile_is_the_smallest_number_that_reaches_its_probability(double mean)
    {
        // With variance = mean·(mean + 1) the distribution is geometric, whose quantiles have a closed form.
        var geometric = new NegativeBinomial(mean, mean + 1);

        foreach (var probability in new[] { 0.05, 0.1, 0.5, 0.9, 0.99 })
            Assert.Equal((int)Math.Ceiling(Math.Log(1 - probability) / Math.Log(mean / (mean + 1))) - 1, geometric.Quantile(probability));
    }

    [Fact]
    public void Quantiles_of_large_numbers_neither_vanish_nor_drift()
    {
        // Close to normal: z = 1.28155 at 90%.
        var spread = new NegativeBinomial(100_000, 2);

        Assert.InRange(spread.Quantile(0.9), 100_000 + 568, 100_000 + 578);
        Assert.InRange(spread.Quantile(0.1), 100_000 - 578, 100_000 - 568);
    }

    /// <summary>Poisson, or where the dispersion is above 1 Poisson with a Gamma rate, a new one each week.</summary>
    private sealed class Arrivals(Random random, double mean, double dispersion)
    {
        public int[] Weeks(int number) => [.. Enumerable.Range(0, number).Select(_ => dispersion > 1 ? Poisson(Gamma(mean / (dispersion - 1)) * (dispersion - 1)) : Poisson(mean))];

        /// <summary>Counts exponential waits, in steps of logarithms that no mean makes vanish.</summary>
        private int Poisson(double rate)
        {
            var number = -1;
            for (var left = rate; left >= 0; number++)
                left += Math.Log(1 - random.NextDouble());
            return number;
        }

        /// <summary>Marsaglia and Tsang (2000), ACM TOMS 26(3).</summary>
        private double Gamma(double shape)
        {
            if (shape < 1)
                return Gamma(shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
            var d = shape - (1.0 / 3);
            while (true)
            {
                var x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
                if (v > 0 && Math.Log(1 - random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
                    return d * v;
            }
        }
    }
}
