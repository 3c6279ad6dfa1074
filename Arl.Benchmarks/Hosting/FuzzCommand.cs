using System.Diagnostics;
using System.Globalization;
using Arl.Tests.Support.Fuzz;
using Spectre.Console;

namespace Arl.Benchmarks.Hosting;

/// <summary><c>fuzz --cases=1000000 --seed=1</c>: malformed input to everything that takes any. <c>--case=17</c>: that one again. It is no benchmark: it ends with 1 where anything was found.</summary>
internal static class FuzzCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args)
    {
        var seed = (int)Number(args, "seed", Random.Shared.Next());
        var one = Number(args, "case", -1);
        var (from, cases) = one >= 0 ? (one, 1L) : (0L, Number(args, "cases", 1_000_000));
        var lanes = one >= 0 ? 1 : (int)Number(args, "lanes", Environment.ProcessorCount);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, {cases:N0} cases, {lanes} at once."));
        var began = Stopwatch.StartNew();
        var report = await new FuzzRun(seed, s_limit).Go(from, cases, lanes, number => Tell(number, began.Elapsed));
        Print(report, began.Elapsed);
        return report.Findings.Count == 0 ? 0 : 1;
    }

    private static void Tell(long number, TimeSpan elapsed)
    {
        if (number > 0 && number % 50_000 == 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number:N0} after {elapsed.TotalSeconds:N0} s"));
    }

    private static void Print(FuzzReport report, TimeSpan took)
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumns("what", "cases", "2xx or taken", "3xx", "4xx or turned away", "5xx", "hangs", "half-writes", "forged and believed", "written whole", "mean", "slowest");
        var sums = new long[9];
        foreach (var (name, counts) in report.Kinds)
        {
            long[] row = [counts.Cases, counts.Answers[2], counts.Answers[3], counts.Answers[4], counts.ServerErrors, counts.Hangs, counts.HalfWrites, counts.Believed, counts.Written];
            table.AddRow([name, .. row.Select(Text), string.Create(CultureInfo.InvariantCulture, $"{counts.Took.TotalMilliseconds / Math.Max(1, counts.Cases):0.00} ms"), string.Create(CultureInfo.InvariantCulture, $"{counts.Slowest.TotalMilliseconds:0} ms")]);
            sums = [.. sums.Zip(row, (sum, count) => sum + count)];
        }
        table.AddRow(["all", .. sums.Select(Text), "", ""]);
        AnsiConsole.Console.Profile.Width = Math.Max(AnsiConsole.Console.Profile.Width, 220);
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:N0} s. {report.Findings.Count} findings."));
        foreach (var finding in report.Findings)
            Console.WriteLine("\n" + finding);
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static long Number(string[] args, string name, long otherwise) =>
        Array.Find(args, arg => arg.StartsWith($"--{name}=", StringComparison.Ordinal)) is { } given ? long.Parse(given[(name.Length + 3)..], CultureInfo.InvariantCulture) : otherwise;
}
