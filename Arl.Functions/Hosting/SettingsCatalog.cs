using System.Globalization;
using System.Reflection;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Introductions;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Privacy;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Staff;
using Arl.Functions.Staff.SignIn;
using Arl.Pages.Staff;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Hosting;

/// <summary>
/// The settings that may be shown, each named here: what is not named is not shown, and of a secret only whether it is set. A value is what the app goes by, wherever it comes from.
/// </summary>
public sealed class SettingsCatalog(IServiceProvider services, IConfiguration configuration)
{
    /// <summary>Where the settings of each options class lie.</summary>
    internal static readonly IReadOnlyList<Source> Sources =
    [
        Of<SiteOptions>("Arl"), Of<TelemetryOptions>("Telemetry"), Of<NetworkClockOptions>("Arl"), Of<StaffRecipientOptions>("Arl"), Of<StaffOptions>("Staff"), Of<ConfirmationOptions>("Requests"), Of<GuardOptions>("Guard"), Of<MatchingOptions>("Matching"),
        Of<IntroductionOptions>("Introductions"), Of<FollowUpOptions>("Introductions"), Of<CoachOptions>("Coaches"), Of<ReachOptions>("Reach"), Of<PublishOptions>("Reach"), Of<PrivacyOptions>("Privacy"), Of<MailOptions>("Mail"),
    ];

    internal static readonly IReadOnlyList<string> Plain =
    [
        "Arl:BaseUrl", "Arl:TimeZone", "Arl:StaffRecipients", "Staff:Entra:TenantId", "Staff:Entra:ClientId", "Staff:Entra:Authority", "Requests:ConfirmFreeMail", "Requests:FreeMailDomains", "Requests:ConfirmWithinDays", "Guard:MinimumSeconds", "Guard:PerAddressPerDay", "Guard:PerNetworkPerHour", "Guard:TrustedProxies", "Guard:ReadsPerMinute", "Guard:WritesPerMinute", "Guard:StaffPerMinute", "Guard:WebhookPerMinute", "Guard:ProofOfWork", "Guard:AttackPerTenMinutes",
        "Telemetry:SampleRatio", "Telemetry:StorageCalls",
        "Matching:Weights:Needs", "Matching:Weights:Locale", "Matching:Weights:Continuity", "Matching:Weights:TimeZone",
        "Matching:Weights:CoachRoom", "Matching:Weights:OrganizationRoom", "Matching:CreditPerDay", "Matching:PlanAfterSeconds", "Introductions:Mode", "Introductions:RemindAfterWorkingDays",
        "Introductions:NextCoachAfterWorkingDays", "Introductions:CheckInAfterDays", "Introductions:QuietDays", "Introductions:QuietNoticeDays", "Introductions:SummerFrom", "Introductions:SummerTo", "Coaches:Resources",
        "Reach:Weekly", "Reach:Monthly", "Reach:WeeklyRecipients", "Reach:MonthlyRecipients", "Reach:Sections", "Reach:PublishAfterSeconds", "Mail:Provider", "Mail:From", "Mail:FromName", "Mail:RedirectTo",
        "Privacy:KeepMonths",
        "Mail:AllowedRecipients", "Mail:QuietTo", "Mail:QuietFrom", "Mail:Smtp:Host", "Mail:Smtp:Port", "Mail:Smtp:Security", "Mail:SendGrid:Host", "Mail:SendGrid:SettleMinutes",
    ];

    /// <summary>Keys, passwords, and what may hold one.</summary>
    internal static readonly IReadOnlyList<string> Secret = ["Arl:LinkKeys", "Mail:Smtp:User", "Mail:Smtp:Password", "Mail:SendGrid:ApiKey", "Mail:SendGrid:WebhookKey", "AzureWebJobsStorage", "APPLICATIONINSIGHTS_CONNECTION_STRING", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    public IReadOnlyList<SettingLine> Read() => [.. Plain.Select(Shown).OfType<SettingLine>(), .. Secret.Select(key => new SettingLine(key, IsSet(key) ? "set" : "not set", IsSet(key), IsSecret: true))];

    internal sealed record Source(string Section, Type Type, Func<IServiceProvider, object> Value);

    private static Source Of<T>(string section) where T : class => new(section, typeof(T), provider => provider.GetRequiredService<IOptions<T>>().Value);

    private SettingLine? Shown(string key)
    {
        var path = key.Split(':');
        var found = Sources.Where(source => source.Section == path[0]).Select(source => (Found: TryRead(source.Value(services), path[1..], out var value), Value: value)).FirstOrDefault(one => one.Found);
        return found.Found ? new(key, Text(found.Value), IsSet(key), IsSecret: false) : null;
    }

    private static bool TryRead(object? from, string[] path, out object? value)
    {
        value = from;
        foreach (var name in path)
        {
            if (value?.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is not { } property)
                return false;
            value = property.GetValue(value);
        }
        return true;
    }

    /// <summary>The section as well: a list or a storage account without a connection string is set by its parts.</summary>
    private bool IsSet(string key) => configuration.GetSection(key) is var section && (!string.IsNullOrWhiteSpace(section.Value) || section.GetChildren().Any());

    /// <summary>An address with a password in it is shown without.</summary>
    private static string Text(object? value)
    {
        var text = value is bool isSo ? (isSo ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 ? new UriBuilder(url) { UserName = "", Password = "" }.Uri.AbsoluteUri : text;
    }
}
