using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Public;
using SkiaSharp;

namespace Arl.Functions.Reach.Charts;

/// <summary>The picture of the reach page for who shares its address: 1200 × 630, headline figures beside the map of the states. It tells no more than the page.</summary>
internal static class PagePicture
{
    public const int Width = 1200;
    public const int Height = 630;
    private const float Left = 60;
    private static readonly SKColor s_ink = SKColor.Parse("#1b1b1b");
    private static readonly SKColor s_quiet = SKColor.Parse("#565c65");
    private static readonly SKColor s_brand = SKColor.Parse("#005ea2");
    private static readonly SKColor s_unserved = SKColor.Parse("#e6eaee");

    /// <summary>As the page's map shades: hidden, then from few schools to many.</summary>
    private static readonly SKColor[] s_steps = [SKColor.Parse("#b5d0e6"), SKColor.Parse("#5f9fcb"), SKColor.Parse("#1f77b4"), SKColor.Parse("#00416f")];

    public static byte[] Png(PublicReach reach)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        using (var brand = new SKPaint { Color = s_brand })
            canvas.DrawRect(0, 0, Width, 14, brand);
        Map(canvas, reach.States);
        Words(canvas, "Always Ready for Learning Coaching Network", 92, 34, s_ink);
        Words(canvas, "Schools we have reached with free coaching", 138, 26, s_quiet);
        Figures(canvas, reach);
        using var pixels = surface.PeekPixels();
        return PalettePng.Encode(pixels.GetPixelSpan(), Width, Height);
    }

    private static void Figures(SKCanvas canvas, PublicReach reach)
    {
        if (reach.IsTooSmall)
        {
            Words(canvas, "Our first schools", 330, 56, s_brand);
            return;
        }
        var y = 270f;
        foreach (var (number, one) in ((long?, string)[])[(reach.Schools, "school"), (reach.Students, "student"), (reach.StateCount, "state")])
        {
            if (number is null)
                continue;
            Words(canvas, PublicWords.Number(number), y, 72, s_brand);
            Words(canvas, number == 1 ? one : one + "s", y + 40, 30, s_quiet);
            y += 130;
        }
    }

    private static void Map(SKCanvas canvas, IReadOnlyList<PublicGroup> states)
    {
        var served = states.ToDictionary(state => state.Key, StringComparer.Ordinal);
        using var fill = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Fill };
        using var border = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, Color = SKColors.White, StrokeWidth = 1.2f };
        canvas.Save();
        canvas.Translate(445, 155);
        canvas.Scale(0.73f);
        foreach (var shape in StateShapes.All)
        {
            using var path = SKPath.ParseSvgPathData(shape.Path);
            fill.Color = served.TryGetValue(shape.State.Code, out var group) ? s_steps[PublicWords.StepOf(group)] : s_unserved;
            canvas.DrawPath(path, fill);
            canvas.DrawPath(path, border);
        }
        canvas.Restore();
    }

    private static void Words(SKCanvas canvas, string words, float y, float size, SKColor color)
    {
        using var font = new SKFont(ChartFont.Typeface, size) { Edging = SKFontEdging.Antialias };
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(words, Left, y, font, paint);
    }
}
