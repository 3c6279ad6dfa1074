using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

public sealed partial class ReadmeTests
{
    [Fact]
    public void It_links_every_page_of_the_docs_where_a_link_is_rendered()
    {
        var prose = Code().Replace(Repository.Text("README.md"), "");

        Assert.All(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Path.GetFileName), page => Assert.Contains($"](docs/{page})", prose, StringComparison.Ordinal));
        Assert.DoesNotContain(Code().Matches(Repository.Text("README.md")), block => block.Value.Contains("](", StringComparison.Ordinal));
    }

    [Fact]
    public void It_says_nothing_twice()
    {
        var said = Repository.Text("README.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) || line.StartsWith("curl ", StringComparison.Ordinal)).Select(line => Comment().Split(line)[0].Trim());

        Assert.Empty(said.GroupBy(line => line.StartsWith('|') ? line.Split('|')[1] : line, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [GeneratedRegex("```.*?```", RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(" #", RegexOptions.None, 1000)]
    private static partial Regex Comment();
}
