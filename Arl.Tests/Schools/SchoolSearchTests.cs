using Arl.Domain.Schools;
using CsCheck;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class SchoolSearchTests
{
    [Theory]
    [InlineData("albert")]
    [InlineData("MIDDLE albertv")]
    [InlineData("mid albertville ci")]
    [InlineData("0100005")]
    [InlineData("010000500870")]
    [InlineData("01 middle")]
    public void Every_word_is_the_beginning_of_a_word_of_name_city_district_or_id(string query) =>
        Assert.Equal([One], Directory(One, Named("Boaz High School")).Search(query));

    [Theory]
    [InlineData("bertville")]
    [InlineData("albertville high")]
    [InlineData("0870")]
    [InlineData("!?")]
    public void What_starts_no_word_finds_nothing(string query) => Assert.Empty(Directory(One).Search(query));

    [Fact]
    public void Exact_names_come_first_then_names_that_start_so_then_the_rest_and_in_each_the_bigger()
    {
        var exact = Named("Lincoln", students: 10, id: "010000600001");
        var starts = Named("Lincoln High", students: 20, id: "010000600002");
        var startsBigger = Named("Lincolnton High", students: 30, id: "010000600003");
        var elsewhere = Named("Abraham Lincoln High", students: 900, id: "010000600004");
        var inCity = Named("Boaz High", students: 800, id: "010000600005", city: "Lincoln");

        var found = Directory(elsewhere, inCity, starts, exact, startsBigger).Search("lincoln");

        Assert.Equal([exact, startsBigger, starts, elsewhere, inCity], found);
    }

    [Fact]
    public void A_school_of_unknown_size_comes_after_the_small_ones()
    {
        var unknown = Named("Lincoln A", students: null, id: "010000600001");
        var empty = Named("Lincoln B", students: 0, id: "010000600002");

        Assert.Equal([empty, unknown], Directory(unknown, empty).Search("lincoln"));
    }

    [Fact]
    public void A_whole_id_beats_a_name_that_contains_it()
    {
        var named = Named("School 010000500870", students: 5000, id: "010000600001");

        Assert.Equal([One, named], Directory(named, One).Search("010000500870"));
    }

    [Fact]
    public void A_state_leaves_out_the_schools_of_others()
    {
        var elsewhere = Named("Albertville", id: "360000500001", state: "NY");

        Assert.Equal([elsewhere], Directory(One, elsewhere).Search("albertville", UsState.Parse("NY")));
        Assert.Empty(Directory(One, elsewhere).Search("albertville", UsState.Parse("WY")));
    }

    [Fact]
    public void A_blank_query_lists_the_biggest() => Assert.Equal([One], Directory(Named("Small"), One).Search("  ", limit: 1));

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(7, 7)]
    [InlineData(1000, 50)]
    public void The_limit_stays_between_1_and_50(int asked, int given)
    {
        var many = Directory(Enumerable.Range(1, 200).Select(n => Named("Lincoln", id: $"0100006{n:D5}")));

        Assert.Equal(given, many.Search("lincoln", limit: asked).Count);
    }

    [Fact]
    public void The_index_finds_what_a_plain_look_at_every_school_finds_in_the_same_order() =>
        Gen.Select(Some, Text, Gen.Int[0, 3], Gen.Int[1, 60]).Sample((schools, query, stateAt, limit) =>
        {
            UsState? state = stateAt == 0 ? null : UsState.Parse(new[] { "AL", "NY", "DC" }[stateAt - 1]);

            Assert.Equal(LookedAtOneByOne(schools, query, state, limit), SchoolDirectory.Build(schools, Origin).Search(query, state, limit));
        });

    [Fact]
    public void The_order_of_the_file_never_changes_the_answer() =>
        Gen.Select(Some, Text).Sample((schools, query) => Assert.Equal(Directory(schools).Search(query), Directory(schools.Reverse()).Search(query)));

    internal static IEnumerable<School> LookedAtOneByOne(School[] schools, string query, UsState? state, int limit)
    {
        var (folded, words) = (Folding.Fold(query), Folding.Words(query));
        if (words.Length == 0 && query.Trim().Length > 0)
            return [];
        return schools
            .Where(school => state is null || school.State == state)
            .Where(school => words.All(word => Words(school).Any(other => other.StartsWith(word, StringComparison.Ordinal))))
            .OrderBy(school => Rank(school, folded))
            .ThenByDescending(school => school.Students ?? -1)
            .ThenBy(school => school.Id)
            .Take(Math.Min(limit, SchoolDirectory.MaxLimit));
    }

    private static IEnumerable<string> Words(School school) =>
        [.. Folding.Words(school.Name), .. Folding.Words(school.City), .. Folding.Words(school.DistrictName), school.Id.ToString()];

    private static int Rank(School school, string folded) =>
        folded.Length == 0 ? 0
        : Folding.Fold(school.Name) == folded || school.Id.ToString() == folded ? 0
        : Folding.Fold(school.Name).StartsWith(folded, StringComparison.Ordinal) ? 1 : 2;
}
