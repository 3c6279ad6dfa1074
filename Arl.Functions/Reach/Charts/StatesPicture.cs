using System.Globalization;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using ScottPlot;

namespace Arl.Functions.Reach.Charts;

/// <summary>
/// Each state as a square about where it lies, with its two letters and how many of its schools are served; the more, the darker. On a phone the outlines of small states
/// could not be seen, let alone hold a number.
/// </summary>
internal static class StatesPicture
{
    private const double Pitch = 29;
    private const double Tile = 28;
    private const int Rows = 8;

    /// <summary>The usual layout of such maps, row by row, two letters a square; outlying areas come below, where they are served.</summary>
    private static readonly string[] s_layout =
    [
        "AK                  ME",
        "                  VTNH",
        "WAIDMTNDMNILWIMINYRIMA",
        "ORNVWYSDIAINOHPANJCT  ",
        "CAUTCONEMOKYWVVAMDDE  ",
        "  AZNMKSARTNNCSCDC    ",
        "      OKLAMSALGA      ",
        "HI    TX        FL    ",
    ];

    /// <summary>From few schools to many, each with the color of its letters.</summary>
    private static readonly (double UpTo, Color Fill, Color Letters)[] s_shades =
    [
        (0.1, Color.FromHex("#d6e6f4"), ChartCanvas.Ink), (0.3, Color.FromHex("#8fbbe0"), ChartCanvas.Ink), (0.6, Color.FromHex("#2b70ae"), Colors.White), (1, Color.FromHex("#0b3a66"), Colors.White),
    ];

    /// <summary>Every state that the picture has a place for.</summary>
    internal static IEnumerable<string> Places => s_layout.SelectMany(row => row.Chunk(2).Select(letters => new string(letters)).Where(code => code != "  ")).Concat(UsState.OutlyingAreas.Select(area => area.Code));

    /// <param name="states">By their two letters.</param>
    public static byte[] Png(IReadOnlyList<ReachGroup> states)
    {
        var served = states.Where(state => state.Schools > 0).ToDictionary(state => state.Key, state => state.Schools, StringComparer.Ordinal);
        var outlying = UsState.OutlyingAreas.Select(area => area.Code).Where(served.ContainsKey).ToList();
        var most = served.Values.DefaultIfEmpty(1).Max();
        using var canvas = new ChartCanvas((int)(Pitch * (Rows + (outlying.Count > 0 ? 1 : 0))) + 1);
        foreach (var (row, line) in s_layout.Append(string.Concat(outlying)).Index())
            foreach (var (column, letters) in line.Chunk(2).Index())
                if (new string(letters) is var code && code != "  ")
                    Draw(canvas, 1 + (column * Pitch), 1 + (row * Pitch), code, served.GetValueOrDefault(code), most);
        return canvas.Png();
    }

    private static void Draw(ChartCanvas canvas, double left, double top, string code, int schools, int most)
    {
        var middle = left + (Tile / 2);
        if (schools == 0)
        {
            canvas.Box(left, top, Tile, Tile, Colors.White, ChartCanvas.Faint);
            canvas.Words(code, middle, top + (Tile / 2), 11, ChartCanvas.Quiet, Alignment.MiddleCenter);
            return;
        }
        var (_, fill, letters) = s_shades.First(shade => schools <= shade.UpTo * most || shade.UpTo >= 1);
        canvas.Box(left, top, Tile, Tile, fill);
        canvas.Words(code, middle, top + 8.5, 11, letters, Alignment.MiddleCenter);
        canvas.Words(Number(schools), middle, top + 20.5, schools < 1000 ? 11 : 10, letters, Alignment.MiddleCenter);
    }

    private static string Number(int schools) => schools < 10_000 ? schools.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{schools / 1000}k");
}
