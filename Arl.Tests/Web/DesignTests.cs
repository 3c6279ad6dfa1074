using System.Diagnostics;
using System.Net;
using Arl.Functions.Hosting.Local;
using Arl.Pages.Layout;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Web;

public class DesignTests
{
    [Fact]
    public async Task What_pages_load_is_what_the_design_system_and_our_own_rules_make()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(NodeTools.Root, "Arl.Pages", "Layout", "design.mjs"), "--check"]) { RedirectStandardError = true, UseShellExecute = false })!;

        var said = await node.StandardError.ReadToEndAsync(Site.Cancel);
        await node.WaitForExitAsync(Site.Cancel);

        Assert.True(node.ExitCode == 0, said);
    }

    [Fact]
    public async Task A_browser_keeps_each_file_for_a_year_since_other_content_has_another_address()
    {
        await using var site = await Site.Start();

        foreach (var asset in Asset.All)
        {
            using var answer = await site.Http.GetAsync(new Uri(asset.Address, UriKind.Relative), Site.Cancel);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
            Assert.Equal(asset.Body, await answer.Content.ReadAsByteArrayAsync(Site.Cancel));
        }
        using var stale = await site.Http.GetAsync(new Uri("/assets/site-000000000000.css", UriKind.Relative), Site.Cancel);
        Assert.Equal(HttpStatusCode.NotFound, stale.StatusCode);
    }

    [Fact]
    public async Task The_style_sheet_goes_over_the_wire_in_a_fifth_of_its_size_and_asks_no_other_host()
    {
        await using var site = await Site.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, Asset.AddressOf("site.css")) { Headers = { { "Accept-Encoding", "gzip, br" } } };

        using var answer = await site.Http.SendAsync(request, Site.Cancel);

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var style = Asset.All.Single(asset => asset.Name == "site.css");
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Site.Cancel)).Length, 1, style.Body.Length / 5);
        Assert.DoesNotContain("//", System.Text.Encoding.UTF8.GetString(style.Body).Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
