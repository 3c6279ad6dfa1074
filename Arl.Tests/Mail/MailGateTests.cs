using Arl.Domain;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Who gets a mail at all: the suppression list, and the two settings of a test site.</summary>
public sealed class MailGateTests
{
    private static readonly EmailAddress s_coach = EmailAddress.Parse("jo.reyes@learning-partners.example");

    private async Task<OwedLetters> Letters() => await OwedLetters.Owe(await TestStorage.New());

    [Fact]
    public async Task A_test_site_sends_every_mail_to_one_address_and_the_subject_says_for_whom_it_was()
    {
        var letters = await Letters();
        letters.Mail.RedirectTo = "tester@arl.example";

        await letters.Send();

        Assert.Equal("Sent Sent", letters.States);
        Assert.All(letters.Mailer.Sent, mail => Assert.Equal(("tester@arl.example", (EmailAddress?)null), (Assert.Single(mail.To).Value, mail.ReplyTo)));
        Assert.Equal(["[to a***@mesaschools.example] Hello", "[to j***@learning-partners.example] Hello"], letters.Mailer.Sent.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("learning-partners.example"), InlineData("Learning-Partners.example; other.example"), InlineData("JO.REYES@learning-partners.example")]
    public async Task A_test_site_with_a_list_writes_to_those_on_it_and_to_nobody_else(string list)
    {
        var letters = await Letters();
        letters.Mail.AllowedRecipients = list;

        await letters.Send();

        Assert.Equal("Sent Refused", letters.States);
        Assert.Equal("not on this site's list of allowed recipients", letters.Row("school").LastProblem);
        Assert.Equal(s_coach, Assert.Single(Assert.Single(letters.Mailer.Sent).To));
        Assert.Equal((null, 1), (letters.OutboxRow, letters.TimesDone));
    }

    [Fact]
    public async Task A_domain_on_the_list_does_not_let_its_look_alikes_through()
    {
        var letters = await Letters();
        letters.Mail.AllowedRecipients = "partners.example;reyes@learning-partners.example";

        await letters.Send();

        Assert.Equal("Refused Refused", letters.States);
    }

    [Theory]
    [InlineData(SuppressionReason.HardBounce, true, "suppressed: HardBounce")]
    [InlineData(SuppressionReason.SpamReport, true, "suppressed: SpamReport")]
    [InlineData(SuppressionReason.Invalid, true, "suppressed: Invalid")]
    [InlineData(SuppressionReason.Unsubscribed, false, "suppressed: Unsubscribed")]
    [InlineData(SuppressionReason.Unsubscribed, true, null)]
    public async Task A_suppressed_address_gets_no_mail_and_the_row_says_why_in_codes(SuppressionReason reason, bool transactional, string? problem)
    {
        var letters = await Letters();
        await letters.Change("coach", row => row.Transactional = transactional);
        await letters.Suppressions.Hear(s_coach, reason, Some.Moment, TestContext.Current.CancellationToken);

        await letters.Send();

        Assert.Equal((problem is null ? "Sent Sent" : "Refused Sent", problem), (letters.States, letters.Row("coach").LastProblem));
        Assert.Null(letters.OutboxRow);
        Assert.DoesNotContain(letters.Logs.Lines, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_address_in_other_letters_is_suppressed_too()
    {
        var letters = await Letters();
        await letters.Suppressions.Hear(EmailAddress.Parse("Jo.Reyes@Learning-Partners.example"), SuppressionReason.HardBounce, Some.Moment, TestContext.Current.CancellationToken);

        await letters.Send();

        Assert.Equal("Refused Sent", letters.States);
    }

    [Fact]
    public async Task Of_several_readers_only_the_suppressed_one_is_left_out()
    {
        var letters = await Letters();
        await letters.Change("coach", row => row.To += " lee.park@learning-partners.example");
        await letters.Suppressions.Hear(s_coach, SuppressionReason.HardBounce, Some.Moment, TestContext.Current.CancellationToken);

        await letters.Send();

        Assert.Equal("Sent Sent", letters.States);
        Assert.Equal(["ana.lucero@mesaschools.example", "lee.park@learning-partners.example"], letters.Mailer.Sent.Select(mail => Assert.Single(mail.To).Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_staff_lift_gets_mail_again_until_it_bounces_later()
    {
        var letters = await Letters();
        await letters.Suppressions.Hear(s_coach, SuppressionReason.HardBounce, Some.Moment, TestContext.Current.CancellationToken);
        letters.Clock.Advance(TimeSpan.FromHours(1));

        await letters.Suppressions.Lift(s_coach, TestContext.Current.CancellationToken);
        await letters.Suppressions.Hear(s_coach, SuppressionReason.HardBounce, Some.Moment, TestContext.Current.CancellationToken); // the same bounce, once more
        await letters.Send();

        Assert.Equal("Sent Sent", letters.States);
        await letters.Suppressions.Hear(s_coach, SuppressionReason.HardBounce, Some.Moment.AddHours(2), TestContext.Current.CancellationToken);
        Assert.Equal(SuppressionReason.HardBounce, (await letters.Suppressions.Get(s_coach, TestContext.Current.CancellationToken)).Stops(transactional: true));
    }

    [Fact]
    public async Task Lifting_what_was_never_suppressed_keeps_nothing()
    {
        var letters = await Letters();

        await letters.Suppressions.Lift(s_coach, TestContext.Current.CancellationToken);

        Assert.Empty(letters.Rows(TableNames.Suppressions));
    }

    [Fact]
    public async Task Things_heard_at_once_are_all_kept()
    {
        var letters = await Letters();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => letters.Suppressions.Hear(s_coach, (SuppressionReason)(n % 4), Some.Moment.AddMinutes(n), TestContext.Current.CancellationToken)));

        var known = await letters.Suppressions.Get(s_coach, TestContext.Current.CancellationToken);
        Assert.Equal((4, 5, 6, 7), (Minutes(known.HardBounceAt), Minutes(known.SpamReportAt), Minutes(known.InvalidAt), Minutes(known.UnsubscribedAt)));
    }

    private static double Minutes(DateTimeOffset? at) => (at!.Value - Some.Moment).TotalMinutes;
}
