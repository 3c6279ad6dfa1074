using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>The buttons of the form at <c>/</c>, and the key Enter, without JavaScript.</summary>
public sealed class FormButtonsTests
{
    [Fact]
    public async Task Enter_in_a_field_shows_the_answers_and_never_finds_again_what_was_found()
    {
        await using var site = await Site.Start();
        var found = await (await FormPage.Filled(site)).Type("search", "verde").Press("find");

        var answers = await found.Enter();

        Assert.Equal((HttpStatusCode.OK, "Check your answers"), (answers.Status, answers.Document.QuerySelector("h1")!.TextContent));
        Assert.Empty(await site.Requests());
        Assert.Equal(HttpStatusCode.SeeOther, (await answers.Enter()).Status);
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task Finding_nothing_in_particular_says_what_to_type()
    {
        await using var site = await Site.Start();

        var again = await (await FormPage.Open(site)).Press("find");

        Assert.Equal("Type first what to look for, for example a name and a city.", again.Document.QuerySelector("#place [role=status]")!.TextContent);
        Assert.Empty((await (await FormPage.Filled(site)).Type("search", "mesa").Press("find")).Document.QuerySelectorAll("#place [role=status]"));
    }

    [Fact]
    public async Task An_address_that_looks_mistyped_is_asked_about_before_it_is_sent_and_taken_as_it_is()
    {
        await using var site = await Site.Start();

        var found = await (await FormPage.Filled(site)).Type("search", "verde").Press("find");
        var sound = await found.Enter();
        var answers = await found.Type("contact.email", "ana.lucero@gmial.com").Enter();

        Assert.Contains("Did you mean gmail.com?", answers.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await answers.Enter()).Status);
        Assert.DoesNotContain("Did you mean", sound.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_with_something_missing_says_what()
    {
        await using var site = await Site.Start();

        var again = await (await FormPage.Open(site)).Type("school.name", "Tiny School").Enter();

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("#contact-email", again.Document.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Enter_after_typing_in_the_search_finds_and_goes_back_there()
    {
        await using var site = await Site.Start();

        var found = await (await FormPage.Filled(site)).Type("search", "mesa").Enter();
        var others = await found.Choose("place", "school:359000100002").Type("search", "verde").Enter();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (found.Status, others.Status));
        Assert.Contains("district:3590001", found.Choices);
        Assert.Equal("search", Assert.Single(found.Document.QuerySelectorAll("[autofocus]")).Id);
        Assert.Equal(["school:359000100001", "typed"], others.Choices);
        Assert.Empty(await site.Requests());
    }

    [Fact]
    public async Task The_button_that_Enter_presses_is_in_nobodys_way()
    {
        await using var site = await Site.Start();

        var button = (await FormPage.Open(site)).Document.QuerySelector("button[form=ask], #ask button")!;

        Assert.Equal(("-1", "true", "unseen"), (button.GetAttribute("tabindex"), button.GetAttribute("aria-hidden"), button.ClassName));
        Assert.False(button.HasAttribute("formaction")); // With a fragment of an address the browser would not go to the error summary.
    }

    [Fact]
    public async Task The_schools_of_a_district_are_shown_when_the_district_is_chosen_and_else_it_says_so()
    {
        await using var site = await Site.Start();
        var found = await (await FormPage.Filled(site)).Type("search", "mesa").Press("find");

        var again = await found.Press("schools");

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        var problem = Assert.Single(again.Document.QuerySelectorAll<IHtmlAnchorElement>("#errors a"));
        Assert.Equal("#place", problem.GetAttribute("href"));
        Assert.Contains("choose the district in the list first", problem.TextContent, StringComparison.Ordinal);
        Assert.Contains("district:3590001", again.Choices);
        PageRules.AreKept(again.Document);
    }

    [Fact]
    public async Task Every_label_says_which_field_it_is_without_its_surroundings()
    {
        await using var site = await Site.Start();

        var labels = (await FormPage.Open(site)).Document.QuerySelectorAll("label").Select(label => label.TextContent.Trim()).ToList();

        Assert.Equal(labels.Distinct(), labels);
        Assert.DoesNotContain("State", labels);
    }

    [Fact]
    public async Task The_address_of_the_form_that_came_back_leads_to_the_form()
    {
        await using var site = await Site.Start();

        using var answer = await site.Http.GetAsync(new Uri("/requests", UriKind.Relative), Site.Cancel);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }
}
