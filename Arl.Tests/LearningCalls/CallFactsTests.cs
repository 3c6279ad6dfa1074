using Arl.Domain;
using Arl.Domain.LearningCalls;
using Xunit;

namespace Arl.Tests.LearningCalls;

/// <summary>The form by which staff set the weekly call.</summary>
public sealed class CallFactsTests
{
    private static readonly Dictionary<string, string> s_form = new()
    {
        ["weekday"] = "Tuesday",
        ["time"] = "15:00",
        ["zone"] = "America/New_York",
        ["minutes"] = "60",
        ["link"] = "https://meet.example/learning-call",
        ["host_name"] = "Robin Vale",
        ["host_email"] = "robin.vale@arl.example",
    };

    [Fact]
    public void What_was_typed_are_the_facts_of_the_series() => Assert.Equal(CallFacts.Of(SomeCalls.Series), Assert.IsType<Result<CallFacts>.Ok>(Read()).Value);

    [Theory]
    [InlineData("weekday", "Someday"), InlineData("weekday", "9"), InlineData("time", "3 pm"), InlineData("time", "24:00"), InlineData("zone", "Eastern"), InlineData("zone", "")]
    [InlineData("minutes", "14"), InlineData("minutes", "241"), InlineData("minutes", "an hour"), InlineData("link", "http://meet.example/"), InlineData("link", "meet.example"), InlineData("link", "https://robin:secret@meet.example/")]
    [InlineData("host_name", ""), InlineData("host_name", "Robin\u0007Vale"), InlineData("host_email", "robin")]
    public void What_is_wrong_is_said_at_its_field(string field, string typed) => Assert.Equal([field], FieldsOf(Read((field, typed))));

    [Theory]
    [InlineData("minutes", "15"), InlineData("minutes", "240"), InlineData("zone", "America/Indiana/Knox"), InlineData("zone", "Pacific/Guam"), InlineData("weekday", "Sunday"), InlineData("time", "00:00")]
    public void What_fits_is_taken(string field, string typed) => Assert.IsType<Result<CallFacts>.Ok>(Read((field, typed)));

    [Fact]
    public void Everything_wrong_is_said_at_once() =>
        Assert.Equal(["weekday", "time", "zone", "minutes", "link", "host_name", "host_email"], FieldsOf(CallFacts.Read(_ => "")));

    [Fact]
    public void A_link_has_300_characters_at_most_and_a_name_100()
    {
        Assert.IsType<Result<CallFacts>.Ok>(Read(("link", Link(CallFacts.LongestLink)), ("host_name", new string('x', CallFacts.LongestName))));
        Assert.Equal(["link", "host_name"], FieldsOf(Read(("link", Link(CallFacts.LongestLink + 1)), ("host_name", new string('x', CallFacts.LongestName + 1)))));
    }

    [Theory]
    [InlineData("America/New_York", "Eastern Time"), InlineData("America/Indiana/Knox", "Indiana/Knox time"), InlineData("Europe/Isle_of_Man", "Isle of Man time"), InlineData("UTC", "UTC time")]
    public void A_zone_is_called_as_people_call_it_or_by_its_place(string id, string name) => Assert.Equal(name, CallZones.NameOf(id));

    private static string Link(int length) => "https://meet.example/".PadRight(length, 'x');

    private static Result<CallFacts> Read(params (string Field, string Typed)[] typed) => CallFacts.Read(field => typed.FirstOrDefault(one => one.Field == field).Typed ?? s_form[field]);

    private static IEnumerable<string> FieldsOf(Result<CallFacts> result) => Assert.IsType<Result<CallFacts>.Invalid>(result).Problems.Select(problem => problem.Field);
}
