using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Pages.Layout;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>What every page owes to people who read with a screen reader or a keyboard.</summary>
internal static class PageRules
{
    public static void AreKept(IDocument page)
    {
        Assert.True(page.DocumentElement.GetAttribute("lang") is "en" or "es");
        Assert.NotEmpty(page.Title!);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Empty(page.QuerySelectorAll("style, script:not([src^='/assets/']), [style], [onclick], [onload]").Select(inline => inline.OuterHtml)); // What a strict content security policy refuses.
        Assert.All(page.QuerySelectorAll("link[href^='/assets/'], script[src]"), file => Assert.NotNull(Asset.At((file.GetAttribute("href") ?? file.GetAttribute("src"))!)));
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Empty(page.QuerySelectorAll("input:not([type=hidden]), select, textarea").Where(field => !HasLabel(page, field)).Select(field => field.OuterHtml));
        Assert.All(page.QuerySelectorAll("fieldset"), set => Assert.Equal("LEGEND", set.FirstElementChild?.NodeName));
        Assert.All(page.QuerySelectorAll("[aria-describedby]"), field => Assert.All(field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id))));
        Assert.Empty(page.QuerySelectorAll(".usa-error-message[id]").Select(wrong => wrong.Id).Except(page.QuerySelectorAll("[aria-describedby]").SelectMany(field => field.GetAttribute("aria-describedby")!.Split(' '))));
        Assert.All(page.QuerySelectorAll<IHtmlAnchorElement>("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
    }

    private static bool HasLabel(IDocument page, IElement field) =>
        field.Id is { } id && page.QuerySelectorAll<IHtmlLabelElement>("label").Count(label => label.HtmlFor == id && label.TextContent.Trim().Length > 0) == 1;
}
