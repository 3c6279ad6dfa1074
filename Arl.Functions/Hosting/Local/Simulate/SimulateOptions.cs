using System.Globalization;
using Arl.Domain.Matching.Simulation;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SimulateOptions
{
    public const string Sample = "sample";
    public const int MostRequests = 100_000;

    public string Coaches { get; init; } = "";

    /// <summary>A file, or a number of requests to draw.</summary>
    public string Requests { get; init; } = "";

    public int Weeks { get; init; } = 26;

    public int Seed { get; init; } = 1;

    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>All where none is named.</summary>
    public SimulationPolicy? Policy { get; init; }

    public string? Out { get; init; }

    public double CoachingWeeks { get; init; } = 10;

    /// <summary>The share of matches that a coach hands back, 0–0.9.</summary>
    public double HandBacks { get; init; } = 0.05;

    public CoachingEnds CoachingEnds { get; init; }

    /// <summary>The sample directory even where another is imported; then no storage is started.</summary>
    public bool SampleSchools { get; init; }

    public IReadOnlyList<SimulationPolicy> Policies => Policy is { } one ? [one] : [SimulationPolicy.Greedy, SimulationPolicy.Planned, SimulationPolicy.FirstCome];

    /// <summary>Null where <see cref="Requests"/> is a file.</summary>
    public int? Drawn => int.TryParse(Requests, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null: used wrongly.</summary>
    public static SimulateOptions? Read(string[] args)
    {
        var options = new SimulateOptions();
        for (var i = 0; i < args.Length && options is not null; i += 2)
            options = i + 1 == args.Length ? null : options.With(args[i], args[i + 1]);
        return options is { Coaches.Length: > 0, Requests.Length: > 0, Drawn: null or (>= 1 and <= MostRequests) } ? options : null;
    }

    private SimulateOptions? With(string option, string value) => option switch
    {
        "--coaches" => this with { Coaches = value },
        "--requests" => this with { Requests = value },
        "--weeks" when Number(value, 1, 520) is { } weeks && weeks == Math.Floor(weeks) => this with { Weeks = (int)weeks },
        "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--add-coach" => this with { Added = [.. Added, value] },
        "--policy" when PolicyOf(value) is { } policy => this with { Policy = policy },
        "--out" when value.Length > 0 => this with { Out = value },
        "--coaching-weeks" when Number(value, 1, 104) is { } weeks => this with { CoachingWeeks = weeks },
        "--hand-backs" when Number(value, 0, 0.9) is { } share => this with { HandBacks = share },
        "--coaching-ends" when value is "day" or "friday" => this with { CoachingEnds = value == "day" ? CoachingEnds.Day : CoachingEnds.Friday },
        "--schools" when value == Sample => this with { SampleSchools = true },
        _ => null,
    };

    public static string NameOf(SimulationPolicy policy) => policy switch
    {
        SimulationPolicy.Greedy => "greedy",
        SimulationPolicy.Planned => "planned",
        _ => "first-come",
    };

    private static SimulationPolicy? PolicyOf(string name) =>
        Enum.GetValues<SimulationPolicy>().Where(policy => NameOf(policy) == name).Select(policy => (SimulationPolicy?)policy).FirstOrDefault();

    private static double? Number(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
