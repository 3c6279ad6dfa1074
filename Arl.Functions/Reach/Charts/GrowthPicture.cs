using System.Globalization;
using ScottPlot;

namespace Arl.Functions.Reach.Charts;

/// <summary>Schools served up to the end of each month, as a line that ends in its number.</summary>
internal static class GrowthPicture
{
    private const int Height = 190;
    private const double Left = 46;
    private const double Right = 308;
    private const double Top = 30;
    private const double Bottom = 162;
    private const float Letters = 12;

    public static byte[] Png(IReadOnlyList<(DateOnly Month, int Schools)> growth)
    {
        using var canvas = new ChartCanvas(Height);
        var step = Step(growth.Select(month => month.Schools).DefaultIfEmpty(0).Max());
        var most = step * Math.Max(1, Math.Ceiling(growth.Select(month => month.Schools).DefaultIfEmpty(0).Max() / (double)step));
        double Y(double schools) => Bottom - (schools / most * (Bottom - Top));
        double X(int month) => growth.Count < 2 ? Right : Left + ((Right - Left) * month / (growth.Count - 1));
        Scale(canvas, step, most, Y);
        Months(canvas, growth, X);
        var points = growth.Select((month, n) => (X(n), Y(month.Schools))).ToList();
        if (points.Count > 1)
            canvas.Line(points, ChartCanvas.Brand, 2.5f);
        if (points is [.., var (x, y)])
        {
            canvas.Dot(x, y, ChartCanvas.Brand, 7);
            canvas.Words(growth[^1].Schools.ToString("N0", CultureInfo.InvariantCulture), Right + 8, y - 8, 15, ChartCanvas.Ink, Alignment.LowerRight);
        }
        return canvas.Png();
    }

    private static void Scale(ChartCanvas canvas, int step, double most, Func<double, double> y)
    {
        for (var at = 0; at <= most; at += step)
        {
            canvas.Line([(Left, y(at)), (Right, y(at))], at == 0 ? ChartCanvas.Quiet : ChartCanvas.Faint, 1);
            canvas.Words(at.ToString("N0", CultureInfo.InvariantCulture), Left - 6, y(at), Letters, ChartCanvas.Quiet, Alignment.MiddleRight);
        }
    }

    /// <summary>The years, each at its January; of less than two years the first month and the last.</summary>
    private static void Months(ChartCanvas canvas, IReadOnlyList<(DateOnly Month, int Schools)> growth, Func<int, double> x)
    {
        if (growth.Count == 0)
            return;
        var januaries = Enumerable.Range(0, growth.Count).Where(n => growth[n].Month.Month == 1).ToList();
        if (januaries.Count < 2)
        {
            canvas.Words(Words(growth[^1].Month), Right + 8, Bottom + 8, Letters, ChartCanvas.Quiet, Alignment.UpperRight);
            if (growth.Count > 3)
                canvas.Words(Words(growth[0].Month), Left, Bottom + 8, Letters, ChartCanvas.Quiet);
            return;
        }
        var every = (januaries.Count + 4) / 5;
        foreach (var n in januaries.Where((_, n) => n % every == 0))
        {
            canvas.Line([(x(n), Bottom), (x(n), Bottom + 4)], ChartCanvas.Quiet, 1);
            canvas.Words(growth[n].Month.Year.ToString(CultureInfo.InvariantCulture), Math.Min(x(n), Right - 8), Bottom + 8, Letters, ChartCanvas.Quiet, Alignment.UpperCenter);
        }
    }

    private static string Words(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 with zeros, so that at most four lines stand above the lowest.</summary>
    private static int Step(int most)
    {
        for (var ten = 1; ; ten *= 10)
            foreach (var step in (int[])[ten, 2 * ten, 5 * ten])
                if (4L * step >= most)
                    return step;
    }
}
