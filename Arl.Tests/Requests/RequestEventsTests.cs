using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>What each event leaves of a request.</summary>
public sealed class RequestEventsTests
{
    private static readonly DateTimeOffset s_later = Some.Moment.AddDays(2);
    private static readonly Contact s_contact = Some.Request.Contact;
    private static readonly CoachingRequest s_waiting = After(Some.Request, new RequestEvent.NoCoachFits("full"));
    private static readonly CoachingRequest s_introduced = After(Some.Request, new RequestEvent.CoachFound(Some.Match()), new RequestEvent.IntroductionSent(1));
    private static readonly CoachingRequest s_unreachable = After(s_introduced, new RequestEvent.AddressFailed(Side.School, s_contact.Email), new RequestEvent.AddressFailed(Side.Coach, Some.Coach.Email));
    private static readonly CoachingRequest s_unconfirmed = CoachingRequest.Receive(Some.Checked, Some.Request.Reference, Some.Moment, confirmWithin: TimeSpan.FromDays(14));

    [Fact]
    public void Staff_who_take_a_request_from_its_coach_free_the_place_exclude_that_coach_and_may_choose_another()
    {
        var step = Moved(s_unreachable, new RequestEvent.Reassigned(1, "coach-2"));

        Assert.Equal(("coach-1", RequestState.Received, null, "coach-2"), (step.Frees, step.Request.State, step.Request.Match, step.Request.PreferredCoachId));
        Assert.Equal(["coach-1"], step.Request.ExcludedCoaches);
        Assert.Equal([Attention.SchoolNeedsNewAddress], step.Request.Attention);
        Assert.Equal(Engagement.None, step.Request.Engagement);
    }

    [Fact]
    public void A_coach_whom_staff_choose_may_have_it_again_and_the_choice_is_spent_by_the_match()
    {
        var chosen = After(s_introduced, new RequestEvent.HandedBack("coach-1", HandBackReason.NoTime), new RequestEvent.Reassigned(1, "coach-1"));

        Assert.Equal("coach-1", chosen.PreferredCoachId);
        Assert.Empty(chosen.ExcludedCoaches);
        Assert.Equal((null, 2), (After(chosen, new RequestEvent.CoachFound(Some.Match("coach-1", 2))).PreferredCoachId, After(chosen, new RequestEvent.CoachFound(Some.Match("coach-1", 2))).Matches));
    }

    [Fact]
    public void An_order_to_reassign_an_earlier_match_does_nothing_to_a_later_one()
    {
        var second = After(s_introduced, new RequestEvent.HandedBack("coach-1", HandBackReason.NoTime), new RequestEvent.CoachFound(Some.Match("coach-2", 2)));

        Assert.IsType<Step.NotNow>(RequestLife.Apply(second, new RequestEvent.Reassigned(1, "coach-3"), s_later));
    }

