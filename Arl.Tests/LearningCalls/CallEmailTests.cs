using Arl.Domain.LearningCalls;
using Arl.Pages.Emails;
using Arl.Pages.LearningCalls;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>Every word of the emails about the calls, as a person has read and approved it.</summary>
public sealed class CallEmailTests
{
    private static readonly DateOnly s_week = new(2026, 12, 1);
    private static readonly CallLetter s_letter = new(Series, Calendar().Of(s_week)!, Some.Coach.Name, Some.Coach.TimeZone, new("https://help.example.org/calls/2026-12-01/coach-1/Zm9vYmFyYmF6cXV4MTIzNDU2"), new("https://help.example.org/library/coach-1/20270225/Zm9vYmFyYmF6cXV4MTIzNDU2"));

    [Fact]
    public async Task The_invitation_reads_so() => Check("invitation", await Emails.Render<CallInvitationEmail>("s", (nameof(CallInvitationEmail.Letter), s_letter)));

    [Theory]
    [InlineData("reminder", null), InlineData("reminder-yes", CallAnswer.Yes), InlineData("reminder-maybe", CallAnswer.Maybe)]
    public async Task The_reminder_reads_so_after_each_answer(string name, CallAnswer? answer) => Check(name, await Emails.Render<CallReminderEmail>("s", (nameof(CallReminderEmail.Letter), s_letter), (nameof(CallReminderEmail.Answer), answer)));

    [Fact]
    public async Task The_reminder_with_the_agenda_reads_so() => Check("reminder-agenda", await Emails.Render<CallReminderEmail>("s", (nameof(CallReminderEmail.Letter), s_letter), (nameof(CallReminderEmail.Agenda), SomeAgenda.Built with
    {
        Edits = AgendaEdits.None with { Story = new("", "In one small district families come to evening talks again."), Own = [new(AgendaSection.Questions, "own_Questions_1", "Who comes in spring?")] },
    })));

    [Fact]
    public async Task What_has_changed_reads_so()
    {
        Check("changed", await Update(Calendar(Series with { Weekday = DayOfWeek.Thursday, FirstDate = new(2026, 12, 3) }), null));
        Check("skipped", await Update(Calendar(Series, new CallException(s_week, null)), new(CallChangeKind.Skipped, s_week)));
        Check("moved", await Update(Calendar(Series, new CallException(s_week, new DateTime(2026, 12, 3, 9, 30, 0))), new(CallChangeKind.Moved, s_week)));
        Check("moved-asking", await Update(Calendar(Series, new CallException(s_week, new DateTime(2026, 12, 3, 9, 30, 0))), new(CallChangeKind.Moved, s_week), s_letter));
        Check("put-back", await Update(Calendar(), new(CallChangeKind.PutBack, s_week)));
        Check("ended", await Update(Calendar(Series.Stop()), new(CallChangeKind.Stopped)));
        Check("begun-again", await Update(Calendar(), new(CallChangeKind.Set)));
    }

    [Theory]
    [InlineData("goodbye-left", true), InlineData("goodbye-unsubscribed", false)]
    public async Task The_goodbye_reads_so(string name, bool left) =>
        Check(name, await Emails.Render<CallGoodbyeEmail>("s", (nameof(CallGoodbyeEmail.CoachName), Some.Coach.Name), (nameof(CallGoodbyeEmail.HasLeft), left)));

    private static Task<RenderedEmail> Update(CallCalendar calendar, CallChange? change, CallLetter? letter = null) => Emails.Render<CallUpdateEmail>("s",
        (nameof(CallUpdateEmail.CoachName), Some.Coach.Name), (nameof(CallUpdateEmail.CoachZone), TimeZoneInfo.FindSystemTimeZoneById(Some.Coach.TimeZone)), (nameof(CallUpdateEmail.Series), calendar.Series), (nameof(CallUpdateEmail.Change), change), (nameof(CallUpdateEmail.Letter), letter),
        (nameof(CallUpdateEmail.Week), change?.Date is { } date ? calendar.Of(date) : null), (nameof(CallUpdateEmail.Next), calendar.Next(At("2026-11-27T14:00Z")).Take(4).ToList()));

    private static void Check(string name, RenderedEmail email)
    {
        Approved.Text(name, email.Text);
        Approved.Html(name, email.Html);
    }
}
