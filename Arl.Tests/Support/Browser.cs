using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Arl.Functions.Hosting.Local;
using Arl.Tests.Support;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Arl.Tests.Support;

/// <summary>One real Chromium for the whole run, started when the first test needs it; each test has pages of its own. Where none is installed its tests are skipped and say so.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] s_places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];
    private static readonly Lazy<Task<string>> s_axe = new(ReadAxe);
    private static readonly ConditionalWeakTable<IPage, ConcurrentQueue<string>> s_refused = [];
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Chromium)>> _running = new(Start);

    /// <param name="width">In CSS pixels: a phone's unless it says otherwise.</param>
    /// <param name="dark">The reader prefers dark pages.</param>
    /// <param name="language">That the reader's browser asks for.</param>
    public async Task<IPage> Open(Uri address, int width = 375, bool dark = false, bool scripts = true, string language = "en-US")
    {
        Assert.SkipWhen(Executable is null, "No Chromium was found on this machine.");
        var context = await (await _running.Value).Chromium.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            Locale = language,
        });
        context.SetDefaultTimeout(90_000); // A busy machine is slow; what never comes fails all the same.
        var page = await context.NewPageAsync();
        Listen(page);
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    /// <summary>What axe-core finds against WCAG 2.2 A and AA, a line each.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        await page.EvaluateAsync(await s_axe.Value);
        return await page.EvaluateAsync<string[]>("""
            async () => {
                const found = await axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
                return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
            }
            """);
    }

    /// <summary>What every state of every page owes: axe finds nothing, the browser refused nothing by the content security policy, and nothing is cut off. Keeps its picture under TestResults/screenshots, for whoever wants to see what the run saw.</summary>
    /// <param name="name">Of the picture, e.g. <c>form-typed</c> or the page's path; its width is added.</param>
    public static async Task IsSound(IPage page, string name)
    {
        await Keep(page, name);
        Assert.Equal((name, ""), (name, string.Join('\n', await Violations(page))));
        Assert.Equal((name, ""), (name, string.Join('\n', s_refused.TryGetValue(page, out var refused) ? refused : [])));
        Assert.True(await Fits(page), $"{name} is wider than {page.ViewportSize!.Width} pixels.");
    }

    /// <summary>The same of a page that was opened without scripts: axe is one, so it reads the same page again where scripts run.</summary>
    public async Task IsSoundWithoutScripts(IPage page, string name, bool dark)
    {
        await Keep(page, name);
        var context = await (await _running.Value).Chromium.NewContextAsync(new() { ViewportSize = new() { Width = page.ViewportSize!.Width, Height = page.ViewportSize.Height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        var copy = await context.NewPageAsync();
        var html = await page.ContentAsync();
        await copy.RouteAsync(page.Url, route => route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }));
        await copy.GotoAsync(page.Url);
        Assert.Empty(await Violations(copy));
        Assert.True(await Fits(copy), $"{name} is wider than {page.ViewportSize!.Width} pixels.");
        await context.CloseAsync();
    }

    private static void Listen(IPage page)
    {
        var refused = s_refused.GetOrCreateValue(page);
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                refused.Enqueue(said.Text);
        };
    }

    private static async Task Keep(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = PictureOf(name, page.ViewportSize!.Width), FullPage = true });

    /// <summary>Where its picture is kept.</summary>
    public static string PictureOf(string name, int width) =>
        Path.Combine(NodeTools.Root, "TestResults", "screenshots", string.Create(CultureInfo.InvariantCulture, $"{string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-')}-{width}.png"));

    /// <summary>Nothing is wider than the window.</summary>
    public static async Task<bool> Fits(IPage page) => await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth");

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated)
            return;
        var (playwright, chromium) = await _running.Value;
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    private static string? Executable { get; } = Array.Find(s_places, File.Exists);

    private static Task<string> ReadAxe()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        return File.ReadAllTextAsync(Path.Combine(NodeTools.Root, "node_modules", "axe-core", "axe.min.js"));
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu"] }));
    }
}
