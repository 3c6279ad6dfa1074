using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>The form at <c>/</c>, used without JavaScript.</summary>
public sealed class RequestFormPageTests
{
    private static readonly string[] s_typed =
    [
        "needs=family-engagement", "needs=multilingual-learners", "firstNeed=multilingual-learners", "goals=Reach every family\r\nbefore the winter break.", "languages=es", "startBy=2027-01-15",
        "contact.name=Ana Lucero", "contact.role=Principal", "contact.email=ana.lucero@mesaschools.example", "contact.phone=505 555 0142", "consent=true",
    ];

    [Fact]
    public async Task The_form_has_a_label_for_every_field_and_one_heading()
    {
        await using var site = await Site.Start();

        var page = await FormPage.Open(site);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Ask for free coaching", page.Document.QuerySelector("h1")!.TextContent);
        PageRules.AreKept(page.Document);
    }

    [Fact]
    public async Task Finding_lists_schools_and_districts_and_keeps_everything_typed()
    {
        await using var site = await Site.Start();

        var found = await (await FormPage.Filled(site)).Type("search", "mesa nm").Press("find");

        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal(["school:359000100002", "school:359000100001", "district:3590001", "typed"], found.Choices);
        Assert.Equal(["search=mesa nm", .. s_typed], found.Typed());
        PageRules.AreKept(found.Document);
        Assert.Empty(await site.Requests());
    }

