using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>A program at <c>/api/staff</c> shows an access token of Entra ID.</summary>
public sealed class ProgramTokenTests : EntraTests
{
    private const string Api = "/api/staff/reach";

    [Fact]
    public async Task A_token_with_the_role_opens_the_API_and_no_page()
    {
        var token = "Bearer " + Entra.AccessToken();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await Call(Api, token), await Call("/staff", token)));
    }

    [Fact]
    public async Task A_token_without_the_role_is_told_so() =>
        Assert.Equal(HttpStatusCode.Forbidden, await Call(Api, "Bearer " + Entra.AccessToken(claims => claims["roles"] = new JsonArray("another"))));

    [Fact]
    public async Task Nothing_else_is_let_in()
    {
        var good = Entra.AccessToken();
        string[] refused =
        [
            "", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", $"Basic {good}", good, "Bearer " + good[..^8] + "AAAAAAAA", "Bearer " + Entra.IdToken("a nonce"), "Bearer " + Entra.IdToken(null),
            "Bearer " + Entra.AccessToken(claims => claims["nonce"] = "n"), "Bearer " + Entra.AccessToken(claims => claims["aud"] = "api://another"), "Bearer " + Entra.AccessToken(claims => claims["tid"] = "another"),
            "Bearer " + Entra.AccessToken(claims => claims["iss"] = "https://sts.windows.net/another/"), "Bearer " + Entra.AccessToken(claims => claims["exp"] = Entra.Now().AddMinutes(-3).ToUnixTimeSeconds()),
            "Bearer " + Entra.AccessToken(claims => claims.Remove("exp")), "Bearer " + Entra.AccessToken(claims => claims["nbf"] = Entra.Now().AddMinutes(3).ToUnixTimeSeconds()), "Bearer " + new string('x', 20_000),
        ];

        foreach (var header in refused)
            Assert.Equal((header, HttpStatusCode.Unauthorized), (header, await Call(Api, header)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Call(Api, "Bearer x", "Bearer " + good));

        foreach (var sign in new Func<JsonObject, JsonObject, string>[] { OpenIdProvider.Unsigned, Entra.SignByPublicKey, (header, claims) => Entra.SignRsa(header, claims, RSA.Create(2048)) })
        {
            Entra.Sign = sign;
            Assert.Equal(HttpStatusCode.Unauthorized, await Call(Api, "Bearer " + Entra.AccessToken()));
        }
    }

    [Fact]
    public async Task A_bad_token_is_not_made_good_by_a_cookie()
    {
        var kim = new Visitor(TheSite, Entra);
        await kim.SignIn();

        Assert.Equal(HttpStatusCode.OK, (await kim.Get(Api)).Status);
        kim.Headers["Authorization"] = "Bearer x";
        Assert.Equal(HttpStatusCode.Unauthorized, (await kim.Get(Api)).Status);
    }

    private async Task<HttpStatusCode> Call(string path, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await TheSite.Http.SendAsync(request, Site.Cancel);
        return answer.StatusCode;
    }
}
