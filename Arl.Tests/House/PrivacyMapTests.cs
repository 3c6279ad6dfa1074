using System.Text.RegularExpressions;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Xunit;

namespace Arl.Tests.House;

/// <summary>The data map (docs/privacy.md) names all that docs/tables.md says is personal.</summary>
public sealed partial class PrivacyMapTests
{
    /// <summary>Where, of each line of the map.</summary>
    private static readonly IReadOnlyList<string> s_mapped = [.. Repository.Text("docs", "privacy.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) || line.StartsWith("| blobs `", StringComparison.Ordinal) || line.Contains(", blobs `", StringComparison.Ordinal)).Select(line => line.Split('|')[1])];

    /// <summary>What docs/tables.md says of each table's people; null where it says nothing.</summary>
    private static IEnumerable<(string Table, string? Says)> Tables =>
        from part in Repository.Text("docs", "tables.md").Split("\n### ")[1..]
        let name = part.Split('`')[1]
        where TableNames.All.Contains(name)
        let says = part.Split('\n').Where(line => line.StartsWith("Personal data:", StringComparison.Ordinal)).ToList()
        select (name, says.Count == 0 ? null : string.Join(' ', says));

    [Fact]
    public void Every_table_says_what_of_it_is_personal() => Assert.DoesNotContain(Tables, table => table.Says is null);

    [Fact]
    public void Every_table_is_in_the_map_that_holds_something_personal() =>
        Assert.All(Tables.Where(table => !table.Says!.EndsWith("none.", StringComparison.Ordinal)), table => Assert.Contains(s_mapped, where => where.Contains($"`{table.Table}`", StringComparison.Ordinal)));

    [Fact]
    public void So_is_every_kind_of_row_that_does()
    {
        var kinds = Tables.SelectMany(table => Kind().Matches(table.Says!).Select(kind => (table.Table, Kind: kind.Groups["kind"].Value.Trim('_')))).ToList();

        Assert.True(kinds.Count >= 7, $"Only {kinds.Count} kinds of rows were found.");
        Assert.All(kinds, kind => Assert.Contains(s_mapped, where => where.Contains($"`{kind.Table}`", StringComparison.Ordinal) && where.Contains(kind.Kind + "_`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_container_with_people_in_it_is_there() => Assert.All(["coaches/", "uploads/"], folder => Assert.Contains(s_mapped, where => where.Contains($"`{folder}`", StringComparison.Ordinal)));

    [Fact]
    public void It_says_how_long_people_are_kept()
    {
        var map = Repository.Text("docs", "privacy.md");

        Assert.Contains($"`Privacy:KeepMonths` ({new PrivacyOptions().KeepMonths})", map, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"at most {Retention.MostRequests} requests"), map, StringComparison.Ordinal);
        Assert.Contains(nameof(EraseOldContacts), map, StringComparison.Ordinal);
    }

    /// <summary>A kind of row in the words about people: <c>`request_`</c>, or the words around <c>rows</c>.</summary>
    [GeneratedRegex("`(?<kind>[a-z_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();
}
