using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Privacy;

/// <summary>What erasing leaves of a request.</summary>
public sealed class ErasureTests
{
    private static readonly DateTimeOffset s_later = Some.Moment.AddMonths(30);

    private static readonly CoachingRequest s_ended = ((Step.Moved)RequestLife.Apply(Some.Request, new RequestEvent.WithdrawnBySchool(), Some.Moment.AddDays(3))).Request;

    [Fact]
    public void The_contact_and_what_they_wrote_go_and_all_that_figures_go_by_stays()
    {
        var erased = Erasure.OfContact(s_ended, s_later);

        Assert.Equal((Contact.Erased, "", s_later), (erased.Contact, erased.Goals, erased.ErasedAt));
        Assert.Equal(s_ended, erased with { Contact = s_ended.Contact, Goals = s_ended.Goals, Engagement = s_ended.Engagement, ErasedAt = null });
    }

    [Fact]
    public void Twice_is_once() => Assert.Equal(Erasure.OfContact(s_ended, s_later).ErasedAt, Erasure.OfContact(Erasure.OfContact(s_ended, s_later), s_later.AddDays(1)).ErasedAt);

    [Fact]
    public void What_is_open_is_not_erased() => Assert.Throws<InvalidOperationException>(() => Erasure.OfContact(Some.Request, s_later));

    [Fact]
    public void Nothing_happens_to_an_erased_request_any_more() =>
        Assert.IsType<Step.NotNow>(RequestLife.Apply(Erasure.OfContact(s_ended, s_later), new RequestEvent.MergedInto(Reference.Create(4, 12)), s_later));

    [Fact]
    public void It_is_found_by_its_place_and_by_nobodys_name()
    {
        var words = RequestSearchWords.Of(Erasure.OfContact(s_ended, s_later));

        Assert.Contains("mesa", words);
        Assert.DoesNotContain(words, word => word is "ana" or "lucero" or "mesaschools" or "erased");
    }

    [Fact]
    public void What_coaches_wrote_of_their_sessions_goes_with_the_contact_and_their_minutes_stay()
    {
        var erased = Erasure.OfContact(Coached with { State = RequestState.Completed }, s_later);

        Assert.Equal([new Session("s1", Some.Today, 45, "")], erased.Engagement.Sessions);
    }

    [Fact]
    public void Of_a_coach_the_name_and_the_words_go_wherever_they_stand_and_nobody_elses()
    {
        var (own, next) = (Erasure.OfCoach(Coached, "coach-1"), Erasure.OfCoach(Coached, "coach-3"));

        Assert.Equal((Erasure.NoName, "coach-1", "Learning Partners"), (own.Match!.CoachName, own.Match.CoachId, own.Match.Organization));
        Assert.Equal(("Sam Holt", "Kim Diaz", ""), (own.Match.Next[0].CoachName, own.Match.Next[1].CoachName, own.Engagement.Sessions[0].Topic));
        Assert.Equal(("Jo Reyes", "Sam Holt", Erasure.NoName, "Family nights"), (next.Match!.CoachName, next.Match.Next[0].CoachName, next.Match.Next[1].CoachName, next.Engagement.Sessions[0].Topic));
        Assert.Same(Some.Request, Erasure.OfCoach(Some.Request, "coach-1"));
    }

    private static CoachingRequest Coached => Some.Request with
    {
        State = RequestState.Coaching,
        Match = Some.Match() with { Next = [new("coach-2", "Sam Holt", "Bright Harbor", 70, "12 less"), new("coach-3", "Kim Diaz", "Open Door", 60, "22 less")] },
        Engagement = Engagement.None with { Sessions = [new("s1", Some.Today, 45, "Family nights")] },
    };
}
