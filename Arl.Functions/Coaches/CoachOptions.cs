using Arl.Functions.Hosting;
using Arl.Pages.Engagements;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Coaches;

/// <summary>What coaches find on their pages: settings <c>Coaches:…</c>.</summary>
public sealed class CoachOptions
{
    /// <summary><c>Title|https://address</c>, separated by <c>;</c>. Empty: none.</summary>
    public string Resources { get; set; } = "";

    internal IReadOnlyList<CoachResource> Listed => [.. Split.Select(Read).OfType<CoachResource>()];

    private string[] Split => Resources.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<CoachOptions>().Bind(configuration.GetSection("Coaches"))
            .Validate(options => options.Split.All(text => Read(text) is not null), "Set Coaches:Resources to titles and https addresses, for example A first conversation|https://example.org/first;Our handbook|https://example.org/book, or leave it out.")
            .CheckAtStart();

    /// <summary>Null where it is no title with an https address.</summary>
    private static CoachResource? Read(string text) =>
        text.Split('|', StringSplitOptions.TrimEntries) is [{ Length: > 0 and <= 100 } title, var address] && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0
            ? new(title, url)
            : null;
}
