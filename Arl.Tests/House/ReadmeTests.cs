using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

public sealed partial class ReadmeTests
{
    [Fact]
    public void It_links_every_page_of_the_docs_where_a_link_is_rendered()
    {
        var prose = Block().Replace(Repository.Text("README.md"), "");

        Assert.All(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Path.GetFileName), page => Assert.Contains($"](docs/{page})", prose, StringComparison.Ordinal));
        Assert.DoesNotContain(Block().Matches(Repository.Text("README.md")), block => block.Value.Contains("](", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_or_folder_that_it_names_is_there()
    {
        var named = Named().Matches(Block().Replace(Repository.Text("README.md"), "")).Select(one => one.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(named.Count > 10, "The pattern finds no paths.");
        Assert.DoesNotContain(named, path => !Path.Exists(Repository.PathOf(path)));
    }

    [Fact]
    public void The_way_of_a_request_is_one_picture_and_five_sentences_each_naming_the_file_where_it_happens()
    {
        var way = Section("The way of a request");

        Assert.Single(Block().Matches(way), block => block.Value.StartsWith("```mermaid\n", StringComparison.Ordinal));
        var sentences = way.Split('\n').Where(line => Numbered().IsMatch(line)).ToList();
        Assert.Equal(5, sentences.Count);
        Assert.All(sentences, sentence => Assert.Contains(".cs`", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_deployed_by_four_commands_the_same_in_both_places()
    {
        var commands = Commands(Section("In Azure"));

        Assert.Equal(4, commands.Count);
        Assert.Equal(commands, Commands(Repository.Text("docs", "deploy.md").Split("\n## The first time\n")[1]));
    }

    [Fact]
    public void Nothing_is_said_twice_in_what_a_newcomer_reads()
    {
        string[] pages = [Repository.Text("README.md"), .. new[] { "settings.md", "files.md", "api.md" }.Select(page => Repository.Text("docs", page))];

        var said = pages.SelectMany(page => page.Split('\n')).Where(line => line.StartsWith("| `", StringComparison.Ordinal) || line.StartsWith("curl ", StringComparison.Ordinal)).Select(line => Comment().Split(line)[0].Trim());

        Assert.Empty(said.GroupBy(line => line.StartsWith('|') ? line.Split('|')[1] : line, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static string Section(string title) => Repository.Text("README.md").Split($"\n## {title}\n")[1].Split("\n## ")[0];

    /// <summary>The lines of the first block of commands, without what is said of them.</summary>
    private static List<string> Commands(string text) =>
        [.. Block().Match(text).Value.Split('\n')[1..^1].Select(line => Comment().Split(line)[0].Trim())];

    [GeneratedRegex("```.*?```", RegexOptions.Singleline, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(" #", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\d\. ", RegexOptions.None, 1000)]
    private static partial Regex Numbered();

    /// <summary>What begins with a slash is an address.</summary>
    [GeneratedRegex(@"`(?<path>(Arl\.\w+|docs|infra|\.ci|\.github|[\w.]+\.(yaml|json|md|sln|props))(/[\w.-]+)*)/?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
