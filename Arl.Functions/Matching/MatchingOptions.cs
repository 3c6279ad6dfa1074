using Arl.Domain.Matching;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Matching;

/// <summary>The rules of matching as staff set them: settings <c>Matching:…</c>. docs/matching.md says what each does.</summary>
public sealed class MatchingOptions
{
    /// <summary>Points for each part of a fit: <c>Matching:Weights:Needs</c> and so on; together 100.</summary>
    public FitWeights Weights { get; set; } = new(); // Not the shared default: what is configured is written into it.

    /// <summary>Points of priority for a day of waiting.</summary>
    public double CreditPerDay { get; set; } = MatchingRules.Default.CreditPerDay;

    /// <summary>How long the plan waits after a change of places, so that several make one plan; 0–60 seconds.</summary>
    public double PlanAfterSeconds { get; set; } = 2;

    public MatchingRules Rules => new() { Weights = Weights, CreditPerDay = CreditPerDay };

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MatchingOptions>().Bind(configuration.GetSection("Matching"))
            .Validate(options => options.Weights.AreSound, "Set Matching:Weights:Needs, Locale, Continuity, TimeZone, CoachRoom and OrganizationRoom so that none is below 0 and together they make 100.")
            .Validate(options => options.CreditPerDay is > 0 and <= 100, "Set Matching:CreditPerDay to the points of priority that a day of waiting is worth: more than 0, at most 100.")
            .Validate(options => options.PlanAfterSeconds is >= 0 and <= 60, "Set Matching:PlanAfterSeconds to 0 to 60 seconds.")
            .CheckAtStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MatchingOptions>>().Value.Rules);
    }
}
