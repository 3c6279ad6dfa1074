using Arl.Domain.Reach;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ServedBookTests
{
    private const string Request = "ARL-7K3F-9QZ2";
    private static readonly DateTimeOffset s_later = Some.Moment.AddDays(1);

    [Fact]
    public void The_order_and_number_of_words_do_not_matter_for_what_stands() => Gen.Select(SomeBook.Said, Gen.Int).Sample((said, seed) =>
    {
        Said[] words = [.. said.Select(word => word with { TakenBack = false })];
        Said[] shuffled = [.. words, .. words];
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(words.Select(word => word.School).Aggregate(ServedSchool.Merge), SomeBook.Of(words).Now);
        Assert.Equal(SomeBook.Of(words).Now, SomeBook.Of(shuffled).Now);
    });

    [Fact]
    public void What_was_so_at_a_moment_never_changes_once_the_moment_is_past() => SomeBook.Said.Sample(said =>
    {
        var book = ServedBook.Empty;
        foreach (var word in said.OrderBy(word => word.At))
        {
            var moments = said.Select(other => other.At).Where(at => at < word.At).Append(word.At.AddTicks(-1)).ToList();
            var before = moments.Select(book.AsOf).ToList();
            book = word.In(book);
            Assert.Equal(before, moments.Select(book.AsOf));
        }
    });

    [Fact]
    public void A_clock_that_is_behind_changes_no_past() => SomeBook.Said.Sample(said =>
    {
        var book = SomeBook.Of(said[..^1]);
        var past = Enumerable.Range(-1, 22).Select(hours => Some.Moment.AddHours(hours)).Where(moment => book.Mentions.Any(mention => (mention.RemovedAt ?? mention.AddedAt) > moment)).ToList();

        Assert.Equal(past.Select(book.AsOf), past.Select(said[^1].In(book).AsOf));
    });

    [Fact]
    public void Since_its_last_change_a_book_tells_what_it_tells_now() => SomeBook.Said.Sample(said =>
    {
        var book = SomeBook.Of(said);

        Assert.All(Enumerable.Range(0, 22).Select(hours => Some.Moment.AddHours(hours)).Where(moment => moment >= book.ChangedAt),
            moment => Assert.True(book.AsOf(moment) is { } then ? then.SaysTheSameAs(book.Now!) : book.Now is null));
    });

    [Fact]
    public void Taking_a_source_back_leaves_exactly_what_the_others_said() => SomeBook.Said.Sample(said =>
    {
        var without = SomeBook.Of(said.Where(word => word.Source != Request));

        Assert.Equal(without.Now, SomeBook.Of(said).TakeBack(Request, s_later).Now);
    });

    [Fact]
    public void The_same_word_again_writes_nothing() => SomeBook.Said.Sample(said =>
    {
        var book = SomeBook.Of(said);

        Assert.Same(book, said.Last(word => !word.TakenBack).In(book));
    });

    [Fact]
    public void What_was_taken_back_can_be_said_again()
    {
        var book = ServedBook.Empty.Say("import-1", Served, Some.Moment).TakeBack("import-1", Served, s_later);

        var again = book.Say("import-1", Served with { StatedAt = s_later, StudentsStatedAt = s_later }, s_later.AddHours(1));

        Assert.Null(book.Now);
        Assert.True(again.Now!.SaysTheSameAs(Served));
        Assert.Null(again.AsOf(s_later));
        Assert.Equal(Served, again.AsOf(s_later.AddTicks(-1)));
    }

    [Fact]
    public void A_writer_who_comes_late_brings_back_nothing_that_was_taken_back_even_before_it_was_written()
    {
        var undone = ServedBook.Empty.TakeBack("import-1", Served, Some.Moment);

        Assert.Same(undone, undone.Say("import-1", Served, s_later));
        Assert.Null(undone.Now);
        Assert.Null(undone.AsOf(Some.Moment));
        Assert.Same(undone, undone.TakeBack("import-1", Served, s_later));
    }

    [Fact]
    public void An_undo_that_comes_late_takes_back_nothing_that_was_said_since()
    {
        var anew = Served with { StatedAt = s_later, StudentsStatedAt = s_later };
        var book = ServedBook.Empty.Say("import-1", Served, Some.Moment).TakeBack("import-1", Served, Some.Moment).Say("import-1", anew, s_later);

        Assert.Same(book, book.TakeBack("import-1", Served, s_later));
        Assert.Equal(anew, book.Now);
    }

    [Fact]
    public void A_request_that_another_organization_takes_over_counts_for_both_from_then_on()
    {
        var second = Served with { Organizations = ["Bridge"], IntroducedOn = Served.IntroducedOn.AddDays(1), StatedAt = s_later, StudentsStatedAt = s_later };
        var book = ServedBook.Empty.Say(Request, Served, Some.Moment).Say(Request, ServedSchool.Merge(Served, second), s_later);

        Assert.Equal(["Learning Partners"], book.AsOf(s_later.AddTicks(-1))!.Organizations);
        Assert.Equal(["Bridge", "Learning Partners"], book.Now!.Organizations);
        Assert.Same(book, book.Say(Request, Served, s_later.AddDays(1))); // A worker who had read the request before.
    }

    [Fact]
    public void A_word_that_is_set_right_stands_as_it_was_set()
    {
        var book = ServedBook.Empty.Say(Request, Served with { Organizations = ["Bridge", "Nobody"] }, Some.Moment).Correct(Request, Served, s_later);

        Assert.Equal(Served, book.Now);
        Assert.Equal(Served, book.TakeBack(Request, s_later).Correct(Request, Served, s_later).Now);
    }
}
