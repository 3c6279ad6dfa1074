using System.Net;
using Arl.Domain.Requests;
using Arl.Tests.Engagements;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>How often a contact is asked, and to whom a school can make us write.</summary>
public sealed class ContactLimitsTests
{
    private const string Button = "Yes, this is our request";

    [Fact]
    public async Task Corrections_that_alternate_two_strangers_end_after_five_and_strangers_get_no_more_than_the_link()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.From("ana.lucero@gmail.com"));
        await site.Network.Settle();

        for (var number = 0; number < CoachingRequest.MostCorrections; number++)
        {
            await site.Correct(answer, $"victim.{number % 2}@mesaschools.example");
            await site.Network.Settle();
        }
        var (status, words) = await site.Correct(answer, "victim.1@mesaschools.example");
        var (_, inSpanish) = await site.Correct(answer, "victim.1@mesaschools.example", "?lang=es");
        await site.Network.Settle();

        Assert.Equal([Attention.ContactCannotConfirm], (await Stored(site, answer)).Attention);
        Assert.Equal(6, site.Network.Mailer.Sent.Count);
        Assert.All(site.Network.Mailer.Sent, mail => Assert.True(mail.HasLink(Button)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("withdraw this request on its page and ask again", words, StringComparison.Ordinal);
        Assert.Contains("retire esta solicitud", inSpanish, StringComparison.Ordinal);
        Assert.Equal("victim.0@mesaschools.example", (await Stored(site, answer)).Contact.Email.Value);
    }

    [Fact]
    public async Task A_new_address_counts_as_if_it_had_asked_itself()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:PerAddressPerDay"] = "1" });
        await site.Post(SomeJson.From("rosa.baca@mesaschools.example"));
        var answer = await site.Post(SomeJson.From("ana.lucero@gmail.com"));

        var (status, words) = await site.Correct(answer, "rosa.baca@mesaschools.example");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Please try again in 24 hours", words, StringComparison.Ordinal);
        Assert.Equal("ana.lucero@gmail.com", (await Stored(site, answer)).Contact.Email.Value);
    }

    [Fact]
    public async Task After_five_links_the_page_says_that_no_more_come_staff_see_it_and_a_corrected_address_still_can_confirm()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.From("ana.lucero@gmail.com"));
        for (var number = 0; number <= CoachingRequest.MostResends; number++)
        {
            site.Network.Clock.Advance(Confirmation.LinkEvery);
            await site.Do(answer, "/confirm-link");
        }
        await site.Network.Settle();

        var page = await site.Http.GetStringAsync(answer.StatusPath, Site.Cancel);
        var stuck = await Stored(site, answer);
        Assert.Equal(1 + CoachingRequest.MostResends, site.Network.Mailer.Sent.Count);
        Assert.Contains("we do not send more of these emails", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/confirm-link", page, StringComparison.Ordinal);
        Assert.Contains("Nuestro equipo ve que necesita ayuda", await site.Http.GetStringAsync(new Uri(answer.StatusPath + "?lang=es", UriKind.Relative), Site.Cancel), StringComparison.Ordinal);
        Assert.Equal([Attention.ContactCannotConfirm], stuck.Attention);

        await site.Correct(answer, "ana.lucero@outlook.com");
        await site.Network.Settle();
        using var pressed = await site.Http.PostAsync(site.Network.Mailer.Sent[^1].Link(Button), content: null, Site.Cancel);
        var after = await Stored(site, answer);

        Assert.Equal("ana.lucero@outlook.com", site.Network.Mailer.Sent[^1].To[0].Value);
        Assert.Equal((false, 0), (after.AwaitsConfirmation, after.Attention.Count));
    }

    [Fact]
    public async Task Who_asks_again_before_the_click_is_told_to_press_the_button_and_gets_it_once_more()
    {
        await using var site = await Site.Start();
        await site.Post(SomeJson.From("ana.lucero@gmail.com"));
        site.Network.Clock.Advance(Confirmation.LinkEvery);
        var form = (await FormPage.Filled(site)).Type("contact.email", "ana.lucero@gmail.com").Type("search", Some.School.Name);

        var told = await (await (await form.Press("find")).Choose("place", $"school:{Some.School.Id}").Press("check")).Press("send");
        var byApi = await site.Post(SomeJson.From("ana.lucero@gmail.com"));
        await site.Network.Settle();

        Assert.Contains("press the button in the email that we sent to your address", told.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("press the button in the email we sent", (string?)byApi.Body["detail"], StringComparison.Ordinal);
        Assert.Equal(2, site.Network.Mailer.Sent.Count(mail => mail.HasLink(Button)));
    }

    private static async Task<CoachingRequest> Stored(Site site, JsonAnswer answer) => (await site.Network.Requests.Get(Reference.Parse(answer.Reference!), Site.Cancel))!.Request;
}

internal static class Corrections
{
    /// <summary>The school corrects its contact on its own page.</summary>
    public static Task<(HttpStatusCode Status, string Words)> Correct(this Site site, JsonAnswer answer, string email, string query = "") =>
        site.Do(answer, "/contact" + query, ("contact.name", "Ana Lucero"), ("contact.role", "Principal"), ("contact.email", email));

    /// <summary>A button below the school's own page.</summary>
    public static async Task<(HttpStatusCode Status, string Words)> Do(this Site site, JsonAnswer answer, string below, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var posted = await site.Http.PostAsync(new Uri(answer.StatusPath + below, UriKind.Relative), content, Site.Cancel);
        return (posted.StatusCode, await posted.Content.ReadAsStringAsync(Site.Cancel));
    }
}
