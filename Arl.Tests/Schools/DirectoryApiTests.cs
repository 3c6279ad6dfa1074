using System.Text.Json;
using Arl.Domain.Schools;
using Arl.Functions.Schools;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class DirectoryApiTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private async Task<DirectoryDesk> Desk(SchoolDirectory? directory)
    {
        var store = new SchoolDirectoryStore(await TestStorage.New());
        if (directory is not null)
            await store.Save(directory, await store.Current(Cancel), Cancel);
        return new(new(store, TimeProvider.System, NullLogger<SchoolDirectorySource>.Instance));
    }

    private static async Task<(int Status, string Body, IHeaderDictionary Headers)> Get(string query, Func<HttpRequest, Task<IResult>> function)
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.QueryString = new(query);
        using var body = new MemoryStream();
        http.Response.Body = body;
        await (await function(http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers);
    }

    private async Task<(int Status, string Body, IHeaderDictionary Headers)> Schools(string query, SchoolDirectory? directory)
    {
        var desk = await Desk(directory);
        return await Get(query, http => new SearchSchools(desk).Run(http, Cancel));
    }

    [Fact]
    public async Task A_school_is_shown_with_its_ids_its_place_and_its_figures()
    {
        var (status, body, headers) = await Schools("?q=albertville", Directory(One));

        Assert.Equal(200, status);
        Assert.Equal(
            """[{"schoolId":"010000500870","name":"Albertville Middle School","city":"Albertville","state":"AL","districtId":"0100005","district":"Albertville City","students":908,"locale":32,"charter":false}]""",
            body);
        Assert.Equal("public, max-age=60", headers.CacheControl);
        Assert.False(headers.ContainsKey(DirectoryDesk.SampleHeader));
    }

    [Fact]
    public async Task What_is_unknown_is_null()
    {
        var (_, body, _) = await Schools("?q=albertville", Directory(One with { Students = null, Locale = null, Charter = null }));

        Assert.Contains("\"students\":null,\"locale\":null,\"charter\":null", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_and_limit_narrow_the_answer()
    {
        var directory = Directory([.. Enumerable.Range(1, 60).Select(n => Named("Lincoln", id: $"0100006{n:D5}")), Named("Lincoln", id: "360000600001", state: "NY", district: "Albany")]);

        Assert.Equal(10, JsonDocument.Parse((await Schools("?q=lincoln", directory)).Body).RootElement.GetArrayLength());
        Assert.Equal(3, JsonDocument.Parse((await Schools("?q=lincoln&limit=3", directory)).Body).RootElement.GetArrayLength());
        Assert.Equal(50, JsonDocument.Parse((await Schools("?q=lincoln&limit=999", directory)).Body).RootElement.GetArrayLength());
        Assert.Equal(1, JsonDocument.Parse((await Schools("?q=lincoln&state=ny", directory)).Body).RootElement.GetArrayLength());
        Assert.Equal("[]", (await Schools("?q=nothing", directory)).Body);
    }

    [Fact]
    public async Task Every_problem_of_a_bad_question_is_said_at_once_by_field()
    {
        var (status, body, _) = await Schools("?q=" + new string('a', 201) + "&state=Alabama&limit=0", Directory(One));

        var errors = JsonDocument.Parse(body).RootElement.GetProperty("errors");
        Assert.Equal(400, status);
        Assert.Equal(["q", "state", "limit"], errors.EnumerateObject().Select(e => e.Name));
        Assert.Equal("A whole number from 1 to 50.", errors.GetProperty("limit")[0].GetString());
    }

    [Fact]
    public async Task A_sample_says_so_with_every_answer()
    {
        var sample = SchoolDirectory.Build([One], Origin with { IsSample = true });

        Assert.Equal("sample", (await Schools("?q=a", sample)).Headers[DirectoryDesk.SampleHeader]);
    }

    [Fact]
    public async Task Without_a_directory_the_answer_is_503_and_says_what_to_do()
    {
        var (status, body, _) = await Schools("?q=a", directory: null);

        Assert.Equal(503, status);
        Assert.Contains("No school directory has been imported yet", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_district_is_shown_with_the_count_of_its_schools()
    {
        var desk = await Desk(Directory(One, Named("B", students: null, id: "010000500001")));

        var (status, body, _) = await Get("?q=albertville&state=AL", http => new SearchDistricts(desk).Run(http, Cancel));

        Assert.Equal((200, """[{"districtId":"0100005","name":"Albertville City","state":"AL","schools":2,"students":908}]"""), (status, body));
    }
}
