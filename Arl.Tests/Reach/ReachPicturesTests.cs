using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Reach.Charts;
using Arl.Tests.House;
using SkiaSharp;
using Xunit;

namespace Arl.Tests.Reach;

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

    [Fact]
    public void In_words_growth_is_told_by_month_or_by_year()
    {
        Assert.Equal("No school has been served yet.", ChartWords.Growth([]));
        Assert.Equal("Schools served by the end of October 2026: 3, November 2026: 1,515.", ChartWords.Growth([(new(2026, 10, 1), 3), (new(2026, 11, 1), 1515)]));
        Assert.Equal("Schools served by the end of January 2024: 5, December 2024: 16, December 2025: 28, March 2026: 31.", ChartWords.Growth([.. Enumerable.Range(0, 27).Select(n => (new DateOnly(2024, 1, 1).AddMonths(n), 5 + n))]));
    }

    [Fact]
    public void In_words_locales_stand_beside_all_schools()
    {
        Assert.Equal("Urban: 51% of the schools served, 28% of all schools. Suburban: 24% of the schools served, 32% of all schools. Rural: 25% of the schools served, 40% of all schools.", ChartWords.Locales(LocaleShares.Of(773, 364, 378, 0), s_national));
        Assert.Equal("Urban: 100% of the schools served. Suburban: 0% of the schools served. Rural: 0% of the schools served.", ChartWords.Locales(LocaleShares.Of(1, 0, 0, 5), national: null));
        Assert.Equal("Where the schools served lie is not known yet.", ChartWords.Locales(LocaleShares.Of(0, 0, 0, 5), s_national));
    }

    [Fact]
    public void In_words_states_are_told_by_their_schools_and_the_few_that_lack_are_named()
    {
        Assert.Equal("Schools served in 2 states: New Mexico (9) and Texas (1).", ChartWords.States(States([("TX", 1), ("NM", 9)])));
        Assert.Equal("Schools served in 54 states: most in Wyoming (56), Wisconsin (55), West Virginia (54), Washington (53), and Virginia (52). None yet in Alabama.",
            ChartWords.States(States(UsState.All.Where(state => state.Code is not ("AL" or "PR")).Select(state => (state.Code, 1 + UsState.All.ToList().IndexOf(state))))));
    }

    [Fact]
    public void Growth_has_every_month_up_to_the_last_day_also_those_in_which_nothing_was_added() =>
        Assert.Equal([(new DateOnly(2026, 8, 1), 2), (new DateOnly(2026, 9, 1), 2), (new DateOnly(2026, 10, 1), 5), (new DateOnly(2026, 11, 1), 5)],
            ReachGrowth.Of([new("2026-10", "October 2026", 3, 10), new("2026-08", "August 2026", 2, 7)], new(2026, 11, 26)));

    private static (DateOnly Month, int Schools)[] Growth(int months) => [.. Enumerable.Range(0, months).Select(n => (new DateOnly(2020, 9, 1).AddMonths(n), (n + 1) * 20))];

    private static ReachGroup[] States(IEnumerable<(string Code, int Schools)> states) => [.. states.Select(state => new ReachGroup(state.Code, UsState.Parse(state.Code).Name, state.Schools, 0))];
}
