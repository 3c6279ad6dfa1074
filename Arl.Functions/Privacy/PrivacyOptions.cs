using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Privacy;

/// <summary>How long people are kept: settings <c>Privacy:…</c>. docs/privacy.md says what is erased then, and what stays.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Months after the end of a request; also of what staff read and of files of coaches.</summary>
    public int KeepMonths { get; set; } = 24;

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<PrivacyOptions>().Bind(configuration.GetSection("Privacy"))
            .Validate(options => options.KeepMonths is >= 3 and <= 120, "Set Privacy:KeepMonths to 3 to 120 months after the end of a request.")
            .CheckAtStart();
}