    [Fact]
    public async Task The_only_school_found_is_chosen_already()
    {
        await using var site = await Site.Start();

        var found = await (await FormPage.Filled(site)).Type("search", "verde").Press("find");

        Assert.Contains("place=school:359000100001", found.Typed());
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so()
    {
        await using var site = await Site.Start();

        var found = await (await FormPage.Open(site)).Type("search", "zzz").Press("find");

        Assert.Contains("We found no school or district like that", found.Document.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_leads_to_the_status_page()
    {
        await using var site = await Site.Start();
        var found = await (await FormPage.Filled(site)).Type("search", "verde").Press("find");

        var sent = await found.Send();

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var status = await site.Http.GetStringAsync(new Uri(sent.Location!, UriKind.Relative), Site.Cancel);
        Assert.Contains("Thank you. We have your request.", status, StringComparison.Ordinal);
        var request = await Stored(site, sent);
        Assert.Equal(("Mesa Verde Elementary", "Reach every family\nbefore the winter break."), (request.Place.Name, request.Goals));
        Assert.Equal(["multilingual-learners", "family-engagement"], request.Needs);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_request_and_leads_to_the_same_page()
    {
        await using var site = await Site.Start();
        var found = await (await FormPage.Filled(site)).Type("search", "verde").Press("find");

        var first = await found.Send();
        var second = await found.Send();

        Assert.Equal((HttpStatusCode.SeeOther, first.Location), (second.Status, second.Location));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task An_equal_request_in_a_new_form_names_the_first_but_does_not_lead_to_it()
    {
        await using var site = await Site.Start();
        var first = await (await (await FormPage.Filled(site)).Type("search", "verde").Press("find")).Send();

        var second = await (await (await FormPage.Filled(site)).Type("search", "verde").Press("find")).Send();

        Assert.Equal((HttpStatusCode.OK, null), (second.Status, second.Location));
        Assert.Contains((await Stored(site, first)).Reference.ToString(), second.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Location!.Split('?')[0], second.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_district_shows_its_schools_to_choose_from()
    {
        await using var site = await Site.Start();
        var found = await (await FormPage.Filled(site)).Type("search", "mesa independent").Press("find");

        var schools = await found.Choose("place", "district:3590001").Press("schools");

        PageRules.AreKept(schools.Document);
        Assert.Contains("place=district:3590001", schools.Typed());
        var sent = await schools.Choose("schoolIds", "359000100002").Send();
        var place = (await Stored(site, sent)).Place;
        Assert.Equal((PlaceKind.District, "359000100002"), (place.Kind, Assert.Single(place.SchoolIds).ToString()));
    }

    [Fact]
    public async Task A_school_that_is_not_listed_is_typed()
    {
        await using var site = await Site.Start();
        var form = (await FormPage.Filled(site)).Choose("place", "typed").Type("school.name", "Tiny School").Type("school.city", "Cuba").Select("school.state", "NM");

        var sent = await form.Type("school.students", "41").Select("school.locale", "rural").Select("school.charter", "yes").Send();

        var place = (await Stored(site, sent)).Place;
        Assert.Equal((PlaceKind.TypedSchool, "Tiny School", 41, true), (place.Kind, place.Name, place.Students, place.Charter));
    }

    [Fact]
    public async Task Who_types_a_school_and_searched_for_nothing_need_not_say_that_it_is_not_listed()
    {
        await using var site = await Site.Start();

        var sent = await (await FormPage.Filled(site)).Type("school.name", "Tiny School").Type("school.city", "Cuba").Select("school.state", "NM").Send();

        Assert.Equal("Tiny School", (await Stored(site, sent)).Place.Name);
    }

    [Fact]
    public async Task A_school_typed_before_a_search_is_not_lost()
    {
        await using var site = await Site.Start();

        var found = await (await FormPage.Open(site)).Type("school.name", "Tiny School").Type("search", "mesa").Press("find");

        Assert.Contains("school.name=Tiny School", found.Typed());
    }

    [Fact]
    public async Task Searching_without_choosing_asks_for_the_choice()
    {
        await using var site = await Site.Start();

        var again = await (await FormPage.Filled(site)).Type("search", "mesa").Send();

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("#place", Assert.Single(again.Document.QuerySelectorAll("#errors a")).GetAttribute("href"));
        Assert.Equal(["search=mesa", .. s_typed], again.Typed());
    }

    [Fact]
    public async Task Problems_are_listed_first_each_with_a_link_to_its_field()
    {
        await using var site = await Site.Start();

        var again = await (await FormPage.Open(site)).Choose("place", "typed").Type("school.students", "many").Type("contact.email", "not an address").Type("contact.phone", "call me").Send();

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.StartsWith("Please check your answers", again.Document.Title, StringComparison.Ordinal);
        Assert.Equal("alert", again.Document.QuerySelector("#errors")!.GetAttribute("role"));
        Assert.Equal(
            ["#school-name", "#school-city", "#school-state", "#school-students", "#needs", "#goals", "#contact-name", "#contact-role", "#contact-email", "#contact-phone", "#consent"],
            again.Document.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["place=typed", "school.students=many", "contact.email=not an address", "contact.phone=call me"], again.Typed());
        PageRules.AreKept(again.Document);
    }

    [Fact]
    public async Task Two_problems_of_one_field_are_both_said_and_the_page_stays_sound()
    {
        await using var site = await Site.Start();
        var form = await FormPage.Filled(site);
        foreach (var (box, id) in form.Document.QuerySelectorAll<IHtmlInputElement>("input[name=needs]:checked").Zip(["juggling", "dancing"]))
            box.Value = id;

        var again = await form.Select("firstNeed", "").Send();

        Assert.Equal(2, again.Document.QuerySelectorAll("#needs-wrong p").Length);
        PageRules.AreKept(again.Document);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</textarea></title><svg onload=alert(1)>")]
    [InlineData("' autofocus onfocus='alert(1)")]
    public async Task Nothing_typed_becomes_part_of_the_page(string evil)
    {
        await using var site = await Site.Start();
        string[] fields = ["do", "key", "search", "searched", "language", "place", "schoolIds", "school.name", "school.city", "school.state", "school.students", "school.locale", "school.charter",
            "contact.name", "contact.role", "contact.email", "contact.phone", "needs", "firstNeed", "goals", "languages", "startBy", "consent"];

        foreach (var place in new[] { "typed", "school:" + evil, "district:" + evil, evil })
        {
            using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field, field == "place" ? place : evil)));
            using var answer = await site.Http.PostAsync(new Uri("/requests", UriKind.Relative), content, Site.Cancel);
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            PageRules.AreKept(page);
            Assert.Empty(page.QuerySelectorAll("script:not([src]), img, svg"));
            Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.All(page.QuerySelectorAll("[autofocus]"), ours => Assert.Equal("errors", ours.Id));
            Assert.Equal(evil, page.QuerySelector<IHtmlInputElement>("[name='contact.name']")!.Value);
            Assert.Equal(evil, page.QuerySelector<IHtmlTextAreaElement>("[name=goals]")!.Value);
        }
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", null, HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_is_no_form_or_too_long_is_answered_with_a_page(string type, string? body, HttpStatusCode expected)
    {
        await using var site = await Site.Start();
        using var content = new StringContent(body ?? "goals=" + new string('x', 64 * 1024), System.Text.Encoding.UTF8, type);

        using var answer = await site.Http.PostAsync(new Uri("/requests", UriKind.Relative), content, Site.Cancel);

        Assert.Equal((expected, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<CoachingRequest> Stored(Site site, FormPage sent)
    {
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        return (await site.Network.Requests.Get(Reference.Parse(sent.Location!.Split('/')[2]), Site.Cancel))!.Request;
    }
}
