using System.Globalization;
using Arl.Domain;
using Arl.Domain.Matching.Simulation;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>The findings and the assumptions as sentences.</summary>
internal static class SimulateWords
{
    /// <summary>What the plan is worth beside greedy, and what the added coaches change; only what these runs show.</summary>
    public static IEnumerable<string> Findings(SimulateInput input, IReadOnlyList<SimulatedRun> runs, IReadOnlyList<SimulationGroup> groups)
    {
        foreach (var same in runs.GroupBy(run => run.With))
        {
            if (same.FirstOrDefault(run => run.Result.Policy == SimulationPolicy.Greedy) is { } greedy && same.FirstOrDefault(run => run.Result.Policy == SimulationPolicy.Planned) is { } planned)
                yield return $"{(same.Key ? "With the added coaches, planned" : "Planned")} against greedy: {Change(planned.Figures, greedy.Figures)}.";
        }
        foreach (var pair in runs.GroupBy(run => run.Result.Policy).Where(pair => pair.Count() == 2).Select(pair => pair.OrderBy(run => run.With).ToList()))
        {
            yield return $"{InWords.Line(SimulateOptions.NameOf(pair[0].Result.Policy))}, after against before: {Change(pair[1].Figures, pair[0].Figures)}.";
            yield return $"  Places of the added coaches in use: {pair[1].Result.ShareUsedBy(input.Added).ToString("0%", CultureInfo.InvariantCulture)} of the time.";
            foreach (var group in groups.Where(group => group.Dimension == SimulationGroup.State))
                yield return $"  {group.Name}: {InState(SimulationFigures.Of(pair[0].Result, group), SimulationFigures.Of(pair[1].Result, group))}.";
        }
        if (input.Added.SelectMany(coach => coach.States).Any(state => groups.All(group => group.Name != state.Name)))
            yield return "No request comes from some of the states of the added coaches.";
    }

    public static IEnumerable<string> Assumptions(SimulateInput input)
    {
        var options = input.Options;
        yield return "Assumed: " + (options.Drawn is null
            ? $"the requests of the file; {InWords.Count(input.LeftOut, "request")} after the last week left out."
            : "every school is as likely to ask as any other; requests come evenly over the working hours of Mondays to Fridays, with one, two or three needs (5:3:2) drawn evenly; 10% ask for Spanish, 2% for another language.");
        yield return $"A coaching lasts {Number(0.6 * options.CoachingWeeks)} to {Number(1.4 * options.CoachingWeeks)} weeks (evenly drawn), to the end of {(options.CoachingEnds == CoachingEnds.Day ? "a day" : "a Friday")}; "
            + $"{(100 * options.HandBacks).ToString("0.#", CultureInfo.InvariantCulture)}% of matches are handed back within 5 days, and the request comes again.";
        yield return "Every policy meets the same requests with the same luck. All places are free at the start. Schools served before the weeks are not known, so need counts no earlier help.";
        yield return "Waits are days without a coach; who still waits counts with the days up to the end.";
    }

    private static string Change(SimulationFigures now, SimulationFigures then) => string.Create(CultureInfo.InvariantCulture,
        $"{now.Served - then.Served:+0;-0;0} served, {now.MedianDays - then.MedianDays:+0.0;-0.0;0.0} days of median wait, {now.P95Days - then.P95Days:+0.0;-0.0;0.0} of the 95th percentile, {now.NeedServed - then.NeedServed:+0;-0;0} of need served ({Relative(now.NeedServed, then.NeedServed)}), {now.MeanFit - then.MeanFit:+0.0;-0.0;0.0} points of mean fit");

    private static string Relative(double now, double then) => then == 0 ? "from none" : ((now - then) / then).ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture);

    private static string InState(SimulationFigures before, SimulationFigures after) => string.Create(CultureInfo.InvariantCulture,
        $"{before.Served} of {InWords.Count(before.Requests, "request")} served before, {after.Served} after; median wait {before.MedianDays:0.0} days before, {after.MedianDays:0.0} after");

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
