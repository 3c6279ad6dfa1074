using System.Net;
using System.Text.Json;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>What the running program answers to what it cannot take: each time in words that say what to do, and nothing is kept.</summary>
[Collection(nameof(OneHost))]
public sealed class BadInputTests(SharedHost shared)
{
    private async Task<(HttpStatusCode Code, JsonElement Body)> Post(string path, string body, string type = "application/json")
    {
        using var visitor = await shared.Visitor();
        return await visitor.Send(HttpMethod.Post, path, body, type);
    }

    private static string Error(JsonElement body, string field) => body.GetProperty("errors").GetProperty(field)[0].GetString()!;

    [Fact]
    public async Task Bad_JSON_is_answered_with_its_line()
    {
        var (code, body) = await Post("api/requests", "{\n  \"schoolId\": \"010000500870\",\n  \"needs\": [literacy]\n}");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal("The body is not valid JSON (line 3, position 13).", Error(body, "body"));
    }

    [Fact]
    public async Task A_request_with_nothing_in_it_is_answered_with_every_problem_at_once()
    {
        var (code, body) = await Post("api/requests", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        string[] fields = [.. body.GetProperty("errors").EnumerateObject().Select(error => error.Name)];
        Assert.Superset(new HashSet<string> { "schoolId", "contact.name", "contact.email", "needs", "consent" }, fields.ToHashSet());
    }

    [Fact]
    public async Task A_bad_file_of_coaches_is_answered_with_line_and_column_and_changes_nothing()
    {
        using var visitor = await shared.Visitor();
        var (code, body) = await visitor.LoadCoaches(
        [
            "good,Gina Good,gina@good.example,Good,literacy,*,*,en,*,America/New_York,3,yes",
            "bad,Bert Bad,bert@bad.example,Bad,juggling,*,*,en,*,America/New_York,lots,yes",
        ]);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Contains("juggling", Error(body, "line 3, needs"), StringComparison.Ordinal);
        Assert.NotEmpty(Error(body, "line 3, capacity"));
        Assert.Equal(2, body.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_bad_file_of_schools_served_is_answered_with_line_and_column_and_changes_nothing()
    {
        using var visitor = await shared.Visitor();
        var school = (await visitor.Find("school"))[0].SchoolId;
        var (code, body) = await Post("api/staff/served", $"school_id,students,introduced_on,organization\r\n{school},120,2021-03-01,Good\r\n{school},120,March 1st,Good\r\n", "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.NotEmpty(Error(body, "line 3, introduced_on"));
        Assert.Equal(0, (await visitor.Reach()).GetProperty("schools").GetInt32());
    }

    [Fact]
    public async Task A_request_above_64_KB_is_too_large()
    {
        var (code, body) = await Post("api/requests", $$"""{"goals": "{{new string('a', 65 * 1024)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, code);
        Assert.Equal("The body may have at most 64 KB. Nothing was saved.", body.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("api/requests", "text/plain", "Send the body as application/json.")]
    [InlineData("api/staff/served", "application/json", "Send the body as text/csv (UTF-8).")]
    [InlineData("api/staff/coaches", "application/json", "Send the body as text/csv (UTF-8).")]
    public async Task Another_type_of_body_is_answered_with_the_right_one(string path, string type, string expected)
    {
        var (code, body) = await Post(path, "x", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, code);
        Assert.Equal(expected, body.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("DELETE", "api/requests")]
    [InlineData("GET", "api/requests")]
    [InlineData("POST", "api/reach")]
    [InlineData("GET", "api/staff/coaches")]
    public async Task A_wrong_method_is_not_found_as_on_the_real_host(string method, string path)
    {
        using var visitor = await shared.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Send(new(method), path)).Code);
    }
}
