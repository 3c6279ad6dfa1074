using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Arl.Domain.Matching.Simulation;
using Arl.Tests.House;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>Everything that docs/simulator.md shows is made anew here. Run with <c>ARL_APPROVE=1</c> to write it after a wanted change.</summary>
public sealed partial class SimulatorDocTests
{
    private const int Seeds = 20;
    private const double StudentAt95 = 2.093; // Two-sided, 19 degrees of freedom.
    private static readonly string s_path = Repository.PathOf("docs", "simulator.md");

    [Fact]
    public async Task What_the_page_shows_is_what_its_commands_print()
    {
        var page = await File.ReadAllTextAsync(s_path, TestContext.Current.CancellationToken);
        var now = page;
        foreach (var shown in Shown().Matches(page).Reverse())
        {
            string[] args = [.. Argument().Matches(shown.Groups["args"].Value.Replace("\\\n", " ", StringComparison.Ordinal)).Select(match => match.Value.Trim('"'))];
            var (code, said) = await SimulateCommandTests.Run(null, args);
            Assert.Equal(0, code);
            var (from, length) = (shown.Groups["said"].Index, shown.Groups["said"].Length);
            now = now[..from] + string.Join('\n', said.Trim().Split('\n').Select(line => line.TrimEnd())) + "\n" + now[(from + length)..];
        }

        Assert.Equal(2, Shown().Count(page));
        Check(page, now);
    }

    [Fact]
    public void What_the_page_says_of_many_seeds_is_what_they_give()
    {
        var page = File.ReadAllText(s_path);
        var table = Tables();

        Check(page, Compared().Replace(page, found => found.Groups["before"].Value + table + found.Groups["after"].Value));
    }

    [Fact]
    public void On_the_recorded_weeks_the_plan_serves_at_least_the_need_that_greedy_serves()
    {
        var requests = SomeSimulation.Requests(600, 7);

        SimulationFigures Of(SimulationPolicy policy) => SimulationFigures.Of(SomeSimulation.Run(policy, SomeSimulation.Network, requests));

        Assert.True(Of(SimulationPolicy.Planned).NeedServed >= Of(SimulationPolicy.Greedy).NeedServed);
        Assert.True(Of(SimulationPolicy.Planned).NeedServed > Of(SimulationPolicy.FirstCome).NeedServed);
    }

    private static void Check(string page, string now)
    {
        if (Environment.GetEnvironmentVariable("ARL_APPROVE") == "1")
            File.WriteAllText(s_path, now);
        else
            Assert.Equal(now, page);
    }

    private sealed record Figures(double Served, double Need, double Median, double P95, double ThirdServed, double ThirdMedian, double ThirdP95, double Fit);

    private static readonly (string Name, Func<Figures, double> Of, string Format)[] s_lines =
    [
        ("Served", figures => figures.Served, "+0.0;-0.0;0.0"),
        ("Sum of need indexes served", figures => figures.Need, "+0;-0;0"),
        ("Median wait, days", figures => figures.Median, "+0.0;-0.0;0.0"),
        ("95th percentile of waits, days", figures => figures.P95, "+0.0;-0.0;0.0"),
        ("Served of the neediest third", figures => figures.ThirdServed, "+0.0;-0.0;0.0"),
        ("Median wait of the neediest third, days", figures => figures.ThirdMedian, "+0.0;-0.0;0.0"),
        ("95th percentile of the neediest third, days", figures => figures.ThirdP95, "+0.0;-0.0;0.0"),
        ("Mean fit of a match, points", figures => figures.Fit, "+0.00;-0.00;0.00"),
    ];

    private static string Tables()
    {
        var (day, friday) = (Simulate(CoachingEnds.Day), Simulate(CoachingEnds.Friday));
        var text = new StringBuilder("| planned less … | greedy, places free each day | greedy, places free on Fridays | first-come, places free each day |\n| --- | ---: | ---: | ---: |\n");
        foreach (var (name, of, format) in s_lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Difference(day, SimulationPolicy.Greedy, of, format)} | {Difference(friday, SimulationPolicy.Greedy, of, format)} | ")
                .Append(CultureInfo.InvariantCulture, $"{Difference(day, SimulationPolicy.FirstCome, of, format)} |\n");
        }
        return text.ToString();
    }

    /// <summary>The figures of each policy by seed.</summary>
    private static Dictionary<SimulationPolicy, Figures[]> Simulate(CoachingEnds ends)
    {
        var runs = SomeSimulation.Policies.ToDictionary(policy => policy, _ => new Figures[Seeds]);
        Parallel.For(0, Seeds, seed =>
        {
            var requests = SomeSimulation.Requests(600, seed + 1);
            var third = SimulationGroup.Of(requests, SomeSimulation.Directory, []).Single(group => group.Name == SimulationGroup.HighestThird);
            foreach (var policy in SomeSimulation.Policies)
            {
                var result = SomeSimulation.Run(policy, SomeSimulation.Network, requests, SomeSimulation.Weeks26 with { CoachingEnds = ends });
                var (all, neediest) = (SimulationFigures.Of(result), SimulationFigures.Of(result, third));
                runs[policy][seed] = new(all.Served, all.NeedServed, all.MedianDays!.Value, all.P95Days!.Value, neediest.Served, neediest.MedianDays!.Value, neediest.P95Days!.Value, all.MeanFit!.Value);
            }
        });
        return runs;
    }

    /// <summary><c>+0.7 ± 0.6</c>: the mean of the seeds' differences with its 95% interval.</summary>
    private static string Difference(Dictionary<SimulationPolicy, Figures[]> runs, SimulationPolicy other, Func<Figures, double> of, string format)
    {
        double[] less = [.. runs[SimulationPolicy.Planned].Zip(runs[other], (planned, against) => of(planned) - of(against))];
        var mean = less.Average();
        var error = StudentAt95 * Math.Sqrt(less.Sum(one => (one - mean) * (one - mean)) / (Seeds - 1) / Seeds);
        return $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {error.ToString(format.Split(';')[2], CultureInfo.InvariantCulture)}";
    }

    [GeneratedRegex(@"```sh\ndotnet run --project Arl\.Functions -- simulate (?<args>[^`]*?)```\n\n```text\n(?<said>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();

    [GeneratedRegex("\"[^\"]*\"|[^\\s\"]+", RegexOptions.None, 1000)]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?<before><!-- twenty seeds -->\n)(.*?)(?<after><!-- end -->)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Compared();
}
