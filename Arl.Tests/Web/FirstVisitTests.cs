using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>What a first visit costs, as a browser without anything kept asks for it.</summary>
public sealed class FirstVisitTests(Browser browser)
{
    /// <summary>Headers are in it: the browser counts 300 bytes for those of each answer.</summary>
    private const string Transferred = """
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(entry => !entry.name.startsWith('data:')).map(entry => `${entry.transferSize} ${entry.name}`)
        """;

    [Theory]
    [InlineData("/", true), InlineData("/reach", false)]
    public async Task A_first_visit_is_at_most_50_KB_over_the_wire_and_asks_nobody_else(string path, bool promised)
    {
        await using var site = await Site.Start();
        var page = await browser.Open(new Uri(site.Http.BaseAddress!, path));
        await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        var loaded = await page.EvaluateAsync<string[]>(Transferred);

        Assert.All(loaded, line => Assert.StartsWith(site.Http.BaseAddress!.AbsoluteUri, line.Split(' ')[1], StringComparison.Ordinal));
        var sizes = loaded.Select(line => int.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(sizes.Count > 2 && sizes.TrueForAll(size => size > 300), string.Join(Environment.NewLine, loaded)); // Nothing was kept from an earlier page.
        Assert.True(!promised || sizes.Sum() <= 50 * 1024, $"{sizes.Sum()} bytes:{Environment.NewLine}{string.Join(Environment.NewLine, loaded)}");
    }
}
