using System.Text.Json;
using Arl.Functions.Hosting;
using Arl.Functions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Reach.Public;

/// <summary>Queue message of <c>publish-reach</c>: something that the public figures count has changed.</summary>
public sealed record PublishDue(DateTimeOffset AskedAt) : ITraced
{
    public string? Traceparent { get; init; }
}

/// <summary>Settings <c>Reach:…</c>.</summary>
public sealed class PublishOptions
{
    /// <summary>How long after a school is counted the public figures are counted again, so that many schools make one recount; 0–3600 seconds.</summary>
    public double PublishAfterSeconds { get; set; } = 240;

    /// <summary>
    /// The figures are those of so long ago: what was being written at that moment is then there, and the same moment counted again on any later day gives the same figures.
    /// Half of the time, so that the change which asked for the recount is in it.
    /// </summary>
    internal TimeSpan Settling => TimeSpan.FromSeconds(PublishAfterSeconds / 2);

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<PublishOptions>().Bind(configuration.GetSection("Reach"))
            .Validate(options => options.PublishAfterSeconds is >= 0 and <= 3600, "Set Reach:PublishAfterSeconds to 0 to 3600 seconds.")
            .CheckAtStart();
}

/// <summary>
/// Has the reach published a little after it changed. A change that will be in the recount of a message on its way asks for no other.
/// The message is no change's own debt, so that a request costs none of its own; what a lost one leaves behind, the timer publishes.
/// </summary>
public sealed class PublishSoon(ArlStorage storage, IOptions<PublishOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan s_neverExpires = TimeSpan.FromSeconds(-1);
    private long _firesAt;

    /// <summary>Call it once the change is stored.</summary>
    public async Task Changed(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var delay = TimeSpan.FromSeconds(options.Value.PublishAfterSeconds);
        var earlier = Volatile.Read(ref _firesAt);
        if (now.UtcTicks < earlier - options.Value.Settling.Ticks || Interlocked.CompareExchange(ref _firesAt, (now + delay).UtcTicks, earlier) != earlier)
            return;
        try
        {
            await storage.Queue(QueueNames.PublishReach).SendMessageAsync(JsonSerializer.Serialize(new PublishDue(now), QueueJson.Options), delay, s_neverExpires, cancel);
        }
        catch
        {
            Volatile.Write(ref _firesAt, earlier); // None is on its way: the next change asks again.
            throw;
        }
    }
}
