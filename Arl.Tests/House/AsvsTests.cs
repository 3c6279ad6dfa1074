using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

/// <summary>docs/asvs.md: OWASP ASVS 5.0, levels 1 and 2, each requirement once, with nothing cited that is not there.</summary>
public sealed partial class AsvsTests
{
    /// <summary>The standard's sections, and in each the level of its requirements in order; those of level 3 are not in the table.</summary>
    private const string Levels = """
        1.1:22 1.2:1111122223 1.3:112222222223 1.4:222 1.5:123
        2.1:122 2.2:112 2.3:12223 2.4:23
        3.1:3 3.2:113 3.3:12223 3.4:11222233 3.5:11122333 3.6:3 3.7:22333
        4.1:12233 4.2:23333 4.3:22 4.4:1222
        5.1:2 5.2:112333 5.3:113 5.4:222
        6.1:122 6.2:111111112222 6.3:11223333 6.4:112233 6.5:22222333 6.6:2223 6.7:33 6.8:2222
        7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:223 7.6:22
        8.1:1233 8.2:1123 8.3:133 8.4:23
        9.1:111 9.2:1222
        10.1:22 10.2:223 10.3:22223 10.4:1111122222233333 10.5:22222 10.6:22 10.7:222
        11.1:2233 11.2:22233 11.3:11233 11.4:1222 11.5:23 11.6:23 11.7:33
        12.1:12233 12.2:11 12.3:22223
        13.1:2333 13.2:222223 13.3:2233 13.4:1222233
        14.1:22 14.2:12223333 14.3:122
        15.1:12233 15.2:12233 15.3:1222222 15.4:3333
        16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:2223
        17.1:23 17.2:22223333 17.3:22
        """;

    private static readonly IReadOnlyList<Row> s_rows = [.. TableRow().Matches(Page).Select(row => new Row(row.Groups["id"].Value, row.Groups["level"].Value, row.Groups["ask"].Value.Trim(), row.Groups["verdict"].Value, row.Groups["how"].Value.Trim()))];

    private static string Page => Repository.Text("docs", "asvs.md");

    private sealed record Row(string Id, string Level, string Ask, string Verdict, string How)
    {
        public IReadOnlyList<string> Cited => [.. Code().Matches(How).Select(code => code.Groups["text"].Value)];
    }

    [Fact]
    public void The_table_has_each_of_the_70_requirements_of_level_1_and_the_183_of_level_2_once()
    {
        var owed = Levels.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(section => section.Split(':')).SelectMany(section => section[1].Select((level, at) => (Id: string.Create(CultureInfo.InvariantCulture, $"{section[0]}.{at + 1}"), Level: level.ToString()))).Where(one => one.Level != "3").ToList();

        Assert.Equal((70, 183), (owed.Count(one => one.Level == "1"), owed.Count(one => one.Level == "2")));
        Assert.Equal(owed, s_rows.Select(row => (row.Id, row.Level)));
    }

    [Fact]
    public void Each_row_says_in_at_most_15_words_of_ours_what_is_asked_and_how_it_is() =>
        Assert.All(s_rows, row =>
        {
            Assert.InRange(row.Ask.Split(' ').Length, 2, 15);
            Assert.True(row.Verdict is "met" or "n/a" or "open", $"{row.Id} has the verdict '{row.Verdict}'.");
            Assert.True(row.How.Length > 8, $"{row.Id} does not say how.");
        });

    [Fact]
    public void What_is_met_cites_a_test_or_a_file() =>
        Assert.All(s_rows.Where(row => row.Verdict == "met"), row => Assert.True(row.Cited.Count > 0, $"{row.Id} is said to be met, by nothing."));

    [Fact]
    public void Every_test_and_every_file_that_is_cited_is_there()
    {
        var tests = typeof(AsvsTests).Assembly.GetTypes().Where(type => !type.IsAbstract)
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)), (type, method) => $"{type.Name}.{method.Name}").ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(s_rows.SelectMany(row => row.Cited, (row, cited) => (row.Id, cited)), one => !tests.Contains(one.cited) && !Path.Exists(Repository.PathOf(one.cited)));
    }

    [Fact]
    public void The_numbers_at_its_top_and_the_list_of_what_is_open_are_its_own()
    {
        Assert.All((string[])["1", "2"], level => Assert.Contains(
            $"| {level} | {Count(level, "met")} | {Count(level, "n/a")} | {Count(level, "open")} | {s_rows.Count(row => row.Level == level)} |", Page, StringComparison.Ordinal));
        Assert.Contains($"\nOpen: {string.Join(", ", s_rows.Where(row => row.Verdict == "open").Select(row => row.Id))}.\n", Page, StringComparison.Ordinal);
    }

    private static int Count(string level, string verdict) => s_rows.Count(row => row.Level == level && row.Verdict == verdict);

    [GeneratedRegex(@"^\| (?<id>\d+\.\d+\.\d+) \| (?<level>\d) \| (?<ask>[^|]*) \| (?<verdict>[^|]*) \| (?<how>.*) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableRow();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
