using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Pages.Emails;
using Arl.Pages.Engagements;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>Every word of the emails that time brings, as a person has read and approved it.</summary>
public sealed class FollowUpEmailTests
{
    private static readonly Uri s_act = new("https://help.example.org/act/ARL-7K3F-9QZ2/Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEyMzQ1");

    private static readonly Uri s_page = new("https://help.example.org/coach/ARL-7K3F-9QZ2/1/Zm9vYmFyYmF6cXV4MTIzNDU2");

    private static readonly CoachingRequest s_introduced = Some.Request with { State = RequestState.Introduced, Match = Some.Match() };

    [Fact]
    public async Task The_reminder_to_a_coach_who_was_introduced_reads_so() => Check("reminder", await Reminder(s_introduced));

    [Fact]
    public async Task The_reminder_to_a_coach_who_was_asked_first_reads_so() => Check("reminder-asked", await Reminder(s_introduced with { State = RequestState.Matched }));

    [Fact]
    public async Task The_email_to_a_coach_from_whom_a_request_is_taken_reads_so() => Check("taken-back", await Emails.Render<SilenceEmail>("s", (nameof(SilenceEmail.Request), Some.Request), (nameof(SilenceEmail.Match), Some.Match()), (nameof(SilenceEmail.Introduced), true)));

    [Fact]
    public async Task The_email_to_a_coach_who_was_only_asked_reads_so() => Check("taken-back-asked", await Emails.Render<SilenceEmail>("s", (nameof(SilenceEmail.Request), Some.Request), (nameof(SilenceEmail.Match), Some.Match()), (nameof(SilenceEmail.Introduced), false)));

    [Theory]
    [InlineData(Side.School), InlineData(Side.Coach)]
    public async Task The_check_in_reads_so(Side to) => Check("check-in-" + to.ToString().ToLowerInvariant(), await Both<CheckInEmail>(
        to, (nameof(CheckInEmail.Answer), s_act), (nameof(CheckInEmail.Page), to == Side.School ? Emails.StatusUrl : s_page), (nameof(CheckInEmail.IntroducedOn), Some.Today)));

    [Fact]
    public async Task A_school_that_has_met_its_coach_is_not_sent_to_say_that_it_has_heard_nothing()
    {
        (string, object?)[] about = [("Match", Some.Match()), ("To", Side.School), (nameof(CheckInEmail.Answer), s_act), (nameof(CheckInEmail.Page), Emails.StatusUrl), (nameof(CheckInEmail.IntroducedOn), Some.Today)];

        Assert.Contains("have not heard from", (await Emails.Render<CheckInEmail>("s", [("Request", s_introduced), .. about])).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("have not heard from", (await Emails.Render<CheckInEmail>("s", [("Request", s_introduced with { State = RequestState.Coaching }), .. about])).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Side.School), InlineData(Side.Coach)]
    public async Task The_notice_that_it_will_be_closed_reads_so(Side to) => Check("quiet-" + to.ToString().ToLowerInvariant(), await Both<QuietNoticeEmail>(
        to, (nameof(QuietNoticeEmail.KeepOpen), s_act), (nameof(QuietNoticeEmail.HeardOn), Some.Today), (nameof(QuietNoticeEmail.ClosesOn), Some.Today.AddDays(120))));

    [Theory]
    [InlineData(Side.School), InlineData(Side.Coach)]
    public async Task The_word_of_the_end_reads_so(Side to) => Check("closed-" + to.ToString().ToLowerInvariant(), await Both<QuietEndEmail>(to, (nameof(QuietEndEmail.FormUrl), new Uri("https://help.example.org/"))));

    private static Task<RenderedEmail> Reminder(CoachingRequest request) => Emails.Render<ReminderEmail>("s",
        (nameof(ReminderEmail.Request), request), (nameof(ReminderEmail.Coach), Some.Coach), (nameof(ReminderEmail.Accept), s_act), (nameof(ReminderEmail.Decline), new Uri(s_act + "x")),
        (nameof(ReminderEmail.ToldOn), Some.Today), (nameof(ReminderEmail.NextCoachOn), new DateOnly(2026, 12, 1)));

    [Fact]
    public async Task In_Spanish_what_a_school_gets_reads_so()
    {
        Check("check-in-school-es", await InSpanish<CheckInEmail>((nameof(CheckInEmail.Answer), s_act), (nameof(CheckInEmail.Page), Emails.StatusUrl), (nameof(CheckInEmail.IntroducedOn), Some.Today)));
        Check("quiet-school-es", await InSpanish<QuietNoticeEmail>((nameof(QuietNoticeEmail.KeepOpen), s_act), (nameof(QuietNoticeEmail.HeardOn), Some.Today), (nameof(QuietNoticeEmail.ClosesOn), Some.Today.AddDays(120))));
        Check("closed-school-es", await InSpanish<QuietEndEmail>((nameof(QuietEndEmail.FormUrl), new Uri("https://help.example.org/"))));
    }

    private static Task<RenderedEmail> InSpanish<TEmail>(params (string Name, object? Value)[] parameters) where TEmail : Microsoft.AspNetCore.Components.IComponent =>
        Emails.Render<TEmail>(Arl.Domain.Language.Spanish, "s", [("Request", s_introduced), ("Match", (object)Some.Match()), ("To", Side.School), .. parameters]);

    private static Task<RenderedEmail> Both<TEmail>(Side to, params (string Name, object? Value)[] parameters) where TEmail : Microsoft.AspNetCore.Components.IComponent =>
        Emails.Render<TEmail>("s", [("Request", s_introduced), ("Match", (object)Some.Match()), ("To", to), .. parameters]);

    private static void Check(string name, RenderedEmail email)
    {
        Approved.Text(name, email.Text, Path());
        Approved.Html(name, email.Html, Path());
    }

    private static string Path([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
