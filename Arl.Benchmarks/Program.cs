using System.Globalization;
using Arl.Benchmarks;
using Arl.Benchmarks.Hosting;
using Arl.Benchmarks.Matching;
using Arl.Benchmarks.Reach;
using Arl.Benchmarks.Requests;
using Arl.Benchmarks.Schools;

// dotnet run -c Release --project Arl.Benchmarks -- [name …]   (none: all but those that are only run by name)
var benchmarks = new Dictionary<string, Func<RatioTable, Task>>(StringComparer.OrdinalIgnoreCase)
{
    ["matching"] = MatchingBenchmarks.Run,
    ["schools"] = SchoolBenchmarks.Run,
    ["reach"] = ReachBenchmarks.Run,
    ["pages"] = PageBenchmarks.Run,
    ["list"] = RequestListBenchmarks.Run,
    ["load"] = LoadBenchmarks.Run,
};
var minutes = args.FirstOrDefault(arg => arg.StartsWith("--minutes=", StringComparison.Ordinal)) is { } given ? double.Parse(given["--minutes=".Length..], CultureInfo.InvariantCulture) : 10;
var onlyByName = new Dictionary<string, Func<RatioTable, Task>>(StringComparer.OrdinalIgnoreCase) { ["load-soak"] = table => SoakBenchmark.Run(table, TimeSpan.FromMinutes(minutes)), ["start"] = StartBenchmark.Run };
if (args is ["start-app"])
    return await StartedApp.Run();
if (args.Contains("fuzz", StringComparer.OrdinalIgnoreCase))
    return await FuzzCommand.Run(args);
var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();

if (names.Find(name => !benchmarks.ContainsKey(name) && !onlyByName.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}. There are: {string.Join(", ", benchmarks.Keys.Concat(onlyByName.Keys))}.");
    return 2;
}

var table = new RatioTable();
var allMet = false;
try
{
    foreach (var (name, run) in benchmarks.Concat(onlyByName))
        if (names.Count == 0 ? benchmarks.ContainsKey(name) : names.Contains(name, StringComparer.OrdinalIgnoreCase))
            await run(table);
}
finally
{
    allMet = table.Print(); // Also what was measured before one of them failed.
}
return allMet ? 0 : 1;
