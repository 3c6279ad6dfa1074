using Arl.Domain;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Hosting;

/// <summary>The zone in which the network's office lives: setting <c>Arl:TimeZone</c>, an IANA id.</summary>
public sealed class NetworkClockOptions
{
    public string TimeZone { get; set; } = "America/New_York";
}

public sealed class NetworkClock(IOptions<NetworkClockOptions> options)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    /// <summary>The day of a moment in that zone.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => LocalTime.DayOf(moment, Zone);

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NetworkClockOptions>().Bind(configuration.GetSection("Arl"))
            .Validate(options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _), "Set Arl:TimeZone to a time zone of the IANA database, for example America/New_York.")
            .CheckAtStart();
        services.AddSingleton<NetworkClock>();
    }
}
