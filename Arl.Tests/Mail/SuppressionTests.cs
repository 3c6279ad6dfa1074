using Arl.Domain;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class SuppressionTests
{
    private static readonly Gen<(SuppressionReason Reason, DateTimeOffset At)> s_heard =
        Gen.Select(Gen.Int[0, 3], Gen.Int[-90, 90], (reason, minutes) => ((SuppressionReason)reason, Some.Moment.AddMinutes(minutes)));

    [Theory]
    [InlineData(SuppressionReason.HardBounce, true)]
    [InlineData(SuppressionReason.SpamReport, true)]
    [InlineData(SuppressionReason.Invalid, true)]
    [InlineData(SuppressionReason.Unsubscribed, false)]
    public void What_is_heard_of_a_mailbox_stops_every_mail_and_a_wish_only_what_is_not_transactional(SuppressionReason reason, bool stopsTransactional)
    {
        var known = Suppression.None.Hear(reason, Some.Moment);

        Assert.Equal(reason, known.Stops(transactional: false));
        Assert.Equal(stopsTransactional, known.Stops(transactional: true) is not null);
    }

    [Fact]
    public void Nothing_heard_stops_nothing() => Assert.Null(Suppression.None.Stops(transactional: false));

    [Fact]
    public void The_order_of_what_is_heard_and_hearing_it_again_never_matter() =>
        Gen.Select(s_heard.Array[0, 12], Gen.Int).Sample((heard, seed) =>
            Hear(heard) == Hear([.. heard.Concat(heard).OrderBy(one => HashCode.Combine(one, seed)), .. heard]));

    [Fact]
    public void Once_lifted_only_a_later_bounce_counts() =>
        s_heard.Array[0, 8].Sample(heard =>
        {
            var lifted = Hear(heard).Lift(Some.Moment.AddMinutes(90));

            Assert.Null(Hear(heard, lifted).Stops(transactional: true));
            Assert.Equal(SuppressionReason.HardBounce, lifted.Hear(SuppressionReason.HardBounce, Some.Moment.AddMinutes(91)).Stops(transactional: true));
        });

    [Fact]
    public void Lifting_a_bounce_does_not_overrule_the_reader() =>
        Assert.Equal(SuppressionReason.Unsubscribed, Suppression.None.Hear(SuppressionReason.Unsubscribed, Some.Moment).Lift(Some.Moment.AddDays(1)).Stops(transactional: false));

    [Fact]
    public void The_last_click_of_a_reader_counts_even_within_the_same_moment()
    {
        var known = Suppression.None;
        foreach (var wanted in new[] { false, true, false, false, true, true })
        {
            known = wanted ? known.Subscribe(Some.Moment) : known.Unsubscribe(Some.Moment);
            Assert.Equal(wanted, !known.IsUnsubscribed);
        }
    }

    private static Suppression Hear(IEnumerable<(SuppressionReason Reason, DateTimeOffset At)> heard, Suppression? known = null) =>
        heard.Aggregate(known ?? Suppression.None, (all, one) => all.Hear(one.Reason, one.At));
}
