using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Arl.Tests.House;

/// <summary>docs/dependencies.md: all that we take from others, each with its reason, and nothing that we do not take.</summary>
public sealed partial class DependenciesTests
{
    [Fact]
    public void Each_package_tool_and_action_has_its_line_and_no_line_is_left_over()
    {
        var listed = Row().Matches(Repository.Text("docs", "dependencies.md").Split("\n## Services\n")[0]).SelectMany(row => Name().Matches(row.Groups["names"].Value)).Select(name => name.Groups["name"].Value).ToList();

        Assert.Equal(Taken().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_package_that_has_a_version_is_used_by_a_project_or_brought_in_by_one_that_is()
    {
        var locked = string.Concat(Repository.Files.Where(file => file.EndsWith("packages.lock.json", StringComparison.Ordinal)).Select(file => Repository.Text(file)));

        Assert.All(Pinned().Where(package => !package.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)), package => Assert.Contains($"\"{package}\": {{", locked, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Taken() =>
    [
        .. Pinned(),
        .. Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).SelectMany(file => XDocument.Parse(Repository.Text(file)).Descendants("PackageDownload")).Select(tool => tool.Attribute("Include")!.Value),
        .. Repository.Files.Where(file => Path.GetFileName(file) == "package.json").SelectMany(file => NpmOf(Repository.Text(file))),
        .. Repository.Files.Where(file => file.StartsWith(".github/workflows/", StringComparison.Ordinal)).SelectMany(file => Action().Matches(Repository.Text(file))).Select(action => action.Groups["repository"].Value),
    ];

    private static IEnumerable<string> Pinned() => XDocument.Parse(Repository.Text("Directory.Packages.props")).Descendants("PackageVersion").Select(version => version.Attribute("Include")!.Value);

    private static List<string> NpmOf(string text)
    {
        using var package = JsonDocument.Parse(text);
        return [.. new[] { "dependencies", "devDependencies" }.SelectMany(kind => package.RootElement.TryGetProperty(kind, out var some) ? some.EnumerateObject().Select(one => one.Name).ToList() : [])];
    }

    [GeneratedRegex(@"^\| (?<names>`[^|]+`) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"uses: (?<repository>[\w-]+/[\w-]+)[\w/-]*@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();
}
