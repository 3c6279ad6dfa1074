using System.Globalization;
using Arl.Domain.Reach;
using ScottPlot;
using ScottPlot.Hatches;

namespace Arl.Functions.Reach.Charts;

/// <summary>Of each of three areas the share of the schools served (a full bar) above that of all schools (a striped one), each with its number and word.</summary>
internal static class LocalePicture
{
    private const int RowHeight = 62;
    private const double Widest = 196;
    private const double Bar = 15;
    private const float Letters = 13;

    /// <param name="national">Null where no directory says.</param>
    public static byte[] Png(LocaleShares served, LocaleShares? national)
    {
        (string Name, int Served, int? National)[] areas =
        [
            ("Urban", served.Urban.Share, national?.Urban.Share), ("Suburban", served.Suburban.Share, national?.Suburban.Share), ("Rural", served.Rural.Share, national?.Rural.Share),
        ];
        var most = Math.Max(1, areas.Max(area => Math.Max(area.Served, area.National ?? 0)));
        using var canvas = new ChartCanvas((areas.Length * RowHeight) - 2);
        foreach (var (n, (name, share, all)) in areas.Index())
        {
            var top = n * RowHeight;
            canvas.Words(name, 2, top + 2, 14, ChartCanvas.Ink);
            Row(canvas, top + 21, share, most, "served", ChartCanvas.Brand, hatch: null);
            if (all is { } percent)
                Row(canvas, top + 39, percent, most, "of all schools", Colors.White, new Striped(StripeDirection.DiagonalUp));
        }
        return canvas.Png();
    }

    private static void Row(ChartCanvas canvas, double top, int percent, int most, string words, Color fill, IHatch? hatch)
    {
        var width = Math.Max(1.5, Widest * percent / most);
        canvas.Box(2, top, width, Bar, fill, hatch is null ? ChartCanvas.Brand : ChartCanvas.Quiet, hatch);
        canvas.Words(string.Create(CultureInfo.InvariantCulture, $"{percent}% {words}"), width + 8, top + (Bar / 2), Letters, ChartCanvas.Ink, Alignment.MiddleLeft);
    }
}
