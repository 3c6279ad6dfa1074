using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Reach.Charts;
using Arl.Tests.House;
using SkiaSharp;
using Xunit;

namespace Arl.Tests.Reach.Reports;

/// <summary>The pictures of the reach email.</summary>
public sealed class ReachPicturesTests
{
    private static readonly LocaleShares s_national = LocaleShares.Of(28, 32, 40, 0);

    public static IEnumerable<TheoryDataRow<string>> Names => s_pictures.Keys.Select(name => new TheoryDataRow<string>(name));

    private static readonly Dictionary<string, Func<byte[]>> s_pictures = new()
    {
        ["growth over years"] = () => GrowthPicture.Png(Growth(75)),
        ["growth of a month"] = () => GrowthPicture.Png(Growth(1)),
        ["growth of a year"] = () => GrowthPicture.Png(Growth(12)),
        ["growth of two months"] = () => GrowthPicture.Png(Growth(2)),
        ["no growth"] = () => GrowthPicture.Png([]),
        ["many schools"] = () => GrowthPicture.Png([(new(2026, 1, 1), 0), (new(2026, 2, 1), 101_000)]),
        ["locales"] = () => LocalePicture.Png(LocaleShares.Of(773, 364, 378, 0), s_national),
        ["locales without a directory"] = () => LocalePicture.Png(LocaleShares.Of(1, 0, 0, 5), national: null),
        ["no locales"] = () => LocalePicture.Png(LocaleShares.Of(0, 0, 0, 0), national: null),
        ["all states"] = () => StatesPicture.Png(States(UsState.All.Select((state, n) => (state.Code, 1 + (n * n * 7))))),
        ["a state"] = () => StatesPicture.Png(States([("NM", 1)])),
        ["no state"] = () => StatesPicture.Png([]),
    };

    [Theory, MemberData(nameof(Names))]
    public void A_picture_is_640_pixels_wide_small_and_the_same_for_the_same_figures(string name)
    {
        var png = s_pictures[name]();

        using var picture = SKBitmap.Decode(png);
        Assert.Equal(640, picture.Width);
        Assert.InRange(png.Length, 500, 30 * 1024);
        Assert.Equal(png, s_pictures[name]());
    }

    [Fact]
    public void Its_colors_are_those_that_were_drawn_but_for_a_shade()
    {
        using var picture = SKBitmap.Decode(LocalePicture.Png(LocaleShares.Of(1, 0, 0, 0), national: null));

        var (corner, bar) = (picture.GetPixel(0, 0), picture.GetPixel(40, 56));

        Assert.Equal(SKColors.White, corner);
        Assert.InRange(Math.Abs(bar.Red - 0x00) + Math.Abs(bar.Green - 0x5E) + Math.Abs(bar.Blue - 0xA2), 0, 12);
    }

    [Fact]
    public void A_picture_of_more_colors_than_a_palette_holds_is_drawn_all_the_same()
    {
        var pixels = new byte[4 * 64 * 64];
        for (var n = 0; n < 64 * 64; n++)
            (pixels[4 * n], pixels[(4 * n) + 1], pixels[(4 * n) + 2], pixels[(4 * n) + 3]) = ((byte)(4 * (n % 64)), (byte)(4 * (n / 64)), (byte)(n % 251), 255);

        using var picture = SKBitmap.Decode(PalettePng.Encode(pixels, 64, 64));

        Assert.Equal((64, 64), (picture.Width, picture.Height));
        Assert.InRange(Math.Abs(picture.GetPixel(63, 0).Red - 252), 0, 43);
    }

    [Fact]
    public void Other_figures_make_another_picture()
    {
        Assert.NotEqual(GrowthPicture.Png(Growth(12)), GrowthPicture.Png(Growth(13)));
        Assert.NotEqual(StatesPicture.Png(States([("NM", 1)])), StatesPicture.Png(States([("NM", 2)])));
        Assert.NotEqual(LocalePicture.Png(LocaleShares.Of(1, 1, 2, 0), s_national), LocalePicture.Png(LocaleShares.Of(1, 1, 3, 0), s_national));
    }

    [Fact]
    public void It_writes_with_a_font_of_its_own_so_that_no_letter_is_a_box_where_there_are_no_fonts() =>
        Assert.True(ChartFont.Knows("0123456789,%k Urban Suburban Rural served of all schools" + string.Concat(StatesPicture.Places) + string.Concat(Enumerable.Range(1, 12).Select(month => $"{new DateOnly(2026, month, 1):MMM}"))));

    [Fact]
    public void The_drawing_library_is_known_to_the_pictures_alone_so_that_it_is_loaded_when_one_is_drawn()
    {
        var knowing = Repository.Code("Arl.Functions").Where(file => Repository.Text(file) is var code && (code.Contains("ScottPlot", StringComparison.Ordinal) || code.Contains("SkiaSharp", StringComparison.Ordinal)));

        Assert.Equal(["Arl.Functions/Hosting/Local/Simulate", "Arl.Functions/Reach/Charts"], knowing.Select(file => Path.GetDirectoryName(file)!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_state_and_outlying_area_has_its_one_place_on_the_map() =>
        Assert.Equal(UsState.All.Select(state => state.Code).Order(StringComparer.Ordinal), StatesPicture.Places.Order(StringComparer.Ordinal));

    [Fact]
    public void The_map_gets_a_row_more_where_an_outlying_area_is_served()
    {
        using var mainland = SKBitmap.Decode(StatesPicture.Png(States([("NM", 1)])));
        using var outlying = SKBitmap.Decode(StatesPicture.Png(States([("PR", 1)])));

        Assert.True(outlying.Height > mainland.Height);
    }

    private static (DateOnly Month, int Schools)[] Growth(int months) => [.. Enumerable.Range(0, months).Select(n => (new DateOnly(2020, 9, 1).AddMonths(n), (n + 1) * 20))];

    private static ReachGroup[] States(IEnumerable<(string Code, int Schools)> states) => [.. states.Select(state => new ReachGroup(state.Code, UsState.Parse(state.Code).Name, state.Schools, 0))];
}
