using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting;

/// <summary>Where the site is and what signs its links. Settings <c>Arl:BaseUrl</c> and <c>Arl:LinkKeys</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>The public address, e.g. <c>https://help.example.org</c>, without a slash at the end.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Base64 keys of at least 32 bytes, separated by <c>;</c>. The first signs; all are accepted, so that a key can be changed without breaking links.</summary>
    public string LinkKeys { get; set; } = "";

    public string UrlOf(string path) => BaseUrl.TrimEnd('/') + path;

    public IReadOnlyList<byte[]> Keys() => [.. LinkKeys.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Convert.FromBase64String)];

    public LinkSigner Signer() => new(Keys());

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection("Arl"))
            .Validate(site => Uri.TryCreate(site.BaseUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "Set Arl:BaseUrl to the site's public address, for example https://help.example.org; links in emails start with it.")
            .Validate(site => HasKeys(site), "Set Arl:LinkKeys to one or two base64 keys of at least 32 bytes, separated by ';' (openssl rand -base64 32); they sign the links in emails.")
            .CheckAtStart();

    private static bool HasKeys(SiteOptions site)
    {
        try
        {
            return site.Keys() is { Count: > 0 } keys && keys.All(key => key.Length >= 32);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
