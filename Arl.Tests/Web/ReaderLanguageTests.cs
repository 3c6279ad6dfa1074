using Arl.Domain;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Arl.Tests.Web;

public sealed class ReaderLanguageTests
{
    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-MX,es;q=0.9,en;q=0.8", "es")]
    [InlineData("en-US,es;q=0.9", "en")]
    [InlineData("en;q=0.5, es;q=0.9", "es")]
    [InlineData("fr-CA, es;q=0.7, en;q=0.3", "es")]
    [InlineData("es;q=0, en;q=0.1", "en")]
    [InlineData("fr", "en")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    [InlineData("es-419-;;;", "en")]
    public void A_browser_says_what_its_owner_reads(string accepts, string expected) => Assert.Equal(expected, ReaderLanguage.Of(Asking("", accepts)).Tag);

    [Theory]
    [InlineData("?lang=es", "en", "es")]
    [InlineData("?lang=EN", "es", "en")]
    [InlineData("?lang=fr", "es", "es")]
    [InlineData("", "es", "es")]
    public void The_address_goes_before_what_we_know_and_that_before_the_browser(string query, string known, string expected)
    {
        var http = Asking(query, known == "es" ? "en" : "es");

        ReaderLanguage.Know(http, Language.Parse(known));

        Assert.Equal(expected, ReaderLanguage.Of(http).Tag);
    }

    [Fact]
    public void A_coach_reads_English_whatever_address_and_browser_say()
    {
        var http = Asking("?lang=es", "es");

        ReaderLanguage.Only(http, Language.English);

        Assert.Equal("en", ReaderLanguage.Of(http).Tag);
    }

    [Theory]
    [InlineData("?lang=es", "/a", "/a?lang=es")]
    [InlineData("?lang=es", "/a?did=x", "/a?did=x&lang=es")]
    [InlineData("?lang=fr", "/a", "/a")]
    [InlineData("", "/a", "/a")]
    public void What_was_chosen_stays_chosen_on_the_next_page(string query, string path, string expected) => Assert.Equal(expected, ReaderLanguage.Kept(Asking(query, "es"), path));

    private static HttpRequest Asking(string query, string accepts)
    {
        var http = new DefaultHttpContext().Request;
        http.QueryString = new(query);
        http.Headers.AcceptLanguage = accepts;
        return http;
    }
}
