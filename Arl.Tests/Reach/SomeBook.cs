using Arl.Domain.Reach;
using Arl.Tests.Support;
using CsCheck;

namespace Arl.Tests.Reach;

/// <summary>One word about a school: said or taken back by a source, with the moment at which it is written.</summary>
internal sealed record Said(string Source, ServedSchool School, bool TakenBack, DateTimeOffset At)
{
    public ServedBook In(ServedBook book) => TakenBack ? book.TakeBack(Source, At) : book.Say(Source, School, At);
}

internal static class SomeBook
{
    private static readonly Gen<Said> s_said =
        from school in SomeReach.Mentions
        from source in Gen.OneOf("ARL-7K3F-9QZ2", "import-1", "import-2")
        from takenBack in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from hours in Gen.Int[0, 20]
        select new Said(source, school with { Key = SomeReach.Served.Key }, takenBack, Some.Moment.AddHours(hours));

    /// <summary>What was said of one school, the first of it said and not taken back.</summary>
    public static readonly Gen<Said[]> Said = s_said.Array[1, 12].Select(said => (Said[])[said[0] with { TakenBack = false }, .. said[1..]]);

    public static ServedBook Of(IEnumerable<Said> said) => said.Aggregate(ServedBook.Empty, (book, word) => word.In(book));
}
