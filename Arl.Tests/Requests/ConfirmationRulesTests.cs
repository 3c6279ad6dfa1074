using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class ConfirmationRulesTests
{
    private static readonly CoachingRequest s_waiting = CoachingRequest.Receive(Some.Checked, Some.Request.Reference, Some.Moment, confirmWithin: TimeSpan.FromDays(14));

    [Theory]
    [InlineData("ana@gmail.com", true), InlineData("Ana@GMail.com", true), InlineData("ana@yahoo.com", true), InlineData("ana@outlook.com", true), InlineData("ana@hotmail.com", true)]
    [InlineData("ana@icloud.com", true), InlineData("ana@aol.com", true), InlineData("ana@mail.gmail.com", true)]
    [InlineData("ana@mesaschools.example", false), InlineData("ana@k12.nm.us", false), InlineData("ana@notgmail.com", false), InlineData("ana@gmail.com.mesa.org", false)]
    public void Who_writes_from_an_address_that_anybody_can_get_confirms(string address, bool confirms) =>
        Assert.Equal(confirms, new ConfirmationOptions().Rules.MustConfirm(EmailAddress.Parse(address)));

    [Theory]
    [InlineData("ana@gmial.com", "gmail.com"), InlineData("ana@gmal.com", "gmail.com"), InlineData("ana@GMAILL.com", "gmail.com"), InlineData("ana@gnail.com", "gmail.com"), InlineData("ana@gmail.co", "gmail.com"), InlineData("ana@yaho.com", "yahoo.com")]
    [InlineData("ana@gmail.com", null), InlineData("ana@ymail.com", null), InlineData("ana@mail.com", null), InlineData("ana@mesaschools.example", null), InlineData("ana@glami.com", null)]
    public void Who_may_have_mistyped_a_much_used_domain_is_asked_about_it(string address, string? meant) =>
        Assert.Equal(meant, new ConfirmationOptions().Rules.FreeMail.MeantBy(EmailAddress.Parse(address)));

    [Fact]
    public void The_kept_list_is_of_domains_each_once() =>
        Assert.All(FreeMailList.Kept, domain => Assert.Equal(domain.ToLowerInvariant(), EmailAddress.Parse("a@" + domain).Domain));

    [Fact]
    public void While_it_waits_no_coach_is_found_for_it_and_it_does_not_join_those_who_wait()
    {
        Assert.IsType<Step.NotNow>(RequestLife.Apply(s_waiting, new RequestEvent.CoachFound(Some.Match()), Some.Moment));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(s_waiting, new RequestEvent.NoCoachFits("full"), Some.Moment));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(Some.Request, new RequestEvent.ContactConfirmed(), Some.Moment));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(Some.Request, new RequestEvent.NotConfirmed(), Some.Moment));
    }

    [Fact]
    public void Confirmed_it_waits_for_a_coach_from_that_moment_on()
    {
        var confirmed = ((Step.Moved)RequestLife.Apply(s_waiting, new RequestEvent.ContactConfirmed(), Some.Moment.AddDays(3))).Request;

        Assert.Equal((Some.Moment, Some.Moment.AddDays(3)), (Ask.Of(Some.Request).ReceivedAt, Ask.Of(confirmed).ReceivedAt));
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(confirmed, new RequestEvent.ContactConfirmed(), Some.Moment.AddDays(4)));
    }

    [Fact]
    public void After_weeks_without_the_timer_the_reminder_still_comes_a_day_before_the_end()
    {
        var clock = new FollowUps(FollowUpRules.Default, TimeZoneInfo.Utc, TimeZoneInfo.Utc);
        var late = Some.Moment.AddDays(30);

        var reminder = clock.Next(s_waiting, late)!;
        var reminded = ((Step.Moved)RequestLife.Apply(s_waiting, reminder.Act.Event, late)).Request;

        Assert.Equal(new PlannedFollowUp(new FollowUpAct.RemindToConfirm(late.AddDays(1)), late), reminder);
        Assert.Equal(new PlannedFollowUp(new FollowUpAct.EndUnconfirmed(), late.AddDays(1)), clock.Next(reminded, late));
    }

    [Theory]
    [InlineData("ConfirmWithinDays", "1", "Set Requests:ConfirmWithinDays")]
    [InlineData("FreeMailDomains", "somebody@mail.example", "Set Requests:FreeMailDomains")]
    public void What_makes_no_sense_stops_the_start_with_a_sentence(string setting, string value, string sentence)
    {
        using var services = Services((setting, value));

        Assert.StartsWith(sentence, Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ConfirmationRules>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_setting_adds_to_the_kept_list()
    {
        using var services = Services(("FreeMailDomains", "mail.example; post.example"), ("ConfirmWithinDays", "5"));

        var rules = services.GetRequiredService<ConfirmationRules>();

        Assert.Equal((true, true, TimeSpan.FromDays(5)), (rules.MustConfirm(EmailAddress.Parse("a@post.example")), rules.MustConfirm(EmailAddress.Parse("a@aol.com")), rules.Within));
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddConfirmation(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("Requests:" + one.Name, (string?)one.Value))).Build())
        .BuildServiceProvider();
}
