using System.Text.RegularExpressions;
using Arl.Functions.Storage;
using Xunit;

namespace Arl.Tests.House;

public sealed partial class HouseRules
{
    /// <summary>The business's words for its parts (design): the same in every room.</summary>
    private static readonly string[] s_slices = ["Schools", "Requests", "Coaches", "Matching", "Introductions", "Engagements", "Reach", "LearningCalls"];

    /// <summary>What stands beside the slices, by room.</summary>
    private static readonly Dictionary<string, string[]> s_beside = new()
    {
        ["Arl.Domain"] = [],
        ["Arl.Pages"] = ["Layout", "Staff", "Emails", "Imports", "Privacy"],
        ["Arl.Functions"] = ["Storage", "Mail", "Web", "Hosting", "Staff", "Imports", "Privacy"],
        ["Arl.Tests"] = ["Support", "House", "Journeys", "Storage", "Mail", "Web", "Hosting", "Staff", "Imports", "Privacy"],
        ["Arl.Benchmarks"] = ["Storage", "Mail", "Hosting", "Imports"],
    };

    [Fact]
    public void A_slice_has_the_same_name_in_every_room() =>
        Assert.Empty(s_beside.SelectMany(room => Repository.Folders(room.Key).Except(s_slices).Except(room.Value).Select(folder => $"{room.Key}/{folder}")));

    [Theory]
    [InlineData("Tables"), InlineData("Queues"), InlineData("Containers")]
    public void What_is_kept_in_storage_is_in_the_docs_and_the_docs_name_nothing_else(string kind)
    {
        var section = Repository.Text("docs", "tables.md").Split("\n## ").Single(part => part.StartsWith(kind + "\n", StringComparison.Ordinal));

        var documented = Heading().Matches(section).Select(heading => heading.Groups["name"].Value);

        Assert.Equal((kind switch { "Tables" => TableNames.All, "Queues" => QueueNames.All, _ => ContainerNames.All }).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_commands_of_the_README_are_those_that_CI_runs()
    {
        var commands = TwoCommands().Match(Repository.Text("README.md")).Groups["commands"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('#')[0].Trim()).ToList();

        Assert.Equal(2, commands.Count);
        var ci = Repository.Text(".ci", "run") + Repository.Text(".ci", "smoke.mjs");
        Assert.All(commands, command => Assert.Matches($@"(\n    |'){Regex.Escape(command)}( |')", ci));
    }

    [Fact]
    public void Both_hosts_read_the_one_host_json()
    {
        Assert.Equal(["host.json"], Repository.Files.Where(file => Path.GetFileName(file) == "host.json"));
        Assert.Equal(Repository.Text("host.json"), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
    }

    [Fact]
    public void Every_project_keeps_a_lock_file() =>
        Assert.All(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)), project => Assert.Contains(Path.GetDirectoryName(project) + "/packages.lock.json", Repository.Files));

    [Fact]
    public void Every_version_stands_in_one_place() =>
        Assert.DoesNotContain(Repository.Files, file => file.EndsWith(".csproj", StringComparison.Ordinal) && PinnedVersion().IsMatch(Repository.Text(file)));

    [Fact]
    public void No_file_knows_the_machine_that_it_was_written_on() =>
        Assert.DoesNotContain(Repository.Files, file => MachinePath().IsMatch(Repository.Text(file)));

    [Fact]
    public void A_file_of_code_can_be_read_in_one_go() =>
        Assert.DoesNotContain(Repository.Files, file => Path.GetExtension(file) is ".cs" or ".razor" && File.ReadLines(Repository.PathOf(file)).Count() > 250);

    [Fact]
    public void A_folder_of_code_can_be_seen_at_a_glance() =>
        Assert.Empty(Repository.Files.Where(file => Path.GetExtension(file) is ".cs" or ".razor" && file.Split('/')[0] is "Arl.Domain" or "Arl.Pages" or "Arl.Functions")
            .GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > 45).Select(folder => $"{folder.Key}: {folder.Count()}"));

    [Fact]
    public void Every_decision_says_context_options_decision_and_consequences() =>
        Assert.All(Repository.Files.Where(file => file.StartsWith("docs/decisions/0", StringComparison.Ordinal)), file =>
            Assert.Equal(["Context", "Options", "Decision", "Consequences"], Part().Matches(Repository.Text(file)).Select(part => part.Groups["name"].Value)));

    [GeneratedRegex(@"^### `(?<name>[^`]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^## (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"## Two commands.*?```\w*\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwoCommands();

    [GeneratedRegex(@"<PackageReference[^>]*\sVersion(Override)?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PinnedVersion();

    // In pieces, so that this file does not break its own rule.
    [GeneratedRegex("(?<![\\w.])/(ro" + "ot|ho" + "me/\\w+|wo" + "rk|Us" + "ers)/|C:\\\\{1,2}Us" + "ers|\\.lib" + "rary/|api\\.nu" + "get\\.org|registry\\.np" + "mjs\\.org", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
