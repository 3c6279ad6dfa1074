using ScottPlot;
using SkiaSharp;

namespace Arl.Functions.Reach.Charts;

/// <summary>
/// A picture 320 points wide, drawn at twice that, so that it is sharp and can be read on a phone. Places are in points from the upper left corner. White whatever the mail program's mode,
/// in the colors of our pages and emails.
/// </summary>
internal sealed class ChartCanvas : IDisposable
{
    public const int Width = 320;
    private const int Scale = 2;

    public static readonly Color Ink = Color.FromHex("#1b1b1b");
    public static readonly Color Quiet = Color.FromHex("#565c65");
    public static readonly Color Faint = Color.FromHex("#d5d9dd");
    public static readonly Color Border = Color.FromHex("#a9aeb1");
    public static readonly Color Brand = Color.FromHex("#005ea2");

    private readonly Plot _plot = new();
    private readonly int _height;

    public ChartCanvas(int height)
    {
        _height = height;
        ChartFont.Use(_plot);
        _plot.ScaleFactor = Scale;
        _plot.HideAxesAndGrid();
        _plot.Layout.Frameless();
        _plot.FigureBackground.Color = Colors.White;
        _plot.DataBackground.Color = Colors.White;
        _plot.Axes.SetLimits(0, Width, 0, height);
    }

    public void Box(double left, double top, double width, double height, Color fill, Color? border = null, IHatch? hatch = null)
    {
        var box = _plot.Add.Rectangle(left, left + width, _height - top - height, _height - top);
        box.FillColor = fill;
        (box.LineColor, box.LineWidth) = (border ?? fill, border is null ? 0 : 1);
        if (hatch is not null)
            (box.FillStyle.Hatch, box.FillStyle.HatchColor) = (hatch, border ?? Ink);
    }

    public void Line(IReadOnlyList<(double X, double Y)> points, Color color, float width)
    {
        var line = _plot.Add.ScatterLine(points.Select(point => point.X).ToArray(), points.Select(point => _height - point.Y).ToArray(), color);
        line.LineWidth = width;
    }

    public void Dot(double x, double y, Color color, float size) => _plot.Add.Marker(x, _height - y, MarkerShape.FilledCircle, size, color);

    public void Words(string words, double x, double y, float size, Color color, Alignment alignment = Alignment.UpperLeft)
    {
        var text = _plot.Add.Text(words, x, _height - y);
        (text.LabelFontName, text.LabelFontSize, text.LabelFontColor, text.LabelAlignment, text.LabelPadding) = (ChartFont.Name, size, color, alignment, 0);
    }

    public byte[] Png()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width * Scale, _height * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _plot.Render(surface.Canvas, Width * Scale, _height * Scale);
        using var pixels = surface.PeekPixels();
        return pixels is null ? throw new InvalidOperationException("A picture could not be drawn.") : PalettePng.Encode(pixels.GetPixelSpan(), Width * Scale, _height * Scale);
    }

    public void Dispose() => _plot.Dispose();
}
