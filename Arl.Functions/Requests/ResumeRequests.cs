using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Requests;

/// <summary>Timer, each hour: a pause ends when its day begins, by the clock of the place.</summary>
public sealed partial class ResumeRequests(RequestsTable requests, TimeProvider clock, ILogger<ResumeRequests> log)
{
    [Function(nameof(ResumeRequests))]
    public async Task Run([TimerTrigger("0 7 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var paused in await requests.PausedUntil(DateOnly.FromDateTime(now.UtcDateTime), cancel))
        {
            if (paused.PausedUntil <= Today(paused, now) && await requests.Get(paused.Reference, cancel) is { } stored && stored.Request.PausedUntil == paused.PausedUntil)
                await Resume(stored, now, cancel);
        }
    }

    /// <summary>The day at the place.</summary>
    public static DateOnly Today(CoachingRequest request, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZones.Of(request.Place.State)).DateTime);

    /// <summary>Changed at this moment: the next hour finds it.</summary>
    private async Task Resume(StoredRequest stored, DateTimeOffset now, CancellationToken cancel)
    {
        var resumed = new RequestEvent.Paused(Until: null);
        if (RequestLife.Apply(stored.Request, resumed, now) is Step.Moved moved && await requests.Commit(RequestChange.Of(stored, moved.Request, resumed, "system", null, now), cancel))
            Resumed(stored.Request.Reference);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference} goes on after its pause.")]
    private partial void Resumed(Reference reference);
}
