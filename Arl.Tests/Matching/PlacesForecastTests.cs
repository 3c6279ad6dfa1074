using Arl.Domain.Matching;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class PlacesForecastTests
{
    /// <summary>The example of docs/unmet-need.md.</summary>
    private static readonly int[] s_steady = [2, 3, 1, 4, 2, 5, 3, 2];

    /// <summary>As many requests, in bursts.</summary>
    private static readonly int[] s_bursts = [0, 7, 1, 4, 0, 6, 3, 1];

    private static readonly Gen<int[]> Weeks = Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 12], Gen.Int[0, 400]).Array[PlacesForecast.FewestWeeks, 40];

    [Fact]
    public void The_mean_of_the_past_weeks_goes_on_and_who_waits_is_added()
    {
        var forecast = PlacesForecast.Of(s_steady, waiting: 12);

        Assert.Equal((22.0, 34, 26, 43), (forecast.New!.Expected, forecast.Places, forecast.Low, forecast.High));
        Assert.Equal("About 34 places will be needed in the next 8 weeks (80% interval 26 to 43): 12 already wait, and about 22 new requests are expected.", UnmetWords.Forecast(forecast));
    }

    [Fact]
    public void Requests_that_come_in_bursts_make_the_interval_wider_not_the_forecast_larger()
    {
        var forecast = PlacesForecast.Of(s_bursts, waiting: 12);

        Assert.Equal((34, 21, 51), (forecast.Places, forecast.Low, forecast.High));
    }

    [Fact]
    public void Weeks_further_back_than_26_say_nothing()
    {
        int[] recent = [.. Enumerable.Range(0, 26).Select(week => week % 3)];

        Assert.Equal(PlacesForecast.Of(recent, 0), PlacesForecast.Of([90, 0, 70, .. recent], 0));
    }

    [Fact]
    public void With_fewer_than_four_weeks_it_is_too_early_to_say()
    {
        var forecast = PlacesForecast.Of([5, 9, 7], waiting: 1);

        Assert.Equal((null, null, null), (forecast.Places, forecast.Low, forecast.High));
        Assert.Equal("It is too early for a forecast: it needs four whole weeks of requests, and there are three. 1 already waits.", UnmetWords.Forecast(forecast));
        Assert.Equal("It is too early for a forecast: it needs four whole weeks of requests, and there is one. Nobody waits.", UnmetWords.Forecast(PlacesForecast.Of([5], 0)));
    }

    [Fact]
    public void With_fewer_than_eight_weeks_the_interval_is_wider_and_it_says_so()
    {
        var few = PlacesForecast.Of([2, 4, 2, 4], 0);
        var many = PlacesForecast.Of([2, 4, 2, 4, 2, 4, 2, 4], 0);

        Assert.Equal(many.Places, few.Places);
        Assert.True(few.High - few.Low > many.High - many.Low, $"{few.Low}–{few.High} is no wider than {many.Low}–{many.High}.");
        Assert.EndsWith("expected. This rests on four weeks of requests only, so the interval is wide.", UnmetWords.Forecast(few), StringComparison.Ordinal);
        Assert.DoesNotContain("rests on", UnmetWords.Forecast(many), StringComparison.Ordinal);
    }

    [Fact]
    public void Weeks_without_any_request_leave_room_for_one()
    {
        var forecast = PlacesForecast.Of(new int[26], waiting: 0);

        Assert.Equal((0, 0, 1), (forecast.Places, forecast.Low, forecast.High));
        Assert.Equal("About 0 places will be needed in the next 8 weeks (80% interval 0 to 1): nobody waits, and about 0 new requests are expected.", UnmetWords.Forecast(forecast));
    }

    [Fact]
    public void The_interval_holds_the_forecast() =>
        Gen.Select(Weeks, Gen.Int[0, 50]).Sample((weeks, waiting) =>
        {
            var forecast = PlacesForecast.Of(weeks, waiting);
            return forecast.Low <= forecast.Places && forecast.Places <= forecast.High && forecast.Low >= waiting && forecast.New!.Expected >= forecast.New.Low && forecast.New.Expected <= forecast.New.High;
        });

    [Fact]
    public void More_requests_never_make_a_smaller_forecast() =>
        Gen.Select(Weeks, Gen.Int[0, 39], Gen.Int[1, 30], Gen.Int[0, 9]).Sample((weeks, week, more, waiting) =>
        {
            int[] busier = [.. weeks];
            busier[week % weeks.Length] += more;
            return PlacesForecast.Of(busier, waiting).Places >= PlacesForecast.Of(weeks, waiting).Places
                && PlacesForecast.Of(weeks, waiting + more).Places == PlacesForecast.Of(weeks, waiting).Places + more;
        });

    [Fact]
    public void The_order_of_the_weeks_changes_nothing() =>
        Weeks.Where(weeks => weeks.Length <= PlacesForecast.MostWeeks).Sample(weeks => PlacesForecast.Of(weeks, 3) == PlacesForecast.Of([.. weeks.Order()], 3));

    [Fact]
    public void No_past_is_so_steady_that_the_interval_is_narrower_than_chance() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[PlacesForecast.FewestWeeks, 26], Gen.Int[1, 60]).Sample((each, weeks, shift) =>
        {
            int[] steady = [.. Enumerable.Repeat(each + shift, weeks)];
            int[] uneven = [.. steady];
            uneven[0] += shift;
            uneven[1] -= shift;
            var poisson = new NegativeBinomial((8.0 / weeks * steady.Sum()) + (4.0 / weeks), 1 + (8.0 / weeks));
            var (even, odd) = (PlacesForecast.Of(steady, 0), PlacesForecast.Of(uneven, 0));
            return even.Low == poisson.Quantile(0.1) && even.High == poisson.Quantile(0.9) && odd.Low <= even.Low && odd.High >= even.High;
        });

    [Fact]
    public void Negative_numbers_are_faults()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PlacesForecast.Of([1, -1, 1, 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlacesForecast.Of([1, 1, 1, 1], -1));
    }
}
