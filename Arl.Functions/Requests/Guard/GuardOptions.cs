using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Requests.Guard;

/// <summary>When a request has to show that it is no machine's by a proof of work.</summary>
public enum ProofNeeded
{
    /// <summary>While far more requests come than usual.</summary>
    Auto,

    /// <summary>Staff say that there is an attack.</summary>
    On,

    Off,
}

/// <summary>What keeps machines out, without a third party and without cookies: settings <c>Guard:…</c>. docs/spam.md says what each does.</summary>
public sealed class GuardOptions
{
    /// <summary>Who sends a form sooner than this after it was shown is asked to send it once more.</summary>
    public double MinimumSeconds { get; set; } = 3;

    public int PerAddressPerDay { get; set; } = 5;

    public int PerNetworkPerHour { get; set; } = 100;

    /// <summary>How many proxies of our own stand in front and write the caller's address into <c>X-Forwarded-For</c>: 0 believes no such header, 1 is App Service.</summary>
    public int TrustedProxies { get; set; }

    /// <summary><see cref="ProofNeeded"/>.</summary>
    public string ProofOfWork { get; set; } = nameof(ProofNeeded.Auto);

    /// <summary>More requests than this in ten minutes are an attack.</summary>
    public int AttackPerTenMinutes { get; set; } = 100;

    /// <summary>Calls of one network to one instance in a minute that change nothing: pages, searches.</summary>
    public int ReadsPerMinute { get; set; } = 600;

    /// <summary>As <see cref="ReadsPerMinute"/>, of those that may change something.</summary>
    public int WritesPerMinute { get; set; } = 120;

    /// <summary>As <see cref="ReadsPerMinute"/>, under <c>/staff</c> and <c>/api/staff</c>.</summary>
    public int StaffPerMinute { get; set; } = 1_200;

    /// <summary>As <see cref="ReadsPerMinute"/>, of the mail provider's events.</summary>
    public int WebhookPerMinute { get; set; } = 1_200;

    public ProofNeeded Proof => Enum.Parse<ProofNeeded>(ProofOfWork, ignoreCase: true);

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<GuardOptions>().Bind(configuration.GetSection("Guard"))
            .Validate(options => options.MinimumSeconds is >= 0 and <= 60, "Set Guard:MinimumSeconds to 0 to 60 seconds from a form's display to its sending.")
            .Validate(options => options.PerAddressPerDay >= 1 && options.PerNetworkPerHour >= 1, "Set Guard:PerAddressPerDay and Guard:PerNetworkPerHour to 1 request or more.")
            .Validate(options => new[] { options.ReadsPerMinute, options.WritesPerMinute, options.StaffPerMinute, options.WebhookPerMinute }.All(most => most is >= 1 and <= 1_000_000), "Set Guard:ReadsPerMinute, Guard:WritesPerMinute, Guard:StaffPerMinute and Guard:WebhookPerMinute to 1 to 1,000,000 calls.")
            .Validate(options => options.TrustedProxies is >= 0 and <= 5, "Set Guard:TrustedProxies to the number of proxies of your own in front of the app, 0 to 5; on App Service 1.")
            .Validate(options => Enum.GetNames<ProofNeeded>().Contains(options.ProofOfWork, StringComparer.OrdinalIgnoreCase), "Set Guard:ProofOfWork to Auto (while far more requests come than usual), On or Off.")
            .Validate(options => options.AttackPerTenMinutes is >= 1 and <= 1_000, "Set Guard:AttackPerTenMinutes to 1 to 1,000 requests.")
            .CheckAtStart();
}
