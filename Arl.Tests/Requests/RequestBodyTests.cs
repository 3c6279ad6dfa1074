using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>What is wrong with a body of <c>POST /api/requests</c>, and how it is said.</summary>
public sealed class RequestBodyTests
{
    private const int Limit = 64 * 1024;

    [Fact]
    public async Task Every_problem_is_named_at_once_by_its_field_and_nothing_is_saved()
    {
        await using var site = await Site.Start();

        var answer = await site.Post("""{"schoolId":"12","contact":{"email":"not an address","phone":"call me"},"needs":["juggling"],"languages":["xx"],"startBy":"soon"}""");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal(["consent", "contact.email", "contact.name", "contact.phone", "contact.role", "goals", "languages", "needs", "schoolId", "startBy"], answer.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await site.Requests());
    }

    [Theory]
    [InlineData("""{"schoolId":359000100001}""", "schoolId")]
    [InlineData("""{"districtId":{}}""", "districtId")]
    [InlineData("""{"schoolIds":"359000100001"}""", "schoolIds")]
    [InlineData("""{"schoolIds":[359000100001]}""", "schoolIds")]
    [InlineData("""{"school":"Mesa"}""", "school")]
    [InlineData("""{"school":{"name":1}}""", "school.name")]
    [InlineData("""{"school":{"students":[]}}""", "school.students")]
    [InlineData("""{"contact":[]}""", "contact")]
    [InlineData("""{"contact":{"email":false}}""", "contact.email")]
    [InlineData("""{"needs":"family-engagement"}""", "needs")]
    [InlineData("""{"needs":[null]}""", "needs")]
    [InlineData("""{"goals":["a","b"]}""", "goals")]
    [InlineData("""{"languages":[1]}""", "languages")]
    [InlineData("""{"startBy":20270115}""", "startBy")]
    [InlineData("""{"consent":"true"}""", "consent")]
    public async Task A_value_of_the_wrong_JSON_type_is_a_problem_of_its_field(string change, string field)
    {
        await using var site = await Site.Start();
        var request = SomeJson.Request;
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            request[name] = value?.DeepClone();

        var answer = await site.Post(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("This must be ", answer.Errors[field], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_type_hides_none_of_the_other_problems()
    {
        await using var site = await Site.Start();
        var request = SomeJson.Request;
        request["goals"] = 7;
        request["startBy"] = "2020-01-01";
        request["contact"]!["name"] = "";

        var answer = await site.Post(request);

        Assert.Equal(["contact.name", "goals", "startBy"], answer.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("This must be text (a JSON string).", answer.Errors["goals"]);
    }

    [Theory]
    [InlineData("{\n  \"needs\": [\n}", "line 3")]
    [InlineData("{\n\"goals\": \"a\"\n\"consent\": true }", "line 3")]
    [InlineData("not json", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("{} {}", "line 1")]
    [InlineData("[]", "one JSON object")]
    [InlineData("null", "one JSON object")]
    public async Task What_is_not_JSON_is_said_with_its_line(string body, string said)
    {
        await using var site = await Site.Start();

        var answer = await site.Post(body);

        Assert.Equal((HttpStatusCode.BadRequest, "body"), (answer.Status, Assert.Single(answer.Errors).Key));
        Assert.Contains(said, answer.Errors["body"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"goals":"half \ud83d"}""")]
    [InlineData("""{"goals":"\udc00"}""")]
    [InlineData("""{"contact":{"name":"\ud83d!"}}""")]
    [InlineData("""{"needs":["\ud83d"]}""")]
    [InlineData("""{"school":{"charter":"\ud83d"}}""")]
    [InlineData("""{"\ud83d":"a name of a field"}""")]
    public async Task Half_a_character_is_refused_not_failed_on(string body)
    {
        await using var site = await Site.Start();

        Assert.Equal(HttpStatusCode.BadRequest, (await site.Post(body)).Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        await using var site = await Site.Start();
        byte[] body = [.. "{\"goals\":\""u8, 0xFF, 0xFE, .. "\"}"u8];

        Assert.Equal(HttpStatusCode.BadRequest, (await Send(site, new ByteArrayContent(body), "application/json")).StatusCode);
    }

    [Theory]
    [InlineData(0, false, HttpStatusCode.Accepted)]
    [InlineData(0, true, HttpStatusCode.Accepted)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(400_000, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_at_most_64_KB_whether_or_not_it_says_its_length(int over, bool chunked, HttpStatusCode expected)
    {
        await using var site = await Site.Start();
        var body = Encoding.UTF8.GetBytes(SomeJson.Request.ToJsonString().PadRight(Limit + over));

        var answer = await Send(site, chunked ? new Unmeasured(body) : new ByteArrayContent(body), "application/json");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Accepted ? 1 : 0, (await site.Requests()).Count);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/json-but-not")]
    [InlineData(null)]
    public async Task Another_type_is_refused(string? type)
    {
        await using var site = await Site.Start();

        var answer = await Send(site, new StringContent(SomeJson.Request.ToJsonString()), type);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_district_may_choose_schools_and_a_school_may_be_typed()
    {
        await using var site = await Site.Start();
        var district = SomeJson.Request;
        district.Remove("schoolId");
        var typed = district.DeepClone();
        (district["districtId"], district["schoolIds"]) = ("3590001", new JsonArray("359000100002"));
        typed["school"] = new JsonObject { ["name"] = "Tiny School", ["city"] = "Cuba", ["state"] = "NM", ["students"] = 41, ["locale"] = "rural", ["charter"] = true };

        Assert.Equal((PlaceKind.District, 1, 340, null), await Stored(site, district));
        Assert.Equal((PlaceKind.TypedSchool, 1, 41, true), await Stored(site, typed));
    }

    [Fact]
    public async Task The_needs_that_can_be_asked_for_are_listed()
    {
        await using var site = await Site.Start();

        var needs = JsonNode.Parse(await site.Http.GetStringAsync(new Uri("/api/needs", UriKind.Relative), Site.Cancel))!.AsArray();

        Assert.Equal(Need.All.Select(need => $"{need.Id}|{need.Name}|{need.Description}"), needs.Select(need => $"{need!["id"]}|{need["name"]}|{need["description"]}"));
    }

    private static async Task<(PlaceKind, int, int?, bool?)> Stored(Site site, JsonNode body)
    {
        var place = (await site.Network.Requests.Get(Reference.Parse((await site.Post(body)).Reference!), Site.Cancel))!.Request.Place;
        return (place.Kind, place.SchoolCount, place.Students, place.Kind == PlaceKind.District ? null : place.Charter);
    }

    private static async Task<HttpResponseMessage> Send(Site site, HttpContent content, string? type)
    {
        content.Headers.ContentType = type is null ? null : new(type);
        return await site.Http.PostAsync(new Uri("/api/requests", UriKind.Relative), content, Site.Cancel);
    }

    /// <summary>Sent in chunks, without a Content-Length.</summary>
    private sealed class Unmeasured(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) => await stream.WriteAsync(bytes);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