    [Fact]
    public void Only_the_address_on_record_can_fail_and_once()
    {
        Assert.IsType<Step.NotNow>(RequestLife.Apply(Some.Request, new RequestEvent.AddressFailed(Side.School, EmailAddress.Parse("former@mesaschools.example")), s_later));
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(s_unreachable, new RequestEvent.AddressFailed(Side.School, s_contact.Email), s_later));
        Assert.Equal([Attention.SchoolNeedsNewAddress, Attention.CoachNeedsNewAddress], s_unreachable.Attention);
    }

    [Fact]
    public void Another_address_of_the_contact_mends_the_schools_alone_and_another_phone_none()
    {
        var another = s_contact with { Email = EmailAddress.Parse("rosa.baca@mesaschools.example") };

        Assert.Equal([Attention.CoachNeedsNewAddress], After(s_unreachable, new RequestEvent.ContactCorrected(another)).Attention);
        Assert.Equal(s_unreachable.Attention, After(s_unreachable, new RequestEvent.ContactCorrected(s_contact with { Phone = "505-555-0100" })).Attention);
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(s_introduced, new RequestEvent.ContactCorrected(s_contact), s_later));
    }

    [Fact]
    public void A_school_corrects_its_contact_five_times_at_most()
    {
        var four = Enumerable.Range(1, CoachingRequest.MostCorrections - 1).Aggregate(Some.Request, (request, n) => After(request, new RequestEvent.ContactCorrected(s_contact with { Role = $"Principal {n}" })));

        Assert.True(four.MayCorrectContact);
        Assert.False(After(four, new RequestEvent.ContactCorrected(s_contact)).MayCorrectContact);
    }

    [Fact]
    public void The_acknowledgment_is_sent_again_one_by_one_and_five_times_at_most()
    {
        var once = After(Some.Request, new RequestEvent.AcknowledgementResent(1));
        var often = Enumerable.Range(2, CoachingRequest.MostResends - 1).Aggregate(once, (request, number) => After(request, new RequestEvent.AcknowledgementResent(number)));

        Assert.Equal((1, true, false), (once.Resends, once.MayResend, often.MayResend));
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(once, new RequestEvent.AcknowledgementResent(1), s_later));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(once, new RequestEvent.AcknowledgementResent(3), s_later));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(often, new RequestEvent.AcknowledgementResent(6), s_later));
    }

    [Fact]
    public void While_it_waits_a_pause_is_the_reason_and_afterwards_that_it_is_being_matched()
    {
        var paused = At(s_later, s_waiting, new RequestEvent.Paused(new(2027, 1, 4)));
        var resumed = At(s_later.AddDays(3), paused, new RequestEvent.Paused(null));

        Assert.Equal(("Paused by staff until January 4, 2027.", s_later), (paused.WaitingBecause, paused.PausedAt));
        Assert.Equal(("It goes on after a pause, and is being matched.", null, s_later.AddDays(3), TimeSpan.FromDays(3)), (resumed.WaitingBecause, resumed.PausedAt, resumed.ResumedAt, resumed.HeldBeforeIntroduction));
        Assert.Null(After(s_introduced, new RequestEvent.Paused(new(2027, 1, 4))).WaitingBecause);
        Assert.IsType<Step.NotNow>(RequestLife.Apply(paused, new RequestEvent.CoachFound(Some.Match()), s_later));
    }

    [Fact]
    public void What_ends_waits_for_nothing_is_paused_no_more_and_keeps_no_choice()
    {
        var paused = After(s_waiting, new RequestEvent.Reassigned(0, "coach-2"), new RequestEvent.Paused(new(2027, 1, 4)));

        Assert.All(new RequestEvent[] { new RequestEvent.WithdrawnBySchool(), new RequestEvent.MergedInto(Reference.Create(4, 99)) }, end =>
        {
            var over = At(s_later, paused, end);
            Assert.Equal((RequestState.Withdrawn, false, null, null, null, s_later), (over.State, over.IsOpen, over.WaitingBecause, over.PausedUntil, over.PreferredCoachId, over.EndedAt));
        });
    }

    [Fact]
    public void Completed_it_gives_its_place_back_ends_its_pause_and_says_when()
    {
        var paused = After(s_introduced, new RequestEvent.CoachingStarted(1), new RequestEvent.Paused(new(2027, 1, 4)));

        var step = Assert.IsType<Step.Moved>(RequestLife.Apply(paused, new RequestEvent.CoachingCompleted(1, CompletedBecause.CoachSaidSo), s_later));

        Assert.Equal(("coach-1", null, s_later, false), (step.Frees, step.Request.PausedUntil, step.Request.EndedAt, step.Request.IsOpen));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(s_introduced, new RequestEvent.CoachingCompleted(2, CompletedBecause.CoachSaidSo), s_later));
    }

    [Fact]
    public void Merged_it_names_the_request_that_goes_on_and_frees_its_place_and_never_into_itself()
    {
        var other = Reference.Create(4, 99);

        var step = Moved(s_introduced, new RequestEvent.MergedInto(other));

        Assert.Equal((other, "coach-1"), (step.Request.MergedInto, step.Frees));
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(step.Request, new RequestEvent.MergedInto(other), s_later));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(s_introduced, new RequestEvent.MergedInto(s_introduced.Reference), s_later));
    }

    [Fact]
    public void While_it_waits_for_the_click_another_address_is_another_recipient_and_another_phone_is_not()
    {
        var another = s_contact with { Email = EmailAddress.Parse("rosa.baca@mesaschools.example") };

        Assert.Equal(1, After(s_unconfirmed, new RequestEvent.ContactCorrected(another)).ConfirmAddress);
        Assert.Equal(0, After(s_unconfirmed, new RequestEvent.ContactCorrected(s_contact with { Phone = "505-555-0100" })).ConfirmAddress);
        Assert.Equal(0, After(Some.Request, new RequestEvent.ContactCorrected(another)).ConfirmAddress);
    }

    [Fact]
    public void The_click_ends_the_wait_counts_none_of_it_and_settles_what_staff_had_to_look_at()
    {
        var stuck = After(s_unconfirmed, new RequestEvent.ConfirmationStuck());

        var confirmed = At(s_later, stuck, new RequestEvent.ContactConfirmed());

        Assert.Equal([Attention.ContactCannotConfirm], stuck.Attention);
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(stuck, new RequestEvent.ConfirmationStuck(), s_later));
        Assert.Equal((null, s_later, TimeSpan.FromDays(2), false), (confirmed.ConfirmBy, confirmed.ConfirmedAt, confirmed.HeldBeforeIntroduction, confirmed.AwaitsConfirmation));
        Assert.Empty(confirmed.Attention);
    }

    [Fact]
    public void A_pause_within_the_wait_for_the_click_is_counted_once_and_one_that_outlasts_it_goes_on_from_there()
    {
        var within = At(s_later.AddDays(2), At(s_later.AddDays(1), At(s_later, s_unconfirmed, new RequestEvent.Paused(new(2027, 1, 4))), new RequestEvent.Paused(null)), new RequestEvent.ContactConfirmed());
        var beyond = At(s_later.AddDays(2), At(s_later, s_unconfirmed, new RequestEvent.Paused(new(2027, 1, 4))), new RequestEvent.ContactConfirmed());

        Assert.Equal((TimeSpan.FromDays(4), null), (within.HeldBeforeIntroduction, within.PausedAt));
        Assert.Equal((TimeSpan.FromDays(4), s_later.AddDays(2)), (beyond.HeldBeforeIntroduction, beyond.PausedAt));
    }

    [Fact]
    public void Who_does_not_click_is_reminded_once_and_then_the_request_is_withdrawn()
    {
        var reminded = At(s_later, s_unconfirmed, new RequestEvent.ConfirmationReminded());

        Assert.Equal(s_later, reminded.ConfirmRemindedAt);
        Assert.IsType<Step.NotNow>(RequestLife.Apply(reminded, new RequestEvent.ConfirmationReminded(), s_later));
        Assert.Equal((RequestState.Withdrawn, null), (After(reminded, new RequestEvent.NotConfirmed()).State, After(reminded, new RequestEvent.NotConfirmed()).ConfirmBy));
    }

    [Fact]
    public void The_link_that_confirms_goes_out_again_after_ten_minutes_and_when_it_has_gone_out_often_enough_staff_must_look()
    {
        var again = At(s_later, s_unconfirmed, new RequestEvent.AcknowledgementResent(1));
        var often = s_unconfirmed with { Resends = CoachingRequest.MostResends };

        Assert.Null(Confirmation.WhenAskedForLink(s_unconfirmed, Some.Moment.AddMinutes(9)));
        Assert.Equal(new RequestEvent.AcknowledgementResent(1), Confirmation.WhenAskedForLink(s_unconfirmed, Some.Moment.AddMinutes(10)));
        Assert.Null(Confirmation.WhenAskedForLink(again, s_later.AddMinutes(9)));
        Assert.Equal(new RequestEvent.AcknowledgementResent(2), Confirmation.WhenAskedForLink(again, s_later.AddMinutes(10)));
        Assert.Equal(new RequestEvent.ConfirmationStuck(), Confirmation.WhenAskedForLink(often, s_later));
        Assert.Null(Confirmation.WhenAskedForLink(Some.Request, s_later));
    }

    private static Step.Moved Moved(CoachingRequest request, RequestEvent happened) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, happened, s_later));

    private static CoachingRequest After(CoachingRequest request, params RequestEvent[] events) => events.Aggregate(request, (before, happened) => At(Some.Moment, before, happened));

    private static CoachingRequest At(DateTimeOffset moment, CoachingRequest request, RequestEvent happened) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, happened, moment)).Request;
}
