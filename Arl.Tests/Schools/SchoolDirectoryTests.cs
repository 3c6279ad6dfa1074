using Arl.Domain.Schools;
using CsCheck;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class SchoolDirectoryTests
{
    [Fact]
    public void A_school_comes_out_as_it_went_in() =>
        Some.Sample(schools =>
        {
            var directory = Directory(schools);

            Assert.Equal(schools.OrderBy(s => s.Id), directory.All().OrderBy(s => s.Id));
            Assert.All(schools, school => Assert.Equal(school, directory.Find(school.Id)));
        });

    [Fact]
    public void An_unknown_id_finds_nothing()
    {
        Assert.Null(Directory(One).Find(NcesSchoolId.Parse("999999999999")));
        Assert.Null(Directory(One).Find(LeaId.Parse("9999999")));
        Assert.Empty(Directory(One).SchoolsOf(LeaId.Parse("9999999")));
    }

    [Fact]
    public void Unknown_facts_stay_unknown_and_zero_stays_zero()
    {
        var unknown = One with { Students = null, FreeOrReducedLunch = null, Charter = null, TitleI = null, Level = null, Locale = null };
        var zero = One with { Id = NcesSchoolId.Parse("010000500871"), Students = 0, FreeOrReducedLunch = 0 };

        Assert.Equal(unknown, Directory(unknown, zero).Find(unknown.Id));
        Assert.Equal(zero, Directory(unknown, zero).Find(zero.Id));
    }

    [Fact]
    public void The_same_school_twice_is_refused() => Assert.Throws<ArgumentException>(() => Directory(One, One));

    [Fact]
    public void A_district_counts_its_schools_and_the_students_that_are_known()
    {
        var directory = Directory(Named("A", 100, "010000600001"), Named("B", null, "010000600002"), Named("C", 50, "010000600003"), Named("D", null, "360000500001", state: "NY"));

        Assert.Equal(new District { Id = LeaId.Parse("0100006"), Name = "Boaz City", State = UsState.Parse("AL"), Schools = 3, Students = 150 }, directory.Find(LeaId.Parse("0100006")));
        Assert.Null(directory.Find(LeaId.Parse("3600005"))!.Students);
        Assert.Equal(["A", "C", "B"], directory.SchoolsOf(LeaId.Parse("0100006")).Select(s => s.Name));
    }

    [Fact]
    public void A_district_lies_where_most_of_its_schools_lie()
    {
        var directory = Directory(Named("Big", 900, "010000600001", state: "NY"), Named("A", 10, "010000600002"), Named("B", 10, "010000600003"));

        Assert.Equal("AL", directory.Find(LeaId.Parse("0100006"))!.State.Code);
    }

    [Theory]
    [InlineData("boaz")]
    [InlineData("CITY boa")]
    [InlineData("0100006")]
    [InlineData("01")]
    [InlineData("guntersville")]
    public void A_district_is_found_by_its_name_its_id_and_the_cities_of_its_schools(string query)
    {
        var directory = Directory(Named("A", id: "010000600001"), Named("B", id: "010000600002", city: "Guntersville"), Named("C", id: "360000500001", city: "Albany", state: "NY", district: "Albany"));

        Assert.Equal(["0100006"], directory.SearchDistricts(query).Select(d => d.Id.ToString()));
        Assert.Empty(directory.SearchDistricts(query, UsState.Parse("NY")));
    }

    [Fact]
    public void Every_school_belongs_to_one_district_and_the_districts_sum_to_the_whole() =>
        Some.Sample(schools =>
        {
            var directory = Directory(schools);
            var districts = directory.SearchDistricts("", limit: 50);

            Assert.Equal(directory.DistrictCount, districts.Count);
            Assert.Equal(schools.Length, districts.Sum(d => d.Schools));
            Assert.Equal(schools.Sum(s => s.Students ?? 0), districts.Sum(d => d.Students ?? 0));
            Assert.All(districts, d => Assert.Equal(d.Schools, directory.SchoolsOf(d.Id).Count));
        });

    [Theory]
    [InlineData(999, null), InlineData(1_000, 0.25)]
    public void From_a_thousand_schools_that_report_poverty_on_the_directory_speaks_for_the_nation(int reporting, double? median)
    {
        var schools = Enumerable.Range(0, reporting).Select(number => One with { Id = NcesSchoolId.Parse($"01000050{number:D4}"), Students = 100, FreeOrReducedLunch = number % 2 == 0 ? 20 : 30 });

        Assert.Equal(median, Directory([.. schools, One with { Id = NcesSchoolId.Parse("020000500001"), FreeOrReducedLunch = null }]).MedianPovertyShare);
    }

    [Fact]
    public void An_empty_directory_answers_every_question_with_nothing()
    {
        Assert.Empty(SchoolDirectory.Empty.Search("a"));
        Assert.Empty(SchoolDirectory.Empty.Search(""));
        Assert.Empty(SchoolDirectory.Empty.SearchDistricts("a", UsState.Parse("AL")));
    }
}
