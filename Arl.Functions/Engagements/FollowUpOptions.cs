using Arl.Domain.Engagements;
using Arl.Domain.Introductions;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>How long the network waits before it follows up: settings <c>Introductions:…</c>. docs/engagements.md says what each does.</summary>
public sealed class FollowUpOptions
{
    public int RemindAfterWorkingDays { get; set; } = FollowUpRules.Default.RemindAfterWorkingDays;

    public int NextCoachAfterWorkingDays { get; set; } = FollowUpRules.Default.NextCoachAfterWorkingDays;

    public int CheckInAfterDays { get; set; } = FollowUpRules.Default.CheckInAfterDays;

    public int QuietDays { get; set; } = FollowUpRules.Default.QuietDays;

    public int QuietNoticeDays { get; set; } = FollowUpRules.Default.QuietNoticeDays;

    /// <summary>Month and day; with <see cref="SummerTo"/> empty there is no summer break.</summary>
    public string SummerFrom { get; set; } = "06-20";

    public string SummerTo { get; set; } = "08-05";

    /// <param name="quiet">When nobody is reminded of anything; the mail's own setting.</param>
    public FollowUpRules Rules(QuietHours quiet) => new()
    {
        RemindAfterWorkingDays = RemindAfterWorkingDays,
        NextCoachAfterWorkingDays = NextCoachAfterWorkingDays,
        CheckInAfterDays = CheckInAfterDays,
        QuietDays = QuietDays,
        QuietNoticeDays = QuietNoticeDays,
        Days = new(Summer),
        Quiet = quiet,
    };

    private SummerBreak? Summer => SummerBreak.TryParse(SummerFrom, SummerTo, out var summer) ? summer : null;

    private bool HasNoSummer => SummerFrom.Length + SummerTo.Length == 0;

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FollowUpOptions>().Bind(configuration.GetSection("Introductions"))
            .Validate(options => options.RemindAfterWorkingDays is >= 1 and <= 60 && options.NextCoachAfterWorkingDays is <= 90 && options.NextCoachAfterWorkingDays > options.RemindAfterWorkingDays,
                "Set Introductions:RemindAfterWorkingDays to 1 to 60 working days, and Introductions:NextCoachAfterWorkingDays to more, at most 90.")
            .Validate(options => options.CheckInAfterDays is >= 1 and <= 365, "Set Introductions:CheckInAfterDays to 1 to 365 days after the introduction.")
            .Validate(options => options.QuietDays is >= 2 and <= 730 && options.QuietNoticeDays >= 1 && options.QuietNoticeDays < options.QuietDays,
                "Set Introductions:QuietDays to 2 to 730 days without a sign of life, and Introductions:QuietNoticeDays to fewer, at least 1.")
            .Validate(options => options.HasNoSummer || options.Summer is not null,
                $"Set Introductions:SummerFrom and Introductions:SummerTo to a month and day each, for example 06-20 and 08-05, in one year and at most {SummerBreak.MostDays} days; or both to nothing.")
            .CheckAtStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<FollowUpOptions>>().Value.Rules(provider.GetRequiredService<IOptions<MailOptions>>().Value.Quiet));
    }
}
