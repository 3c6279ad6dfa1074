using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Schools;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

/// <summary>What staff read of a school that changes.</summary>
public sealed class ServedWordsTests
{
    private static readonly ServedSchool s_typed = Served with { Name = null, District = null, Locale = null, Charter = true, Level = null, TitleI = null, PovertyShare = null, Students = null };

    [Fact]
    public void Only_what_changes_is_told_from_what_to_what()
    {
        var after = Served with { Name = "Mesa Verde", City = "Taos", State = UsState.Parse("AZ"), District = null, Locale = null, Charter = null, Level = SchoolLevel.AdultEducation, TitleI = false, PovertyShare = 0.12345, Students = 99, IntroducedOn = new(2026, 9, 15), Organizations = ["Bridge", "Open Door"] };

        Assert.Equal(
            "359000100001 Mesa Verde: name Mesa Verde Elementary → Mesa Verde; city Cuba → Taos; state NM → AZ; district 3590001 → unknown; locale Rural: Remote → unknown; charter no → unknown; level elementary → adultEducation; "
            + "Title I yes → no; poverty share 0.8 → 0.1235; students 210 → 99; first introduced 2026-09-14 → 2026-09-15; organizations Learning Partners → Bridge, Open Door",
            ServedWords.Change(Served, after));
    }

    [Fact]
    public void Of_a_school_that_is_new_or_counts_no_more_all_that_is_known_is_told()
    {
        Assert.Equal("359000100001: new; city Cuba; state NM; charter yes; first introduced 2026-09-14; organizations Learning Partners", ServedWords.Change(null, s_typed));
        Assert.StartsWith("359000100001 Mesa Verde Elementary: counts no more; city Cuba; state NM; district 3590001; locale Rural: Remote; charter no; level elementary; Title I yes;", ServedWords.Change(Served, null), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ServedWords.Change(null, null));
    }

    [Fact]
    public void A_row_that_counts_something_else_and_work_of_nobody_are_told_too()
    {
        Assert.Equal("359000100001: its row counts something else than was said of the school.", new ReachDifference(ReachDifferenceKind.OutOfOrder, Served.Key, null, Served, Served).Words);
        Assert.Equal("359000100001: it counts because of nobody, which does not say so.", new ReachDifference(ReachDifferenceKind.NotOwed, Served.Key, null, null, Served).Words);
    }

    [Fact]
    public void The_same_facts_stated_at_another_time_are_the_same_and_others_are_not()
    {
        Assert.True(Served.SaysTheSameAs(Served with { StatedAt = Served.StatedAt.AddDays(1), StudentsStatedAt = Served.StudentsStatedAt.AddDays(2) }));
        Assert.All(
            new[] { Served with { Students = 9 }, Served with { City = "Taos" }, Served with { Charter = null }, Served with { IntroducedOn = new(2026, 9, 15) }, Served with { Organizations = ["Bridge"] }, Served with { Source = FactSource.Staff }, Served with { Key = "359000100002" } },
            other => Assert.False(Served.SaysTheSameAs(other)));
        Assert.False(Served.Equals(Served with { StatedAt = Served.StatedAt.AddDays(1) }));
        Assert.False(Served.Equals(null));
        Assert.Equal(Served.GetHashCode(), (Served with { Organizations = ["Learning Partners"] }).GetHashCode());
    }
}
