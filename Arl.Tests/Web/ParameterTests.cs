using Arl.Domain;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>Each value is read from the one place that is meant; a caller who sends it twice, or elsewhere, gets no other value past a check.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("?state=NM&state=CA"), InlineData("?limit=3&limit=4"), InlineData("?state=NM,CA")]
    public void A_question_that_says_a_thing_twice_is_a_problem(string query) => Assert.IsType<Result<DirectoryQuery>.Invalid>(DirectoryQuery.Read(new DefaultHttpContext { Request = { QueryString = new(query) } }.Request));

    [Fact]
    public async Task A_field_that_is_sent_twice_is_no_other_address()
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", ContentType = "application/x-www-form-urlencoded", QueryString = new("?contact.email=third@school.example"), Body = Text("contact.email=one@school.example&contact.email=two@school.example") } };

        var form = (await PostedForm.Read(http.Request, TestContext.Current.CancellationToken))!;

        Assert.Equal("one@school.example,two@school.example", form["contact.email"]);
        Assert.False(EmailAddress.TryParse(form["contact.email"], out _));
    }

    [Fact]
    public void A_name_that_is_there_twice_in_JSON_has_one_value_for_all()
    {
        var read = RequestJson.Read(Text("""{ "goals": "first", "contact": { "email": "one@school.example" }, "goals": "second" }""").ToArray());

        Assert.Equal(("second", "one@school.example"), (read.Form?.Goals, read.Form?.ContactEmail));
    }

    private static MemoryStream Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
