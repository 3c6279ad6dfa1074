using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>The server of our tests says no where SendGrid does; else their yes would mean nothing.</summary>
public sealed class SendGridServerTests
{
    private const string Sound = """{"personalizations":[{"to":[{"email":"a@b.example"}]}],"from":{"email":"c@d.example"},"subject":"s","content":[{"type":"text/plain","value":"v"}]}""";

    [Theory]
    [InlineData(Sound, HttpStatusCode.Accepted)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("no json", HttpStatusCode.BadRequest)]
    public async Task It_reads_the_mail(string body, HttpStatusCode status) => Assert.Equal(status, await Post(body));

    [Theory]
    [InlineData("\"personalizations\":[{\"to\":[{\"email\":\"a@b.example\"}]}]", "\"personalizations\":[{\"to\":[]}]")]
    [InlineData("a@b.example", "nobody")]
    [InlineData("{\"email\":\"a@b.example\"}", "{\"email\":\"a@b.example\"},{\"email\":\"A@b.example\"}")]
    [InlineData("c@d.example", "")]
    [InlineData("\"subject\":\"s\"", "\"subject\":7")]
    [InlineData("\"value\":\"v\"", "\"value\":\"\"")]
    [InlineData("\"subject\"", "\"custom_args\":{\"n\":1},\"subject\"")]
    [InlineData("\"subject\"", "\"headers\":{\"Reply-To\":\"x@y.example\"},\"subject\"")]
    [InlineData("\"subject\"", "\"attachments\":[{\"content\":\"not base64!\",\"filename\":\"a.csv\"}],\"subject\"")]
    [InlineData("\"subject\"", "\"attachments\":[{\"content\":\"AAAA\",\"filename\":\"a\\r\\n.csv\"}],\"subject\"")]
    [InlineData("\"subject\"", "\"attachments\":[{\"content\":\"AAAA\",\"filename\":\"a.csv\",\"type\":\"text/csv;x\"}],\"subject\"")]
    [InlineData("\"subject\"", "\"attachments\":[{\"content\":\"AAAA\",\"filename\":\"a.png\",\"disposition\":\"inline\"}],\"subject\"")]
    public async Task It_finds_each_fault(string part, string fault) =>
        Assert.Equal(HttpStatusCode.BadRequest, await Post(Sound.Replace(part, fault, StringComparison.Ordinal)));

    [Fact]
    public async Task It_takes_nothing_but_JSON() => Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Post(Sound, "text/plain"));

    private static async Task<HttpStatusCode> Post(string body, string type = "application/json")
    {
        await using var server = await SendGridServer.Start();
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", SendGridServer.Key) } };
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await http.PostAsync(new Uri(server.Address + "/v3/mail/send"), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
