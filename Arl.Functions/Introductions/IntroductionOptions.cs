using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Introductions;

public enum IntroductionMode
{
    /// <summary>School and coach are introduced at once; the coach may hand it back.</summary>
    Direct,

    /// <summary>The coach is asked first, and the school hears of them once they have said yes.</summary>
    CoachConfirms,
}

/// <summary>How the two are brought together: setting <c>Introductions:Mode</c>. It decides for each match when it is made.</summary>
public sealed class IntroductionOptions
{
    public string Mode { get; set; } = nameof(IntroductionMode.Direct);

    public IntroductionMode Chosen => Enum.Parse<IntroductionMode>(Mode, ignoreCase: true);

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<IntroductionOptions>().Bind(configuration.GetSection("Introductions"))
            .Validate(options => Enum.GetNames<IntroductionMode>().Contains(options.Mode, StringComparer.OrdinalIgnoreCase),
                "Set Introductions:Mode to Direct (school and coach are introduced at once) or CoachConfirms (the coach is asked first).")
            .CheckAtStart();
}
