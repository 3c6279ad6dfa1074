using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What the pages under docs/ point to is there.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public void A_link_from_one_of_our_pages_to_another_leads_to_a_file()
    {
        var links = from page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md"))
                    from Match link in Link().Matches(File.ReadAllText(page))
                    let target = link.Groups["target"].Value
                    where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                    select (Page: Path.GetRelativePath(Repository.Root, page), Target: target, File: Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0]));

        Assert.True(links.Count() > 30, "The pattern finds no links.");
        Assert.Empty(links.Where(link => link.File.Length > 0 && !Path.Exists(link.File)).Select(link => $"{link.Page}: {link.Target}"));
    }

    [Fact]
    public void A_test_that_the_threat_model_names_is_there()
    {
        var named = TestClass().Matches(Repository.Text("docs", "security.md")).Select(name => name.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(named.Count > 10, "The pattern finds no tests.");
        Assert.Empty(named.Except(typeof(DocsTests).Assembly.GetTypes().Select(type => type.Name), StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<name>[A-Z]\w+(Tests|Rules))`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestClass();
}
