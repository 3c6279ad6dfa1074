using Arl.Domain.Requests;
using Arl.Functions.Introductions;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>Where coaches confirm first, the school hears of a coach after the yes.</summary>
public sealed class CoachConfirmsTests
{
    [Fact]
    public async Task The_coach_is_asked_and_the_school_hears_nothing_yet()
    {
        await using var site = await EngagedSite.Asked();

        Assert.Equal(["Received", nameof(RequestEvent.CoachFound), nameof(RequestEvent.CoachAsked)], await site.History());
        Assert.Equal(RequestState.Matched, (await site.Request()).State);
        Assert.Equal([$"We have your request {site.Reference}", "Can you take this? Mesa Verde Elementary, New Mexico"], site.Mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal).Reverse());
        var status = await site.Read(site.StatusPath);
        Assert.Contains("We have found a coach for you.", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Jo Reyes", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_yes_neither_email_nor_page_says_who_the_contact_is_or_what_they_wrote()
    {
        await using var site = await EngagedSite.Asked();

        string[] readable = [site.ToCoach.Html, site.ToCoach.Text, await site.Read(site.CoachPage), await site.Read(site.ToCoach.Link(EngagedSite.Yes)), await site.Read(site.ToCoach.Link(EngagedSite.No))];

        string[] personal = ["Lucero", "ana.lucero", "505 555", "winter break"];
        Assert.All(readable, text => Assert.DoesNotContain(personal, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Null(site.ToCoach.ReplyTo);
        Assert.Contains("Mesa Verde Elementary", readable[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_yes_both_are_introduced()
    {
        await using var site = await EngagedSite.Asked();

        var pressed = await site.Press(site.ToCoach.Link(EngagedSite.Yes));
        Assert.Contains("Ana Lucero", await site.Read(pressed.Location!), StringComparison.Ordinal);
        await site.Network.Settle();

        Assert.Equal(["Received", nameof(RequestEvent.CoachFound), nameof(RequestEvent.CoachAsked), nameof(RequestEvent.CoachAccepted), nameof(RequestEvent.IntroductionSent)], await site.History());
        Assert.Single((await site.Request()).Introductions);
        Assert.Equal("Introduction: Mesa Verde Elementary, New Mexico", site.ToCoach.Subject);
        Assert.Contains("Thank you for saying yes.", site.ToCoach.Text, StringComparison.Ordinal);
        Assert.False(site.ToCoach.HasLink(EngagedSite.Yes));
        Assert.Equal("Meet your coach, Jo Reyes", site.LastTo("ana.lucero@mesaschools.example").Subject);
    }

    [Fact]
    public async Task After_a_no_the_next_coach_is_asked_and_the_school_still_hears_nothing()
    {
        await using var site = await EngagedSite.Asked();

        await site.HandBack();
        await site.Network.Settle();
        Assert.Equal(3, site.Mails.Count);
        await site.Press(site.LastTo(EngagedSite.Second.Email.Value).Link(EngagedSite.Yes));
        await site.Network.Settle();

        Assert.Equal("Meet your coach, Sam Okafor", site.LastTo("ana.lucero@mesaschools.example").Subject);
        Assert.Equal([("coach-1", 0), ("coach-2", 1)], await site.Taken());
    }

    [Fact]
    public async Task A_coach_who_hands_it_back_after_the_yes_is_followed_by_a_new_one_after_the_kind_email()
    {
        await using var site = await EngagedSite.Asked();
        await site.Press(site.ToCoach.Link(EngagedSite.Yes));
        await site.Network.Settle();

        await site.HandBack();
        await site.Network.Settle();
        Assert.Equal("We are finding you another coach", site.LastTo("ana.lucero@mesaschools.example").Subject);
        await site.Press(site.LastTo(EngagedSite.Second.Email.Value).Link(EngagedSite.Yes));
        await site.Network.Settle();

        Assert.Equal("Meet your new coach, Sam Okafor", site.LastTo("ana.lucero@mesaschools.example").Subject);
    }

    [Fact]
    public async Task Who_was_asked_under_one_mode_is_introduced_also_when_the_mode_has_changed_meanwhile()
    {
        await using var asked = await EngagedSite.Asked();
        await using var later = await asked.Site.Again(new Dictionary<string, string?> { ["Introductions:Mode"] = "Direct" });

        using var answer = await later.Http.PostAsync(asked.ToCoach.Link(EngagedSite.Yes), null, Site.Cancel);
        await asked.Network.Settle();

        Assert.Equal(RequestState.Introduced, (await asked.Request()).State);
    }

    [Fact]
    public async Task In_the_direct_mode_a_yes_introduces_nobody_a_second_time()
    {
        await using var site = await EngagedSite.Start();

        await site.Press(site.ToCoach.Link(EngagedSite.Yes));
        await site.Network.Settle();

        Assert.Equal(3, site.Mails.Count);
    }

    [Theory]
    [InlineData("Direct"), InlineData("coachconfirms")]
    public void The_mode_is_one_of_two(string mode) => Assert.True(Enum.IsDefined(new IntroductionOptions { Mode = mode }.Chosen));

    [Theory]
    [InlineData(""), InlineData("Both"), InlineData("1")]
    public async Task Another_mode_stops_the_start_and_says_what_to_set(string mode)
    {
        await using var network = await TestNetwork.Start(new Dictionary<string, string?> { ["Introductions:Mode"] = mode });

        var wrong = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => network.Get<Microsoft.Extensions.Options.IOptions<IntroductionOptions>>().Value);

        Assert.Contains("Set Introductions:Mode to Direct", wrong.Message, StringComparison.Ordinal);
    }
}
