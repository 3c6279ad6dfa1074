using ScottPlot;
using SkiaSharp;

namespace Arl.Functions.Reach.Charts;

/// <summary>The one font of our pictures (DejaVu Sans, its license beside it), carried in the program: a bare Linux has none, and letters would become boxes.</summary>
internal sealed class ChartFont : IFontResolver
{
    public const string Name = "ARL chart";
    private static readonly SKTypeface s_typeface = Load();

    static ChartFont() => Fonts.FontResolvers.Add(new ChartFont());

    private ChartFont() { }

    /// <summary>For who draws without a plot.</summary>
    public static SKTypeface Typeface => s_typeface;

    /// <summary>From now on the plot writes with it.</summary>
    public static void Use(Plot plot) => plot.Font.Set(Name);

    /// <summary>Every letter can be drawn.</summary>
    public static bool Knows(string text) => text.All(letter => s_typeface.ContainsGlyph(letter));

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? s_typeface : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? s_typeface : null;

    private static SKTypeface Load()
    {
        using var font = typeof(ChartFont).Assembly.GetManifestResourceStream("DejaVuSans-Latin.ttf") ?? throw new InvalidOperationException("The font of the charts is not in the program.");
        return SKTypeface.FromStream(font);
    }
}
