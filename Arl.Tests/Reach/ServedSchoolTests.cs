using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ServedSchoolTests
{
    private static readonly Locale s_urban = Locale.FromCode(10);

    private static readonly ServedSchool s_staff = Served with { Source = FactSource.Staff, Locale = s_urban, Students = 250, StudentsSource = FactSource.Staff };

    [Fact]
    public void The_first_introduction_counts_and_every_organization_does()
    {
        var merged = ServedSchool.Merge(Served, Served with { IntroducedOn = new(2020, 9, 1), Organizations = ["Bridge", "Learning Partners"] });

        Assert.Equal(new DateOnly(2020, 9, 1), merged.IntroducedOn);
        Assert.Equal(["Bridge", "Learning Partners"], merged.Organizations);
    }

    [Fact]
    public void What_staff_counted_stands_against_a_later_word_of_the_directory()
    {
        var merged = ServedSchool.Merge(s_staff, Served with { StatedAt = Some.Moment.AddDays(9), StudentsStatedAt = Some.Moment.AddDays(9) });

        Assert.Equal((s_urban, 250), (merged.Locale, merged.Students));
    }

    [Fact]
    public void The_directory_is_believed_before_what_a_leader_typed() =>
        Assert.Equal("Cuba", ServedSchool.Merge(Served, Served with { Source = FactSource.Typed, City = "Kuba", StatedAt = Some.Moment.AddDays(9) }).City);

    [Fact]
    public void Between_equal_sources_the_newer_word_is_believed_even_if_it_is_less_full() =>
        Assert.All(Enum.GetValues<FactSource>(), source =>
        {
            var older = Served with { Source = source, Charter = true };
            var newer = Served with { Source = source, Name = "Its new name", City = "Taos", Locale = null, TitleI = null, PovertyShare = null, Charter = false, StatedAt = Some.Moment.AddDays(9) };

            var merged = ServedSchool.Merge(older, newer);

            Assert.Equal(("Its new name", "Taos", false), (merged.Name, merged.City, merged.Charter));
            Assert.Equal((Served.Locale, Served.TitleI, Served.PovertyShare), (merged.Locale, merged.TitleI, merged.PovertyShare)); // Unknown says nothing.
        });

    [Fact]
    public void A_fact_keeps_its_own_time_when_it_is_merged_so_that_a_word_between_comes_in_where_it_belongs()
    {
        var (first, third) = (s_staff with { Locale = Locale.FromCode(33) }, s_staff with { Locale = null, City = "Taos", StatedAt = Some.Moment.AddDays(2) });
        var second = s_staff with { City = "Cuba NM", StatedAt = Some.Moment.AddDays(1) };

        var merged = ServedSchool.Merge(ServedSchool.Merge(first, third), second);

        Assert.Equal(("Taos", s_urban), (merged.City, merged.Locale));
    }

    [Fact]
    public void A_higher_source_is_believed_also_where_it_knows_less_and_is_older()
    {
        var merged = ServedSchool.Merge(s_staff with { TitleI = null, Charter = null }, Served with { Charter = true, StatedAt = Some.Moment.AddDays(9) });

        Assert.Equal((s_urban, true), (merged.Locale, merged.Charter));
    }

    [Fact]
    public void A_later_correction_of_the_staff_is_believed() =>
        Assert.Equal(260, ServedSchool.Merge(s_staff with { Students = 260, StudentsStatedAt = Some.Moment.AddHours(1) }, s_staff).Students);

    [Fact]
    public void An_unknown_count_never_hides_a_known_one() =>
        Assert.Equal(210, ServedSchool.Merge(Served, s_staff with { Students = null }).Students);

    [Fact]
    public void Mentions_may_come_in_any_order_and_as_often_as_they_like() =>
        Gen.Select(Mentions, Mentions, Mentions).Select((a, b, c) => (A: a, B: b with { Key = a.Key }, C: c with { Key = a.Key })).Sample(m =>
            ServedSchool.Merge(m.A, m.B) == ServedSchool.Merge(m.B, m.A)
            && ServedSchool.Merge(m.A, m.A) == m.A
            && ServedSchool.Merge(m.A, ServedSchool.Merge(m.B, m.C)) == ServedSchool.Merge(ServedSchool.Merge(m.A, m.B), m.C));

    [Fact]
    public void Two_schools_are_never_merged() => Assert.Throws<ArgumentException>(() => ServedSchool.Merge(Served, Served with { Key = "359000100009" }));
}
