using Arl.Benchmarks;
using Arl.Benchmarks.Matching;
using Arl.Benchmarks.Schools;

// dotnet run -c Release --project Arl.Benchmarks -- [name …]   (none: all)
var benchmarks = new Dictionary<string, Func<RatioTable, Task>>(StringComparer.OrdinalIgnoreCase)
{
    ["matching"] = MatchingBenchmarks.Run,
    ["schools"] = SchoolBenchmarks.Run,
};

if (args.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}. There are: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

var table = new RatioTable();
foreach (var (name, run) in benchmarks)
    if (args.Length == 0 || args.Contains(name, StringComparer.OrdinalIgnoreCase))
        await run(table);
return table.Print() ? 0 : 1;
