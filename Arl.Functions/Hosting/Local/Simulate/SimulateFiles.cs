using System.Globalization;
using System.Text;
using Arl.Domain.Matching.Simulation;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>The files of --out: the same for the same seed, byte for byte.</summary>
internal static class SimulateFiles
{
    public static IReadOnlyList<(string Name, byte[] Content)> Of(SimulateInput input, IReadOnlyList<SimulatedRun> runs, IReadOnlyList<SimulationGroup> groups) =>
    [
        ("summary.csv", Summary(runs)),
        ("groups.csv", Groups(runs, groups)),
        ("weeks.csv", Weeks(input, runs)),
        ("outcomes.csv", Outcomes(input, runs)),
        ("requests.csv", Encoding.UTF8.GetBytes(RequestsFile.Write(input.Asked))),
        ("waiting.png", SimulateChart.Png(input, runs)),
    ];

    private static byte[] Summary(IReadOnlyList<SimulatedRun> runs) => Csv(
        "policy,added_coaches,requests,served,waiting,out_of_reach,median_days,p95_days,longest_days,capacity,place_weeks_used,place_weeks_available,need_served,mean_fit,handed_back",
        runs.Select(run => (object?[])
        [
            .. Key(run), run.Figures.Requests, run.Figures.Served, run.Figures.Waiting, run.Result.OutOfReach, run.Figures.MedianDays, run.Figures.P95Days, run.Figures.LongestDays, run.Result.Capacity,
            run.Result.PlaceWeeksUsed, run.Result.PlaceWeeksAvailable, run.Figures.NeedServed, run.Figures.MeanFit, run.Result.HandBacks,
        ]));

    private static byte[] Groups(IReadOnlyList<SimulatedRun> runs, IReadOnlyList<SimulationGroup> groups) => Csv(
        "policy,added_coaches,dimension,group,requests,served,share_served,median_days,p95_days",
        from run in runs
        from @group in groups
        let figures = SimulationFigures.Of(run.Result, @group)
        select (object?[])[.. Key(run), @group.Dimension, @group.Name, figures.Requests, figures.Served, figures.ShareServed, figures.MedianDays, figures.P95Days]);

    private static byte[] Weeks(SimulateInput input, IReadOnlyList<SimulatedRun> runs) => Csv(
        "policy,added_coaches,week,ends,waiting,places_taken",
        from run in runs
        from week in input.Period.WeekEnds.Index()
        select (object?[])[.. Key(run), week.Index + 1, week.Item.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), run.Result.WaitingAt(week.Item), run.Result.PlacesTakenAt(week.Item)]);

    private static byte[] Outcomes(SimulateInput input, IReadOnlyList<SimulatedRun> runs) => Csv(
        "policy,added_coaches,reference,school_id,state,need_index,outcome,days_waited,coaches",
        from run in runs
        from outcome in run.Result.Outcomes
        let ask = outcome.Request.Ask
        select (object?[])
        [
            .. Key(run), ask.Reference, outcome.Request.School, ask.State, ask.NeedIndex, outcome.IsServed ? "served" : "waiting", outcome.DaysWaited(input.Period.End),
            string.Join(';', outcome.Places.Select(place => place.CoachId)),
        ]);

    private static object?[] Key(SimulatedRun run) => [SimulateOptions.NameOf(run.Result.Policy), run.With ? "yes" : "no"];

    private static byte[] Csv(string header, IEnumerable<object?[]> rows)
    {
        var csv = new StringBuilder(header).Append('\n');
        foreach (var row in rows)
            csv.AppendJoin(',', row.Select(Cell)).Append('\n');
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string Cell(object? value) => value switch
    {
        double number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
