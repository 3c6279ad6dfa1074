using System.Net;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class ReassignTests
{
    [Fact]
    public async Task Staff_give_a_request_to_another_coach_and_everybody_concerned_is_told_once()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Id = "first" }, Some.Coach with { Id = "second", Name = "Sam Holt", Email = Domain.EmailAddress.Parse("sam@bright-harbor.example") }], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();

        var answer = await staff.Do(reference, "reassign", ("coach", "second"), ("why", "Jo is ill."));
        await staff.Network.Settle();

        var request = await staff.Stored(reference);
        Assert.Equal((HttpStatusCode.SeeOther, RequestState.Introduced, "second", 2), (answer.Status, request.State, request.Match!.CoachId, request.Match.Number));
        Assert.Equal(["first"], request.ExcludedCoaches);
        Assert.Equal((0, 1), (await staff.Taken("first"), await staff.Taken("second")));
        var act = (await staff.History(reference)).Single(entry => entry.Event == nameof(RequestEvent.Reassigned));
        Assert.Equal(("staff: Kim Osei", "first to second", "Jo is ill."), (act.By, act.Detail, act.Why));
        Assert.Equal(
            [$"{reference}_email_introduction-2_coach", $"{reference}_email_introduction-2_school", $"{reference}_email_new-coach-1_school", $"{reference}_email_taken-back-1_coach"],
            staff.Network.Mailer.Sent.Skip(3).Select(mail => mail.Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(staff.Network.Mailer.Sent, mail => mail.Text.Contains("ill", StringComparison.Ordinal) && mail.Text.Contains("Jo is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_sent_twice_and_beside_itself_reassigns_once()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([.. Enumerable.Range(1, 4).Select(n => Some.Coach with { Id = $"coach-{n}", Capacity = 1 })], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();
        var page = await staff.Open(reference);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => staff.Send(page, "reassign", ("coach", "best"))));
        await staff.Network.Settle();
        var late = await staff.Send(page, "reassign", ("coach", "best"));
        await staff.Network.Settle();

        Assert.All(answers.Append(late), answer => Assert.Equal((HttpStatusCode.SeeOther, $"/staff/requests/{reference}?done=reassign"), (answer.Status, answer.Location)));
        Assert.Single(await staff.History(reference), entry => entry.Event == nameof(RequestEvent.Reassigned));
        Assert.Equal(1, (await staff.Network.Coaches.All(Site.Cancel)).Sum(coach => coach.Load.Taken));
    }

    [Fact]
    public async Task An_act_on_a_request_that_changed_meanwhile_is_refused_and_nothing_of_it_is_done()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "second" }], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();
        var page = await staff.Open(reference);
        await staff.Do(reference, "pause", ("until", "2027-01-04"));

        var answer = await staff.Send(page, "reassign", ("coach", "second"));
        await staff.Network.Settle();

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("This has changed since you opened it", answer.Page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(answer.Page.QuerySelector($"a[href='/staff/requests/{reference}']"));
        Assert.Equal(("coach-1", 1, 0), ((await staff.Stored(reference)).Match!.CoachId, await staff.Taken("coach-1"), await staff.Taken("second")));
    }

    [Fact]
    public async Task A_chosen_coach_who_is_full_is_waited_for_and_takes_it_when_a_place_is_free()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Id = "busy", Capacity = 1 }, Some.Coach with { Id = "z-idle", Capacity = 3, TimeZone = "Pacific/Honolulu", Needs = new HashSet<string> { "family-engagement" } }], Site.Cancel);
        await staff.Network.Settle();
        var before = await staff.Ask("first@mesaschools.example");
        var reference = await staff.Ask("second@mesaschools.example");
        Assert.Equal(("busy", "z-idle"), ((await staff.Stored(before)).Match!.CoachId, (await staff.Stored(reference)).Match!.CoachId));

        await staff.Do(reference, "reassign", ("coach", "busy"));
        await staff.Network.Settle();
        var waiting = await staff.Stored(reference);
        await Matching.Waiting.Withdraw(staff.Network, before);
        await staff.Network.Settle();

        Assert.Equal((RequestState.Waiting, "The coach whom our team chose for this request has no free place yet."), (waiting.State, waiting.WaitingBecause));
        Assert.Equal((RequestState.Introduced, "busy", 1, 0), ((await staff.Stored(reference)).State, (await staff.Stored(reference)).Match!.CoachId, await staff.Taken("busy"), await staff.Taken("z-idle")));
        Assert.Null((await staff.Stored(reference)).PreferredCoachId);
    }

    [Fact]
    public async Task A_choice_can_be_taken_back_and_the_request_goes_to_whoever_fits_best()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Id = "busy", Capacity = 0 }, Some.Coach with { Id = "texan", States = new HashSet<Domain.Schools.UsState> { Domain.Schools.UsState.Parse("TX") } }], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();
        await staff.Do(reference, "reassign", ("coach", "busy"));
        await staff.Network.Settle();

        await staff.Do(reference, "reassign", ("coach", "texan"));
        await staff.Network.Settle();

        var request = await staff.Stored(reference);
        Assert.Equal(("texan", true), (request.Match!.CoachId, request.Match.ChosenByStaff));
        Assert.Equal("to texan; overruled: does not serve New Mexico", (await staff.History(reference)).Last(entry => entry.Event == nameof(RequestEvent.Reassigned)).Detail);
        Assert.Contains("Overruled: the coach does not serve New Mexico.", (await staff.Open(reference)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_of_whom_nobody_has_heard_yet_is_called_off_without_a_word()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "second", Name = "Sam Holt" }], Site.Cancel);
        await staff.Network.Settle();
        staff.Network.Mailer.Outcome = mail => mail.Id.Contains("introduction-1", StringComparison.Ordinal) ? new MailOutcome.NotNow("busy") : new MailOutcome.Accepted(null);
        var reference = await staff.Ask();
        Assert.Equal((RequestState.Matched, "coach-1"), ((await staff.Stored(reference)).State, (await staff.Stored(reference)).Match!.CoachId));

        await staff.Do(reference, "reassign", ("coach", "second"));
        staff.Network.Mailer.Outcome = _ => new MailOutcome.Accepted(null);
        await staff.Network.Settle();
        staff.Network.Clock.Advance(TimeSpan.FromMinutes(10));
        await staff.Network.Get<Functions.Storage.Outbox>().Sweep(Site.Cancel);
        await staff.Network.Settle();

        Assert.Equal((RequestState.Introduced, "second"), ((await staff.Stored(reference)).State, (await staff.Stored(reference)).Match!.CoachId));
        Assert.Equal(["acknowledgement_contact", "introduction-2_coach", "introduction-2_school"], staff.Network.Mailer.Sent.Select(mail => mail.Id.Split("_email_")[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_place_that_the_same_coach_holds_again_is_not_freed_by_the_message_about_the_one_before()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "second" }], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();
        await staff.Do(reference, "reassign", ("coach", "second"));
        await staff.Network.Settle();
        await staff.Do(reference, "reassign", ("coach", "coach-1"));
        await staff.Network.Settle();
        Assert.Equal("coach-1", (await staff.Stored(reference)).Match!.CoachId);

        await staff.Network.Function<FreePlace>().Run(new(reference.ToString(), "coach-1", "late", Match: 1), Site.Cancel);

        Assert.Equal((1, 0), (await staff.Taken("coach-1"), await staff.Taken("second")));
    }

    [Theory]
    [InlineData("", "Choose who is to have the request.")]
    [InlineData("coach-1", "This coach has the request already.")]
    [InlineData("nobody", "This coach is not active. Choose another one.")]
    public async Task A_wrong_choice_is_said_and_what_was_typed_is_kept(string coach, string message)
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "second" }], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();

        var answer = await staff.Do(reference, "reassign", ("coach", coach), ("why", "Because <b>so</b>."));

        Assert.Equal((HttpStatusCode.BadRequest, message), (answer.Status, answer.Errors));
        Assert.Equal("Because <b>so</b>.", answer.Page.QuerySelector("#reassign-why")!.TextContent);
        PageRules.AreKept(answer.Page);
        Assert.Equal(3, (await staff.History(reference)).Count);
    }
}
