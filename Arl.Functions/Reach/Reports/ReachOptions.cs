using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Reach.Reports;

/// <summary>When reach emails are due, who gets them and what is in them: the settings under <c>Reach</c>, all optional.</summary>
public sealed class ReachOptions
{
    private const string Off = "off";

    /// <summary>A day of the week and a time of the network's zone, or <c>off</c>.</summary>
    public string Weekly { get; set; } = "Monday 08:00";

    /// <summary>A day of the month, 1–28, and a time, or <c>off</c>; the report is about the month before.</summary>
    public string Monthly { get; set; } = "1 08:00";

    /// <summary>Instead of <c>Arl:StaffRecipients</c>; empty: these.</summary>
    public string WeeklyRecipients { get; set; } = "";

    public string MonthlyRecipients { get; set; } = "";

    /// <summary>Names of <see cref="ReachSection"/>, separated by <c>;</c>, in the order in which they come. Empty: all.</summary>
    public string Sections { get; set; } = "";

    /// <summary>Null where it is off.</summary>
    internal ReportRhythm? WeeklyRhythm => ReportRhythm.Weekly.TryParse(Weekly, out var weekly) ? weekly : null;

    /// <summary>Null where it is off.</summary>
    internal ReportRhythm? MonthlyRhythm => ReportRhythm.Monthly.TryParse(Monthly, out var monthly) ? monthly : null;

    internal IReadOnlyList<ReachSection> ChosenSections => Names(Sections) is { Length: > 0 } names ? [.. names.Select(Section).OfType<ReachSection>().Distinct()] : Enum.GetValues<ReachSection>();

    /// <summary>Who gets a report of this kind.</summary>
    internal IReadOnlyList<EmailAddress> RecipientsOf(ReportKind kind, StaffRecipientOptions staff) => kind switch
    {
        ReportKind.Weekly when WeeklyRecipients.Trim().Length > 0 => StaffAddresses.Parse(WeeklyRecipients),
        ReportKind.Monthly when MonthlyRecipients.Trim().Length > 0 => StaffAddresses.Parse(MonthlyRecipients),
        _ => staff.Recipients(),
    };

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<ReachOptions>().Bind(configuration.GetSection("Reach"))
            .Validate(options => IsOff(options.Weekly) || options.WeeklyRhythm is not null, "Set Reach:Weekly to a day and a time, for example Monday 08:00, or to off.")
            .Validate(options => IsOff(options.Monthly) || options.MonthlyRhythm is not null, "Set Reach:Monthly to a day of the month from 1 to 28 and a time, for example 1 08:00, or to off.")
            .Validate(options => IsEmptyOrSound(options.WeeklyRecipients), "Set Reach:WeeklyRecipients to addresses separated by ';', or leave it out: then Arl:StaffRecipients get the weekly report.")
            .Validate(options => IsEmptyOrSound(options.MonthlyRecipients), "Set Reach:MonthlyRecipients to addresses separated by ';', or leave it out: then Arl:StaffRecipients get the monthly report.")
            .Validate(options => Names(options.Sections).All(name => Section(name) is not null), $"Set Reach:Sections to some of {string.Join(", ", Enum.GetNames<ReachSection>())}, separated by ';', or leave it out for all.")
            .CheckAtStart();

    private static bool IsOff(string setting) => setting.Trim().Equals(Off, StringComparison.OrdinalIgnoreCase);

    private static bool IsEmptyOrSound(string setting) => setting.Trim().Length == 0 || StaffAddresses.AreSound(setting);

    private static string[] Names(string setting) => setting.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ReachSection? Section(string name) =>
        Enum.GetNames<ReachSection>().FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<ReachSection>(known) : null;
}
