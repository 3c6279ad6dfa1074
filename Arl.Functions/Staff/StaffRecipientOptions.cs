using Arl.Domain;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Staff;

/// <summary>Who of the staff gets the reach and the alerts by email: setting <c>Arl:StaffRecipients</c>.</summary>
public sealed class StaffRecipientOptions
{
    /// <summary>One or more addresses, separated by <c>;</c> or <c>,</c>.</summary>
    public string StaffRecipients { get; set; } = "";

    /// <summary>Each once, in the order of the setting.</summary>
    /// <exception cref="FormatException">One is no address; the start has checked that.</exception>
    public IReadOnlyList<EmailAddress> Recipients() => StaffAddresses.Parse(StaffRecipients);

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<StaffRecipientOptions>().Bind(configuration.GetSection("Arl"))
            .Validate(options => StaffAddresses.AreSound(options.StaffRecipients),
                "Set Arl:StaffRecipients to the addresses that get the reach email, separated by ';', for example staff@example.org;director@example.org.")
            .CheckAtStart();
}

/// <summary>Addresses in a setting, separated by <c>;</c> or <c>,</c>.</summary>
internal static class StaffAddresses
{
    public static IReadOnlyList<EmailAddress> Parse(string setting) => [.. Split(setting).Select(EmailAddress.Parse).Distinct()];

    /// <summary>At least one, and each can be written to.</summary>
    public static bool AreSound(string setting) => Split(setting) is { Length: > 0 } all && all.All(address => EmailAddress.TryParse(address, out _));

    private static string[] Split(string setting) => setting.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
