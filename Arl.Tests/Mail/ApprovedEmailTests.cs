using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Pages.Emails;
using Arl.Pages.Introductions;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Every word of every email, as a person has read and approved it.</summary>
public sealed class ApprovedEmailTests
{
    private static readonly CoachingRequest s_full = Some.Request with
    {
        Contact = Some.Request.Contact with { Phone = "(505) 555-0134" },
        Goals = "Reach every family before the winter break.\n\nMany speak Diné bizaad at home & work nights; <letters> get lost.\nWe would start with the 2nd grade.",
        Languages = [Language.Parse("es"), Language.Parse("nv")],
        StartBy = new DateOnly(2027, 1, 11),
    };

    [Fact]
    public async Task The_acknowledgement_reads_so() => Check("acknowledgement", await Emails.Acknowledgement(s_full));

    [Fact]
    public async Task The_acknowledgement_that_asks_for_one_click_reads_so() => Check("confirm", await Emails.Confirm(s_full));

    [Fact]
    public async Task The_reminder_that_one_click_is_needed_reads_so() => Check("confirm-reminder", await Emails.Confirm(s_full, isReminder: true));

    [Fact]
    public async Task The_end_of_a_request_that_nobody_confirmed_reads_so() => Check("not-confirmed", await Emails.NotConfirmed(s_full));

    [Fact]
    public async Task The_introduction_to_the_coach_reads_so() => Check("to-coach", await Emails.ToCoach(s_full));

    [Fact]
    public async Task The_introduction_to_the_coach_of_a_request_that_says_only_what_it_must_reads_so() => Check("to-coach-short", await Emails.ToCoach(Some.Request));

    [Fact]
    public async Task The_introduction_to_the_school_reads_so() => Check("to-school", await Emails.ToSchool(s_full));

    [Fact]
    public async Task The_word_to_the_coach_from_whom_staff_took_a_request_reads_so() => Check("taken-by-staff", await Emails.TakenByStaff(s_full));

    [Fact]
    public async Task The_same_word_to_a_coach_who_has_left_promises_no_other_school_and_reads_so() => Check("taken-by-staff-left", await Emails.TakenByStaff(s_full, Some.Coach with { Active = false }));

    [Fact]
    public async Task The_word_to_the_contact_of_a_merged_request_reads_so() => Check("merged", await Emails.Merged(s_full));

    [Fact]
    public async Task The_introduction_to_a_coach_who_said_yes_before_reads_so() =>
        Check("to-coach-accepted", await Emails.ToCoach(s_full with { Engagement = s_full.Engagement with { AcceptedAt = Some.Moment } }));

    [Fact]
    public async Task The_introduction_to_the_coach_once_more_when_the_school_has_heard_nothing_reads_so() => Check("to-coach-again", await Emails.ToCoach(s_full, again: IntroducedAgain.NothingHeard));

    [Fact]
    public async Task The_introduction_to_the_coach_once_more_when_the_contact_has_changed_reads_so() => Check("to-coach-new-contact", await Emails.ToCoach(s_full, again: IntroducedAgain.NewContact));

    [Fact]
    public async Task The_introduction_to_the_school_of_a_coach_who_lets_it_choose_a_time_reads_so() =>
        Check("to-school-booking", await Emails.ToSchool(s_full, Some.Coach with { BookingUrl = new("https://booking.learning-partners.example/jo?for=schools&lang=en") }));

    [Fact]
    public async Task The_introduction_to_the_school_with_what_the_library_has_for_it_reads_so() => Check("to-school-resources", await Emails.ToSchool(s_full, resources: Emails.Resources));

    [Fact]
    public async Task The_introduction_to_the_school_of_its_second_coach_reads_so() => Check("to-school-new", await Emails.ToSchool(s_full, isNew: true));

    [Fact]
    public async Task The_introduction_to_the_school_once_more_reads_so() => Check("to-school-again", await Emails.ToSchool(s_full, again: IntroducedAgain.NothingHeard));

    [Fact]
    public async Task The_question_to_the_coach_reads_so() => Check("question", await Emails.Question(s_full));

    [Fact]
    public async Task The_word_that_another_coach_is_looked_for_reads_so() => Check("new-coach", await Emails.NewCoach(s_full));

    [Fact]
    public async Task The_word_that_the_school_has_withdrawn_reads_so() => Check("withdrawn", await Emails.Withdrawn(s_full));

    [Fact]
    public async Task The_word_that_the_coaching_is_complete_reads_so() => Check("closed", await Emails.Closed(s_full));

    [Fact]
    public async Task The_notice_to_an_address_that_is_no_longer_the_contacts_reads_so() => Check("contact-changed", await Emails.ContactChanged(s_full));

    [Fact]
    public async Task The_email_with_a_fresh_link_reads_so() => Check("fresh-link", await Emails.FreshLink(s_full));

    public static IEnumerable<TheoryDataRow<string>> SpanishOnes => s_spanish.Keys.Select(name => new TheoryDataRow<string>(name));

    private static readonly CoachingRequest s_fullSpanish = s_full with { Contact = s_full.Contact with { Language = Language.Spanish } };

    private static readonly Dictionary<string, Func<Task<RenderedEmail>>> s_spanish = new()
    {
        ["acknowledgement"] = () => Emails.Acknowledgement(s_fullSpanish),
        ["to-school"] = () => Emails.ToSchool(s_fullSpanish),
        ["to-school-booking"] = () => Emails.ToSchool(s_fullSpanish, Some.Coach with { BookingUrl = new("https://booking.learning-partners.example/jo?for=schools&lang=es") }),
        ["to-school-resources"] = () => Emails.ToSchool(s_fullSpanish, resources: Emails.Resources),
        ["to-school-new"] = () => Emails.ToSchool(s_fullSpanish, isNew: true),
        ["to-school-again"] = () => Emails.ToSchool(s_fullSpanish, again: IntroducedAgain.NothingHeard),
        ["new-coach"] = () => Emails.NewCoach(s_fullSpanish),
        ["merged"] = () => Emails.Merged(s_fullSpanish),
        ["closed"] = () => Emails.Closed(s_fullSpanish),
        ["contact-changed"] = () => Emails.ContactChanged(s_fullSpanish),
        ["confirm"] = () => Emails.Confirm(s_fullSpanish),
        ["confirm-reminder"] = () => Emails.Confirm(s_fullSpanish, isReminder: true),
        ["not-confirmed"] = () => Emails.NotConfirmed(s_fullSpanish),
        ["fresh-link"] = () => Emails.FreshLinkToSchool(Language.Spanish, "Cuéntenos cómo va"),
    };

    [Theory, MemberData(nameof(SpanishOnes))]
    public async Task In_Spanish_each_email_to_a_school_reads_so(string email) => Check(email + "-es", await s_spanish[email]());

    [Fact]
    public async Task A_coach_reads_English_whatever_the_school_reads()
    {
        var (english, spanish) = (await Emails.ToCoach(s_full), await Emails.ToCoach(s_fullSpanish));

        Assert.Contains("Wants emails in: Spanish\n", spanish.Text, StringComparison.Ordinal);
        Assert.Equal(english.Text, spanish.Text.Replace("Wants emails in: Spanish\n", "", StringComparison.Ordinal));
    }

    private static void Check(string name, RenderedEmail email)
    {
        Approved.Text(name, email.Text, Path());
        Approved.Html(name, email.Html, Path());
    }

    private static string Path([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
