using Arl.Domain;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class MailFateTests
{
    private static readonly string?[] s_reasons = [null, "550 5.1.1", "Mailbox Full"];

    private static readonly Gen<MailEvent> s_event = Gen.Select(
        Gen.Enum<MailNews>(), Gen.Int[0, 20], Gen.Int[0, 2].Select(n => s_reasons[n]), (news, minutes, reason) => new MailEvent(news, Some.Moment.AddMinutes(minutes), reason));

    [Fact]
    public void Events_in_any_order_and_each_up_to_46_times_end_in_the_same_state() =>
        Gen.Select(s_event.Array[1, 10], Gen.Int[1, 46], Gen.Int).Sample((events, times, seed) =>
        {
            var shuffled = Enumerable.Repeat(events, times).SelectMany(all => all).ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Hear(events), Hear(shuffled));
        });

    [Fact]
    public void Hearing_in_two_parts_is_hearing_all() =>
        Gen.Select(s_event.Array[0, 8], s_event.Array[0, 8]).Sample((first, second) => Hear([.. second, .. first]) == Hear(second, Hear(first)));

    [Fact]
    public void A_mail_never_falls_behind_what_was_known() =>
        Gen.Select(s_event.Array[0, 8], s_event).Sample((known, more) =>
        {
            var (before, after) = (Hear(known), Hear(known).Hear(more));

            Assert.True(after.Delivery >= before.Delivery);
            Assert.True(after.IsUndeliverable || !before.IsUndeliverable);
        });

    [Theory]
    [InlineData(new[] { MailNews.Delivered, MailNews.Deferred, MailNews.Processed }, Delivery.Delivered, false)]
    [InlineData(new[] { MailNews.HardBounce, MailNews.Delivered }, Delivery.Bounced, true)] // Some servers take a mail and return it later.
    [InlineData(new[] { MailNews.SoftBounce }, Delivery.Bounced, false)]
    [InlineData(new[] { MailNews.HardBounce, MailNews.SoftBounce }, Delivery.Bounced, true)]
    [InlineData(new[] { MailNews.Dropped }, Delivery.Dropped, false)]
    [InlineData(new[] { MailNews.DroppedForBounce }, Delivery.Dropped, true)]
    [InlineData(new[] { MailNews.DroppedForUnsubscribe }, Delivery.Dropped, false)]
    [InlineData(new[] { MailNews.SpamReport, MailNews.Delivered }, Delivery.Spam, false)]
    [InlineData(new[] { MailNews.Delivered, MailNews.Unsubscribed }, Delivery.Delivered, false)]
    public void What_is_known_is_the_worst_that_was_heard(MailNews[] news, Delivery delivery, bool undeliverable)
    {
        var fate = Hear([.. news.Select(one => new MailEvent(one, Some.Moment, null))]);

        Assert.Equal((delivery, undeliverable), (fate.Delivery, fate.IsUndeliverable));
    }

    private static MailFate Hear(IEnumerable<MailEvent> events, MailFate? known = null) => events.Aggregate(known ?? MailFate.Unknown, (fate, one) => fate.Hear(one));
}
