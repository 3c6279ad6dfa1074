using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Functions.Matching;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary><c>simulate</c>: what would the network do with these coaches and these requests? The real rules on simulated time; changes nothing.</summary>
internal sealed class SimulateCommand : ILocalCommand
{
    private const int WidthOfFiles = 124;

    public string Name => "simulate";

    public string Usage =>
        "--coaches FILE|sample --requests FILE|N [--weeks 26] [--seed 1] [--add-coach \"organization=…;states=NM;capacity=4;count=2\"]… [--policy greedy|planned|first-come] [--out FOLDER] "
        + "[--coaching-weeks 10] [--hand-backs 0.05] [--coaching-ends day|friday] [--schools sample]    plays the weeks through and compares the policies; docs/simulator.md says how";

    public async Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel)
    {
        if (SimulateOptions.Read(args) is not { } options)
            return ILocalCommand.UsedWrongly;
        if (RulesOf(context.Configuration) is not { } rules)
        {
            context.Say("Set Matching:Weights:… so that none is below 0 and together they make 100, and Matching:CreditPerDay to more than 0 and at most 100.");
            return 1;
        }
        switch (await SimulateInput.Read(options, context, cancel))
        {
            case Result<SimulateInput>.Ok(var input):
                return await Simulate(context, input, rules, cancel);
            case Result<SimulateInput>.Invalid(var problems):
                foreach (var problem in problems)
                    context.Say($"{problem.Field}: {problem.Message}");
                return 1;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Bound by themselves: the host's own start would ask for all of its settings. Null where they are not sound.</summary>
    private static MatchingRules? RulesOf(IConfiguration configuration)
    {
        var matching = configuration.GetSection("Matching").Get<MatchingOptions>() ?? new();
        return matching is { Weights.AreSound: true, CreditPerDay: > 0 and <= 100 } ? matching.Rules : null;
    }

    private static async Task<int> Simulate(LocalCommandContext context, SimulateInput input, MatchingRules rules, CancellationToken cancel)
    {
        var console = context.Console;
        // A screen of 80 columns is assumed of a file; ours are wider.
        if (!console.Profile.Capabilities.Interactive)
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        var runs = Play(console, input, rules, cancel);
        var report = new SimulateReport(console, input, runs);
        report.Print();
        return input.Options.Out is { } folder ? await Write(context, folder, SimulateFiles.Of(input, runs, report.Groups), cancel) : 0;
    }

    /// <summary>With a bar where a person looks on; a bar that is printed line by line would make two outputs differ.</summary>
    private static IReadOnlyList<SimulatedRun> Play(IAnsiConsole console, SimulateInput input, MatchingRules rules, CancellationToken cancel)
    {
        if (!console.Profile.Capabilities.Interactive)
            return SimulatedRuns.Run(input, rules, _ => { }, cancel);
        return console.Progress().AutoClear(true).Start(bar =>
        {
            var task = bar.AddTask("Simulating", maxValue: 1);
            return SimulatedRuns.Run(input, rules, done => task.Value = done, cancel);
        });
    }

    private static async Task<int> Write(LocalCommandContext context, string folder, IReadOnlyList<(string Name, byte[] Content)> files, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, content) in files)
                await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            context.Say($"Not written. {unwritable.Message}");
            return 1;
        }
        context.Say($"Wrote {InWords.List([.. files.Select(file => file.Name)])} to {folder}.");
        return 0;
    }
}
