using Xunit;

namespace Arl.Tests.Support;

public sealed class LeakSearchTests
{
    private static readonly LeakSearch s_search = new(
    [
        KeyValuePair.Create(LeakSearch.Beginning("Ana Lucero"), "a name"), KeyValuePair.Create("ana.lucero@mesa.example", "an address"), KeyValuePair.Create(LeakSearch.Beginning("(505) 555-0142"), "a phone number"),
    ]);

    [Theory]
    [InlineData("Info: The request of Ana Lucero is received.", "a name"), InlineData("to=ana.lucero@mesa.example;", "an address"), InlineData("{\"name\":\"ANA LUCERO\"}", "a name"), InlineData("call (505) 555-0142", "a phone number")]
    public void A_line_that_names_somebody_is_found(string line, string kind) =>
        Assert.Contains($"Some.Category: {kind}", Assert.Single(s_search.In([KeyValuePair.Create(LeakSearch.Masked(line), "Some.Category")])), StringComparison.Ordinal);

    [Theory]
    [InlineData("ARL-7K3F-9QZ2 is received."), InlineData("Diana Luceros"), InlineData("a***@mesa.example"), InlineData("")]
    public void One_that_does_not_is_not(string line) => Assert.Empty(s_search.In([KeyValuePair.Create(LeakSearch.Masked(line), "Some.Category")]));

    [Fact]
    public void Lines_that_differ_in_ids_alone_are_one() => Assert.Equal(LeakSearch.Masked("ARL-7K3F-9QZ2 took 0.123456ms."), LeakSearch.Masked("ARL-2222-333T took 0.9ms."));

    [Theory]
    [InlineData("Ana Lucero", true), InlineData("a@b.example", true), InlineData("505 555 0142", true), InlineData("Ana", false), InlineData("Principal", false), InlineData("", false), InlineData("???", false)]
    public void Only_what_tells_of_somebody_is_looked_for(string text, bool tells) => Assert.Equal(tells, LeakSearch.Tells(text));
}
