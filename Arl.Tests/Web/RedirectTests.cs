using System.Text.RegularExpressions;
using Arl.Functions.Web;
using Arl.Tests.House;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>Nobody is sent to where somebody else wants them.</summary>
public sealed partial class RedirectTests
{
    private const string Evil = "//evil.example";

    [Theory]
    [InlineData("/", true), InlineData("/staff", true), InlineData("/requests/x?sent", true), InlineData("//evil.example", false), InlineData("/\\evil.example", false), InlineData("https://evil.example", false), InlineData("evil", false), InlineData("", false), InlineData("/a\r\nb", false)]
    public void A_redirect_leads_to_a_path_of_ours_or_is_a_fault(string path, bool isOurs) => Assert.Equal(isOurs, Record.Exception(() => PageResults.SeeOther(path)) is null);

    [Fact]
    public void There_is_one_way_to_redirect()
    {
        var others = Repository.Files.Where(file => file.StartsWith("Arl.Functions/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && Redirects().IsMatch(Repository.Text(file)));

        Assert.Equal(["Arl.Functions/Web/PageResults.cs"], others);
    }

    /// <summary>Every function, with another site in each place where a caller can write one.</summary>
    [Fact]
    public async Task No_function_redirects_to_what_the_caller_sent()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        var asked = "?back=" + Uri.EscapeDataString(Evil) + string.Concat(new[] { "return", "returnUrl", "next", "url", "redirect", "lang", "done", "did", "q", "id" }.Select(name => $"&{name}={Uri.EscapeDataString(Evil)}"));
        var redirected = 0;

        foreach (var (method, route) in Site.Functions.SelectMany(function => function.Trigger.Methods!.Select(method => (method.ToUpperInvariant(), function.Trigger.Route!))))
        {
            var path = Hole().Replace(route, Uri.EscapeDataString(Evil));
            using var request = new HttpRequestMessage(new(method), "/" + path + asked);
            request.Headers.Host = "evil.example";
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("Referer", "https://evil.example/");
            if (method is "POST" or "PUT")
                request.Content = new FormUrlEncodedContent([SignedIn.Field(site), .. new[] { "back", "next", "url", "id", "kind", "state", "q", "do", "org" }.Select(name => KeyValuePair.Create(name, Evil))]);
            using var answer = await site.Http.SendAsync(request, Site.Cancel);
            Assert.True((int)answer.StatusCode < 500, $"{method} {route}: {answer.StatusCode}");
            if (answer.Headers.Location is not { } location)
                continue;
            redirected++;
            Assert.Matches(@"^/([^/\\]|$)", location.OriginalString);
            Assert.DoesNotContain("evil.example/", location.OriginalString.Split('?')[0], StringComparison.Ordinal);
        }
        Assert.True(redirected >= 3, $"Only {redirected} functions redirected.");
    }

    [GeneratedRegex(@"\bResults\.(Redirect|LocalRedirect)\b|\bHeaders\.Location\s*=|\bHeaders\[""Location""\]|\bResponse\.Redirect\(|\bRedirectResult\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Redirects();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
