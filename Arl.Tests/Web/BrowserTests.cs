using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>That what our pages are asked in a browser can be answered with no.</summary>
public sealed class BrowserTests(Browser browser)
{
    [Fact]
    public async Task A_page_that_shuts_somebody_out_is_found_out_and_one_that_is_cut_off_too()
    {
        var page = await browser.Open(new("about:blank"));
        await page.SetContentAsync("<html><title>A page</title><body><img src='data:,' style='width: 2000px'><input name='school'><p style='color: #999; background: #aaa'>Hardly to be read</p></body></html>");

        var found = await Browser.Violations(page);

        Assert.Superset(new HashSet<string>(["image-alt", "label", "html-has-lang", "color-contrast", "landmark-one-main"]), found.Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal));
        Assert.False(await Browser.Fits(page));
    }
}
