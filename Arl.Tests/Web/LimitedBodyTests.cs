using System.Net;
using System.Text;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Arl.Tests.Web;

public sealed class LimitedBodyTests
{
    [Fact]
    public async Task A_form_has_at_most_so_many_fields_and_no_name_that_is_none_of_ours()
    {
        Assert.Equal(LimitedBody.MostFields, (await Form(string.Join('&', Enumerable.Range(0, LimitedBody.MostFields).Select(n => $"f{n}=1"))))!.Count);
        Assert.Null(await Form(string.Join('&', Enumerable.Range(0, LimitedBody.MostFields + 1).Select(n => $"f{n}=1"))));
        Assert.Null(await Form(new string('&', 60_000)));
        Assert.Null(await Form(new string('x', LimitedBody.LongestName + 1) + "=1"));
        Assert.Null(await Form(string.Concat(Enumerable.Repeat("%41", LimitedBody.LongestName + 1)) + "=1"));
    }

    [Fact]
    public async Task What_says_that_it_is_something_else_is_no_form_and_a_button_alone_sends_none()
    {
        Assert.Equal("1", (await Form("a=1", "Application/X-WWW-form-urlencoded; charset=utf-8"))!["a"]);
        Assert.Null(await Form("a=1", "application/json"));
        Assert.Null(await Form("a=1", type: null));
        Assert.Empty((await Form("", type: null))!);
    }

    [Fact]
    public async Task A_length_that_is_not_told_or_told_wrongly_changes_nothing()
    {
        var http = Request(new string('x', 101), length: null);
        var lying = Request(new string('x', 101), length: 3);

        Assert.Null(await LimitedBody.Read(http, 100, Site.Cancel));
        Assert.Null(await LimitedBody.Read(lying, 100, Site.Cancel));
        Assert.Equal(101, (await LimitedBody.Read(Request(new string('x', 101), length: null), 101, Site.Cancel))!.Length);
    }

    /// <summary>Every function that takes something, found by reflection. One that is a mere button reads nothing.</summary>
    [Fact]
    public async Task Every_function_that_takes_a_body_refuses_one_that_is_far_too_large()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        var taking = Site.Functions.Where(function => function.Trigger.Methods!.Any(method => method is "post" or "put" or "patch")).Select(function => StaffDoorTests.Path(function.Trigger.Route!, "ARL-7K3F-9QZ2")).Distinct().ToList();

        var refused = 0;
        foreach (var path in taking)
        {
            var statuses = new[] { await Status(site, path, "application/x-www-form-urlencoded", 2), await Status(site, path, "application/json", 2) };
            Assert.True(statuses.All(status => status < 500), path);
            refused += statuses[0] >= 400 ? 1 : 0;
        }
        Assert.True(refused > 30, $"Only {refused} functions refuse it.");
        Assert.Equal(413, await Status(site, "/staff/imports/look", "multipart/form-data; boundary=x", 21));
    }

    [Fact]
    public async Task A_form_with_too_many_parts_is_not_taken_from_staff_either()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        using var upload = new MultipartFormDataContent();
        foreach (var number in Enumerable.Range(0, 30))
            upload.Add(new StringContent("x"), $"f{number}");
        upload.Add(new StringContent(SignedIn.Field(site).Value), StaffVisit.FormField);

        using var answer = await site.Http.PostAsync(new Uri("/staff/imports/look", UriKind.Relative), upload, Site.Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<int> Status(Site site, string path, string type, int megabytes)
    {
        using var content = new ByteArrayContent(new byte[megabytes * 1024 * 1024]);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await site.Http.PostAsync(new Uri(path, UriKind.Relative), content, Site.Cancel);
        return (int)answer.StatusCode;
    }

    private static Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>?> Form(string body, string? type = "application/x-www-form-urlencoded")
    {
        var http = Request(body, body.Length);
        http.ContentType = type;
        return LimitedBody.Form(http, 64 * 1024, Site.Cancel);
    }

    private static HttpRequest Request(string body, long? length)
    {
        var http = new DefaultHttpContext().Request;
        (http.Body, http.ContentLength) = (new MemoryStream(Encoding.UTF8.GetBytes(body)), length);
        return http;
    }
}
