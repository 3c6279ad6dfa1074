using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arl.Tests.Support;

/// <summary>
/// A provider of OpenID Connect as Entra ID is one: metadata, keys, and a page that signs somebody in and posts an ID token. It listens as <c>localhost</c>, which to a browser is another site than 127.0.0.1.
/// A test can spoil what it signs, before and after.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Tenant = "11111111-2222-4333-8444-555555555555", Client = "66666666-7777-4888-9999-aaaaaaaaaaaa";

    private readonly WebApplication _app;
    private readonly List<(string Id, RSA Key)> _keys = [];
    private int _reads;

    private OpenIdProvider(WebApplication app) => _app = app;

    public string Authority => $"http://localhost:{new Uri(_app.Urls.Single()).Port}/{Tenant}/v2.0";

    public Dictionary<string, string?> Settings => new() { ["Staff:Entra:TenantId"] = Tenant, ["Staff:Entra:ClientId"] = Client, ["Staff:Entra:Authority"] = Authority };

    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>Where the browser really finds the app whose public address stands in the registration.</summary>
    public Uri? App { get; set; }

    /// <summary>Who signs in; Kim of the staff by default.</summary>
    public JsonObject Person { get; set; } = Kim();

    /// <summary>What is done to a token's claims before it is signed.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Signs header and claims; by default soundly.</summary>
    public Func<JsonObject, JsonObject, string>? Sign { get; set; }

    public bool IsAway { get; set; }

    /// <summary>How often the metadata was read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public IReadOnlyDictionary<string, string> Asked { get; private set; } = new Dictionary<string, string>();

    public static JsonObject Kim(params string[] roles) => new() { ["oid"] = "5f0c1a3e-0000-4000-8000-00000000000a", ["preferred_username"] = "kim.osei@arl.example", ["email"] = "kim.osei@arl.example", ["roles"] = new JsonArray([.. (roles.Length == 0 ? ["arl-staff"] : roles).Select(role => (JsonNode)role)]) };

    public static async Task<OpenIdProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new OpenIdProvider(builder.Build());
        provider.NewKey();
        provider._app.Use((http, next) => provider.IsAway ? Task.Run(http.Abort) : next(http));
        provider._app.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", provider.Metadata);
        provider._app.MapGet($"/{Tenant}/keys", provider.Keys);
        provider._app.MapGet($"/{Tenant}/authorize", provider.Authorize);
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>The old key is forgotten at once, as after a theft.</summary>
    public void NewKey()
    {
        Forget();
        _keys.Add(($"key-{Guid.NewGuid():N}", RSA.Create(2048)));
    }

    /// <summary>An access token for a program, as the client credentials flow gives one.</summary>
    public string AccessToken(Action<JsonObject>? change = null)
    {
        var claims = Standard();
        (claims["azp"], claims["oid"], claims["roles"]) = ("bbbbbbbb-7777-4888-9999-aaaaaaaaaaaa", "cccccccc-7777-4888-9999-aaaaaaaaaaaa", new JsonArray("arl-staff"));
        change?.Invoke(claims);
        return Token(claims);
    }

    /// <summary>What the page posts for this request of the app.</summary>
    public string IdToken(string? nonce)
    {
        var claims = Standard();
        foreach (var (name, value) in Person)
            claims[name] = value?.DeepClone();
        claims["nonce"] = nonce;
        return Token(claims);
    }

    public string SignRsa(JsonObject header, JsonObject claims, RSA? key = null)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString((key ?? _keys[^1].Key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The public key, which anybody can read, misused as a secret.</summary>
    public string SignByPublicKey(JsonObject header, JsonObject claims)
    {
        header["alg"] = "HS256";
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(_keys[^1].Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Unsigned(JsonObject header, JsonObject claims)
    {
        header["alg"] = "none";
        return $"{Part(header)}.{Part(claims)}.";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Forget();
    }

    private void Forget()
    {
        foreach (var (_, key) in _keys)
            key.Dispose();
        _keys.Clear();
    }

    private JsonObject Standard() => new()
    {
        ["iss"] = Authority,
        ["aud"] = Client,
        ["tid"] = Tenant,
        ["iat"] = Now().ToUnixTimeSeconds(),
        ["nbf"] = Now().ToUnixTimeSeconds(),
        ["exp"] = Now().AddHours(1).ToUnixTimeSeconds(),
        ["sub"] = "subject",
        ["ver"] = "2.0",
    };

    private string Token(JsonObject claims)
    {
        Claims(claims);
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = _keys[^1].Id };
        return Sign?.Invoke(header, claims) ?? SignRsa(header, claims);
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private IResult Metadata()
    {
        Interlocked.Increment(ref _reads);
        var root = Authority[..^5];
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Authority,
            ["authorization_endpoint"] = root + "/authorize",
            ["jwks_uri"] = root + "/keys",
            ["response_types_supported"] = new[] { "id_token" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        });
    }

    private IResult Keys() => Results.Json(new { keys = _keys.Select(key => (key.Id, Public: key.Key.ExportParameters(false))).Select(key => new { kty = "RSA", use = "sig", kid = key.Id, n = Base64Url.EncodeToString(key.Public.Modulus), e = Base64Url.EncodeToString(key.Public.Exponent) }) });

    private IResult Authorize(HttpContext http)
    {
        Asked = http.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
        var path = new Uri(Asked["redirect_uri"]).PathAndQuery;
        string Field(string name, string value) => $"<input type=hidden name={name} value=\"{HttpUtility.HtmlAttributeEncode(value)}\">";
        return Results.Content($"<!doctype html><html lang=en><title>Sign in</title><form method=post action=\"{new Uri(App!, path)}\">{Field("id_token", IdToken(Asked["nonce"]))}{Field("state", Asked["state"])}<button>Continue as {WebUtility.HtmlEncode((string?)Person["preferred_username"])}</button></form>", "text/html");
    }
}
