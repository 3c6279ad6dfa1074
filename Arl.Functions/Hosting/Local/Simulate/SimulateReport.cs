using System.Globalization;
using Arl.Domain;
using Arl.Domain.Matching.Simulation;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>What the simulator says: figures side by side, fairness by group, how the waiting list grew, and what was assumed.</summary>
internal sealed class SimulateReport(IAnsiConsole console, SimulateInput input, IReadOnlyList<SimulatedRun> runs)
{
    private const string Sparks = "▁▂▃▄▅▆▇█";

    public IReadOnlyList<SimulationGroup> Groups { get; } = SimulationGroup.Of(input.Requests, input.Directory, input.Added.SelectMany(coach => coach.States));

    /// <summary>Null where there are too few requests for thirds.</summary>
    private SimulationGroup? Neediest => Groups.FirstOrDefault(group => group.Name == SimulationGroup.HighestThird);

    public void Print()
    {
        Say(Headline());
        console.Write(Figures());
        console.Write(Fairness());
        Say("A cell of the second table: the share served, and the median days without a coach.");
        console.WriteLine();
        console.Write(WaitingAtTheEnd());
        console.WriteLine();
        Say("Waiting at the end of each week");
        console.Write(WeekByWeek());
        console.WriteLine();
        foreach (var line in SimulateWords.Findings(input, runs, Groups).Append("").Concat(SimulateWords.Assumptions(input)))
            Say(line);
    }

    private string Headline()
    {
        var added = input.Added.Count == 0 ? "" : $", and {InWords.Count(input.Added.Count, "added coach", "added coaches")} with {InWords.Count(input.Added.Sum(coach => coach.Capacity), "place")}";
        return $"{InWords.Count(input.Requests.Count, "request")} over {InWords.Count(input.Period.Weeks, "week")}, {InWords.Count(input.Coaches.Count, "coach", "coaches")} with "
            + $"{InWords.Count(input.Coaches.Where(coach => coach.Active).Sum(coach => coach.Capacity), "place")}{added}. {input.Directory.Origin.Source}: {InWords.Count(input.Directory.Count, "school")}.";
    }

    private Table Figures()
    {
        var table = Columns(new Table().AddColumn(Names));
        Row(table, "Served", run => Whole(run.Figures.Served));
        Row(table, "Waiting at the end", run => Whole(run.Figures.Waiting));
        Row(table, "  of these no coach may take", run => Whole(run.Result.OutOfReach));
        Row(table, "Median wait, days", run => Days(run.Figures.MedianDays));
        Row(table, "95th percentile of waits, days", run => Days(run.Figures.P95Days));
        if (Neediest is { } neediest)
            Row(table, "  of the neediest third", run => Days(SimulationFigures.Of(run.Result, neediest).P95Days));
        Row(table, "Longest wait, days", run => Days(run.Figures.LongestDays));
        Row(table, "Use of capacity", run => Percent(run.Result.ShareUsed));
        Row(table, "  place-weeks used", run => Whole(run.Result.PlaceWeeksUsed));
        Row(table, "  place-weeks available", run => Whole(run.Result.PlaceWeeksAvailable));
        Row(table, "Sum of need indexes served", run => Whole(run.Figures.NeedServed));
        Row(table, "Mean fit of a match, 0-100", run => Days(run.Figures.MeanFit));
        Row(table, "Handed back", run => Whole(run.Result.HandBacks));
        return table;
    }

    private Table Fairness()
    {
        var table = Columns(new Table().AddColumn(Names).AddColumn(new TableColumn("requests") { Alignment = Justify.Right, NoWrap = true }));
        foreach (var dimension in Groups.GroupBy(group => group.Dimension))
        {
            table.AddRow(new Text(dimension.Key));
            foreach (var group in dimension)
                table.AddRow([new Text("  " + group.Name), new Text(Whole(group.Members.Count)), .. runs.Select(run => new Text(Cell(SimulationFigures.Of(run.Result, group))))]);
        }
        return table;
    }

    private BarChart WaitingAtTheEnd()
    {
        var chart = new BarChart { Label = "Waiting at the end", LabelAlignment = Justify.Left, Width = 80, Culture = CultureInfo.InvariantCulture };
        foreach (var (at, run) in runs.Index())
            chart.AddItem(OneLine(run), run.Figures.Waiting, run.With ? Color.Green : Palette[at % Palette.Length]);
        return chart;
    }

    private Grid WeekByWeek()
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn(new GridColumn { NoWrap = true }).AddColumn(new GridColumn { NoWrap = true });
        var weeks = runs.Select(run => input.Period.WeekEnds.Select(run.Result.WaitingAt).ToList()).ToList();
        var most = Math.Max(1, weeks.Max(one => one.Max()));
        foreach (var (run, waiting) in runs.Zip(weeks))
            grid.AddRow(new Text("  " + OneLine(run)), new Text(string.Concat(waiting.Select(count => Sparks[(Sparks.Length - 1) * count / most]))), new Text($"at most {Whole(waiting.Max())}"));
        return grid;
    }

    private static TableColumn Names => new("") { NoWrap = true };

    private static readonly Color[] Palette = [Color.Orange1, Color.Blue, Color.Grey];

    private Table Columns(Table table)
    {
        table.Border = TableBorder.Rounded;
        foreach (var run in runs)
            table.AddColumn(new TableColumn(new Text(run.Name)) { Alignment = Justify.Right, NoWrap = true });
        return table;
    }

    private void Row(Table table, string name, Func<SimulatedRun, string> value) => table.AddRow([new Text(name), .. runs.Select(run => new Text(value(run)))]);

    // A line is written whole; the terminal may break it.
    private void Say(string line) => console.Profile.Out.Writer.WriteLine(line);

    private static string OneLine(SimulatedRun run) => run.Name.Replace('\n', ' ');

    private static string Cell(SimulationFigures figures) => $"{Percent(figures.ShareServed ?? 0)} {Days(figures.MedianDays),5}";

    private static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);

    private static string Days(double? days) => days?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";
}
