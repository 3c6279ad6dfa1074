using System.Diagnostics;
using Arl.Domain.Schools;

namespace Arl.Benchmarks.Schools;

/// <summary>Type-ahead as people type: each school's name letter by letter, words of city and district, ids, one letter alone, several common words, with and without a state.</summary>
internal static class SearchBenchmarks
{
    private const int Rounds = 8_000;

    public static void Run(RatioTable table, SchoolDirectory directory)
    {
        var schools = directory.All().ToArray();
        var queries = Queries(schools).ToArray();
        var scanned = new NaiveScan(schools);
        Times(queries.Take(500), query => directory.Search(query.Text, query.State)); // Warms the code.

        var scan = Times(queries.Take(60), query => scanned.Search(query.Text, query.State));
        var mix = Times(queries, query => directory.Search(query.Text, query.State));
        table.Add("search, the mix, p50", At(mix, 0.5), "ms", null, At(scan, 0.5), "every school's folded words looked at");
        table.Add("search, the mix, p99", At(mix, 0.99), "ms", 2, At(scan, 0.99), "the same");

        var letters = queries.Where(query => query.Text.Length == 1).ToArray();
        var one = Times(letters, query => directory.Search(query.Text, query.State));
        table.Add("search, one letter, p99", At(one, 0.99), "ms", 2, At(Times(letters.Take(30), query => scanned.Search(query.Text, query.State)), 0.99), "the same");
        table.Add("search, common words (e s h m p), p99", At(Times(Enumerable.Repeat(new Query("e s h m p", null), 300), query => directory.Search(query.Text, query.State)), 0.99), "ms", 2);
        table.Add("districts, the mix, p99", At(Times(queries, query => directory.SearchDistricts(query.Text, query.State)), 0.99), "ms", 2);
    }

    private sealed record Query(string Text, UsState? State);

    private static IEnumerable<Query> Queries(School[] schools)
    {
        var random = new Random(1);
        for (var i = 0; i < Rounds; i++)
        {
            var school = schools[random.Next(schools.Length)];
            UsState? state = random.Next(3) == 0 ? school.State : null;
            yield return new(Text(school, random), state);
        }
    }

    private static string Text(School school, Random random) => random.Next(8) switch
    {
        0 => ((char)('a' + random.Next(26))).ToString(),
        1 => school.Name[..Math.Min(2, school.Name.Length)],
        2 => school.Id.ToString()[..random.Next(1, 13)],
        3 => $"{school.City} {school.Name[..Math.Min(4, school.Name.Length)]}",
        4 => $"{school.DistrictName} hi",
        5 => "school " + (char)('a' + random.Next(26)),
        _ => school.Name[..random.Next(1, school.Name.Length + 1)],
    };

    private static double[] Times(IEnumerable<Query> queries, Func<Query, object> search)
    {
        var times = new List<double>();
        foreach (var query in queries)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(search(query));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        return [.. times];
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    /// <summary>What a search costs without an index: every school's words, folded beforehand.</summary>
    private sealed class NaiveScan(School[] schools)
    {
        private readonly (School School, string[] Words)[] _rows =
            [.. schools.Select(s => (s, (string[])[.. Folding.Words(s.Name), .. Folding.Words(s.City), .. Folding.Words(s.DistrictName), s.Id.ToString()]))];

        public List<School> Search(string text, UsState? state)
        {
            var words = Folding.Words(text);
            return [.. _rows
                .Where(row => (state is null || row.School.State == state) && Array.TrueForAll(words, word => Array.Exists(row.Words, other => other.StartsWith(word, StringComparison.Ordinal))))
                .Take(SchoolDirectory.DefaultLimit)
                .Select(row => row.School)];
        }
    }
}
