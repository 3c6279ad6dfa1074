using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach.Check;

/// <summary>The comparison itself, without storage.</summary>
public sealed class ReachCheckTests
{
    private const string Request = "ARL-7K3F-9QZ2";
    private static readonly IReadOnlySet<string> s_nothing = new HashSet<string>();

    [Fact]
    public void Books_that_say_what_is_owed_do_not_differ() => SomeBook.Said.Sample(said =>
    {
        var book = SomeBook.Of(said);
        var owed = book.Sources.Select(source => new OwedMention(source, book.Of(source)!, Whole: true));

        Assert.Empty(ReachCheck.Differences(owed, s_nothing, [Stored(book)]));
    });

    [Fact]
    public void What_is_owed_and_does_not_stand_is_missing()
    {
        Assert.Equal((ReachDifferenceKind.Missing, Request), Only(Differences([new(Request, Served, Whole: false)])));
        Assert.Equal((ReachDifferenceKind.Missing, "import-1"), Only(Differences([Owed, new("import-1", Served, Whole: true)], Stored(Book))));
        Assert.Equal((ReachDifferenceKind.Missing, Request), Only(Differences([Owed], Stored(Book.TakeBack(Request, Some.Moment.AddDays(1))))));
    }

    [Fact]
    public void What_stands_and_nobody_owes_is_too_much() =>
        Assert.Equal([(ReachDifferenceKind.NotOwed, Request), (ReachDifferenceKind.NotOwed, "nobody-known")], Differences([], Stored(Book.Say("nobody-known", Served, Some.Moment))).Select(Short));

    [Fact]
    public void Of_a_request_key_day_state_and_organizations_are_compared_and_of_an_import_every_fact()
    {
        var facts = Served with { Students = 9, Name = "As it was called then", Locale = null };
        ServedSchool[] wrong = [Served with { IntroducedOn = new(2020, 1, 1) }, Served with { Organizations = ["Bridge"] }, Served with { State = Domain.Schools.UsState.Parse("TX") }];

        Assert.Empty(Differences([Owed], Stored(ServedBook.Empty.Say(Request, facts, Some.Moment))));
        Assert.All(wrong, one => Assert.Equal((ReachDifferenceKind.Otherwise, Request), Only(Differences([Owed], Stored(ServedBook.Empty.Say(Request, one, Some.Moment))))));
        Assert.All([facts, .. wrong], one => Assert.Equal((ReachDifferenceKind.Otherwise, Request), Only(Differences([Owed with { Whole = true }], Stored(ServedBook.Empty.Say(Request, one, Some.Moment))))));
    }

    [Fact]
    public void A_row_that_counts_something_else_than_its_book_is_out_of_order()
    {
        var gone = Book.TakeBack(Request, Some.Moment.AddDays(1));

        Assert.Equal((ReachDifferenceKind.OutOfOrder, null), Only(Differences([Owed], Stored(Book) with { Shown = Served with { Students = 9 } })));
        Assert.Equal((ReachDifferenceKind.OutOfOrder, null), Only(Differences([Owed], Stored(Book) with { InForce = false })));
        Assert.Equal((ReachDifferenceKind.OutOfOrder, null), Only(Differences([], Stored(gone) with { InForce = true })));
    }

    [Fact]
    public void Work_that_is_on_its_way_is_no_difference()
    {
        var pending = new HashSet<string>([Request]);

        Assert.Empty(ReachCheck.Differences([Owed], pending, []));
        Assert.Empty(ReachCheck.Differences([], pending, [Stored(Book)]));
    }

    [Fact]
    public void A_difference_is_told_in_words()
    {
        Assert.Equal("359000100001: request ARL-7K3F-9QZ2 says that it was served, and the reach does not know it.", Assert.Single(Differences([Owed])).Words);
        Assert.Equal("359000100001: it counts because of import-1, which does not say so.", Assert.Single(Differences([], Stored(ServedBook.Empty.Say("import-1", Served, Some.Moment)))).Words);
        Assert.Equal("request ARL-7K3F-9QZ2: 359000100001 Mesa Verde Elementary: organizations Bridge → Learning Partners (as it is → as it must be).",
            Assert.Single(Differences([Owed], Stored(ServedBook.Empty.Say(Request, Served with { Organizations = ["Bridge"] }, Some.Moment)))).Words);
    }

    private static OwedMention Owed => new(Request, Served, Whole: false);

    private static ServedBook Book => ServedBook.Empty.Say(Request, Served, Some.Moment);

    private static StoredBook Stored(ServedBook book) => new(Served.Key, book, book.Now ?? book.Mentions[^1].School, book.Now is not null);

    private static IReadOnlyList<ReachDifference> Differences(IEnumerable<OwedMention> owed, params StoredBook[] stored) => ReachCheck.Differences(owed, s_nothing, stored);

    private static (ReachDifferenceKind, string?) Only(IReadOnlyList<ReachDifference> differences) => Short(Assert.Single(differences));

    private static (ReachDifferenceKind, string?) Short(ReachDifference difference) => (difference.Kind, difference.Source);
}
