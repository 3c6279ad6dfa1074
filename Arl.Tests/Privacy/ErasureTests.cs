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
}
