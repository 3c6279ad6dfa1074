using Arl.Domain.Matching.Simulation;
using Arl.Functions.Reach.Charts;
using ScottPlot;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>How many waited at the end of each day, a line for each run.</summary>
internal static class SimulateChart
{
    private const int Width = 1000;
    private const int Height = 560;

    /// <summary>By policy; distinct for the color-blind too (Okabe and Ito).</summary>
    private static readonly Color[] s_colors = [Color.FromHex("#E69F00"), Color.FromHex("#0072B2"), Color.FromHex("#777777")];

    public static byte[] Png(SimulateInput input, IReadOnlyList<SimulatedRun> runs)
    {
        using var plot = new Plot();
        ChartFont.Use(plot);
        var days = Enumerable.Range(0, (7 * input.Period.Weeks) + 1).ToArray();
        foreach (var run in runs)
            AddLine(plot, run, days);
        plot.Title("Requests that wait for a coach");
        plot.XLabel("week");
        plot.YLabel("requests waiting");
        plot.Axes.SetLimits(0, input.Period.Weeks, 0, Math.Max(1, 1.08 * runs.Max(run => days.Max(day => Waiting(run, day)))));
        plot.ShowLegend(Alignment.UpperLeft);
        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }

    private static void AddLine(Plot plot, SimulatedRun run, int[] days)
    {
        var line = plot.Add.ScatterLine(Array.ConvertAll(days, day => day / 7.0), Array.ConvertAll(days, day => (double)Waiting(run, day)), s_colors[(int)run.Result.Policy]);
        line.LegendText = run.Name.Replace('\n', ' ');
        line.LineWidth = 2;
        line.LinePattern = run.With ? LinePattern.Dashed : LinePattern.Solid;
    }

    private static int Waiting(SimulatedRun run, int day) => run.Result.WaitingAt(run.Result.Period.Start.AddDays(day));
}
