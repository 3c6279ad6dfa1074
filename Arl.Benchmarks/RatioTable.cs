using System.Globalization;
using Spectre.Console;

namespace Arl.Benchmarks;

/// <summary>What was measured, beside its goal and its floor: the same work done bare, in the same run on the same machine.</summary>
internal sealed class RatioTable
{
    private readonly List<Measure> _measures = [];

    /// <param name="What">What was measured.</param>
    /// <param name="Unit">ms, s, kB, MB, % or what is counted.</param>
    /// <param name="Goal">At most this, or at least where <paramref name="AtLeast"/>; null where none is promised.</param>
    /// <param name="Floor">The least the work can take, and <paramref name="FloorIs"/> how that was had.</param>
    private sealed record Measure(string What, double Value, string Unit, double? Goal, double? Floor, string FloorIs, bool AtLeast)
    {
        public bool IsMet => Goal is null || (AtLeast ? Value >= Goal : Value <= Goal);
    }

    public void Add(string what, double value, string unit, double? goal = null, double? floor = null, string floorIs = "", bool atLeast = false) =>
        _measures.Add(new(what, value, unit, goal, floor, floorIs, atLeast));

    /// <returns>Whether every goal is met.</returns>
    public bool Print()
    {
        var table = new Table().AddColumns("", "measured", "goal", "floor", "ratio", "the floor is");
        foreach (var m in _measures)
        {
            table.AddRow(
                m.What,
                Number(m.Value, m.Unit),
                m.Goal is { } goal ? $"{(m.IsMet ? "✓" : "✗")} {(m.AtLeast ? '≥' : '≤')} {Number(goal, m.Unit)}" : "",
                m.Floor is { } floor ? Number(floor, m.Unit) : "",
                m.Floor is { } least ? (m.Value / least).ToString("0.##", CultureInfo.InvariantCulture) : "",
                m.FloorIs);
        }
        AnsiConsole.Console.Profile.Width = Math.Max(AnsiConsole.Console.Profile.Width, 150);
        AnsiConsole.Write(table);
        return _measures.TrueForAll(m => m.IsMet);
    }

    private static string Number(double value, string unit) => value.ToString(double.IsInteger(value) ? "0" : value < 0.1 ? "0.00000" : value < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + " " + unit;
}
